using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>The brand office takes the logo away and gives it back; the badge goes and comes with it, everywhere at once.</summary>
public sealed class LicenceSupervision(CatalogDb db, TimeProvider clock)
{
    /// <param name="products">Empty for all products of the licence.</param>
    /// <returns>false when there is no licence of this number.</returns>
    /// <exception cref="RuleException"><c>licence.suspended</c>, <c>licence.revoked</c>, <c>licence.expired</c>, <c>licence.product_unknown</c>, <c>licence.reason_missing</c></exception>
    public Task<bool> SuspendAsync(string number, IReadOnlyCollection<Guid> products, string reason, Guid office, CancellationToken ct) =>
        ChangeAsync(number, "suspend", reason, office, (licence, now) => licence.Suspend(products, reason, office, now), ct);

    /// <param name="products">As in <see cref="SuspendAsync"/>.</param>
    /// <exception cref="RuleException"><c>licence.not_suspended</c>, and those of <see cref="SuspendAsync"/>.</exception>
    public Task<bool> RestoreAsync(string number, IReadOnlyCollection<Guid> products, string reason, Guid office, CancellationToken ct) =>
        ChangeAsync(number, "restore", reason, office, (licence, now) => licence.Restore(products, reason, office, now), ct);

    /// <summary>For good: the cooperative can only apply anew.</summary>
    public Task<bool> RevokeAsync(string number, string reason, Guid office, CancellationToken ct) =>
        ChangeAsync(number, "revoke", reason, office, (licence, now) => licence.Revoke(reason, office, now), ct);

    /// <summary>Takes products out of the licence for good.</summary>
    /// <param name="products">At least one, and not all of them.</param>
    /// <exception cref="RuleException"><c>licence.nothing_left</c>, <c>licence.products_missing</c>, and those of <see cref="SuspendAsync"/>.</exception>
    public Task<bool> ReduceAsync(string number, IReadOnlyCollection<Guid> products, string reason, Guid office, CancellationToken ct) =>
        ChangeAsync(number, "reduce", reason, office, (licence, now) => licence.Reduce(products, reason, office, now), ct);

    /// <summary>Sets the quota; 0 takes a bound away.</summary>
    /// <exception cref="RuleException"><c>licence.quota_invalid</c>, and those of <see cref="SuspendAsync"/>.</exception>
    public Task<bool> SetQuotaAsync(string number, (long Labels, long Grams) quota, string reason, Guid office, CancellationToken ct) =>
        ChangeAsync(number, "quota", reason, office, (licence, now) => licence.SetQuota(quota.Labels, quota.Grams, reason, office, now), ct);

    /// <summary>Makes a provisional licence a full one.</summary>
    /// <exception cref="RuleException"><c>licence.not_provisional</c>, <c>licence.end_in_past</c>, <c>licence.beyond_trademark</c>, <c>licence.renewed</c>, and those of <see cref="SuspendAsync"/>.</exception>
    public async Task<bool> ConfirmAsync(string number, DateOnly validUntil, string reason, Guid office, CancellationToken ct)
    {
        await LicenceScope.RequireTrademarkAsync(db, [], validUntil, ct);
        if (await db.Licences.AnyAsync(x => x.Renews != null && db.Licences.Any(y => y.Id == x.Renews && y.Number == number), ct)) throw new RuleException("licence.renewed", "This licence is renewed already.");
        return await ChangeAsync(number, "confirm", reason, office, (licence, now) => licence.Confirm(validUntil, reason, office, now), ct);
    }

    /// <summary>The holder gives the licence back.</summary>
    /// <returns>false when the manager's cooperatives have no such licence.</returns>
    public async Task<bool> WithdrawAsync(string number, string reason, Lister holder, CancellationToken ct) =>
        await db.Licences.AnyAsync(x => x.Number == number && holder.Cooperatives.Contains(x.CooperativeId), ct)
        && await ChangeAsync(number, "withdraw", reason, holder.PersonId, (licence, now) => licence.Withdraw(reason, holder.PersonId, now), ct);

    private Task<bool> ChangeAsync(string number, string action, string reason, Guid office, Action<Licence, DateTime> change, CancellationToken ct) => db.InTransactionAsync(async () =>
        await FindAsync(db.Licences.Where(x => x.Number == number), ct) is { } licence && await ApplyAsync(licence, new(action, reason, office, clock.GetUtcNow().UtcDateTime), change, ct), ct);

    internal static Task<Licence?> FindAsync(IQueryable<Licence> which, CancellationToken ct) => which.Include(x => x.Products).Include(x => x.Events).AsSplitQuery().SingleOrDefaultAsync(ct);

    /// <summary>Changes a licence within the caller's transaction, with all that hangs on it.</summary>
    internal async Task<bool> ApplyAsync(Licence licence, Measure measure, Action<Licence, DateTime> change, CancellationToken ct)
    {
        change(licence, measure.At);
        await ChangeSequence.StampBadgesAsync(db, licence.Products.ConvertAll(x => x.ProductId), ct);
        db.Audit.Add(new AuditEntry { At = measure.At, ActorId = measure.Office, Action = "licence." + measure.Action, SubjectId = licence.Id, Detail = measure.Reason });
        db.Outbox.Add(OutboxMessage.Of(new LicenceChanged(licence.Id, licence.CooperativeId, licence.Number, measure.Action, measure.Reason), measure.At));
        db.Outbox.Add(OutboxMessage.Of(new MarkChanged(MarkChanged.Licence, licence.Number, measure.Action, measure.At), measure.At));
        return true;
    }
}

/// <summary>What somebody of the brand office does to a licence.</summary>
/// <param name="Action">suspend, restore, revoke or reinstate.</param>
internal sealed record Measure(string Action, string Reason, Guid Office, DateTime At);
