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
        return true;
    }
}

/// <summary>What somebody of the brand office does to a licence.</summary>
/// <param name="Action">suspend, restore, revoke or reinstate.</param>
internal sealed record Measure(string Action, string Reason, Guid Office, DateTime At);
