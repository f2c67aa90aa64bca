using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Artwork;

/// <summary>Labels that somebody wants to print.</summary>
/// <param name="Labels">1 to 1,000,000.</param>
/// <param name="GramsEach">What one label stands for, 0 to 1,000,000 g; above zero when the licence's quota is by weight.</param>
/// <param name="Note">What they are for, at most 120 characters.</param>
public sealed record LabelOrder(Guid ProductId, int Labels, long GramsEach = 0, string Note = "");

/// <summary>Labels that were issued.</summary>
public sealed record LabelView(DateTime IssuedAt, string Product, string ProductEn, int Labels, long Grams, string Note);

/// <summary>Counts labels with the shared logo against the licence's quota, and issues none that the product may not carry today.</summary>
public sealed class LabelDesk(CatalogDb db, TimeProvider clock)
{
    /// <returns>false when the lister has no such licence.</returns>
    /// <exception cref="RuleException"><c>label.not_licensed</c>, <c>label.count</c>, <c>label.weight_missing</c>, <c>licence.quota_used</c></exception>
    public Task<bool> IssueAsync(string number, LabelOrder order, Lister lister, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.Licences.SingleOrDefaultAsync(x => x.Number == number && lister.Cooperatives.Contains(x.CooperativeId), ct) is not { } licence) return false;
        var now = clock.GetUtcNow().UtcDateTime;
        var today = DistrictClock.Date(now);
        if (order.Labels is < 1 or > 1_000_000) throw new RuleException("label.count", "1 to 1,000,000 labels at a time.", "labels", 1_000_000);
        if (order.GramsEach is < 0 or > 1_000_000 || (licence.QuotaGrams > 0 && order.GramsEach == 0)) throw new RuleException("label.weight_missing", "Say what weight one label stands for.", "weight");
        if (order.Note.Trim().Length > 120) throw new RuleException("licence.text_long", "This text is too long.", "note", 120);
        var proofs = (await Proofs.ReadAsync(db, [order.ProductId], ct))[order.ProductId];
        if (!proofs.Any(x => x.Source == licence.Id && x.From <= today && today <= x.Until)) throw new RuleException("label.not_licensed", "This product must not carry the logo today.", "product");
        var alarm = licence.Issue(order.Labels, order.Labels * order.GramsEach, (await MarkScheme.RulesAsync(db, MarkScheme.SharedLogo, today, ct)).QuotaAlarmPercent);
        db.LabelIssues.Add(new LabelIssue { LicenceId = licence.Id, ProductId = order.ProductId, Labels = order.Labels, Grams = order.Labels * order.GramsEach, Note = order.Note.Trim(), IssuedBy = lister.PersonId, IssuedAt = now });
        db.Audit.Add(new AuditEntry { At = now, ActorId = lister.PersonId, Action = "label.issue", SubjectId = licence.Id, Detail = FormattableString.Invariant($"{order.Labels}") });
        if (alarm) db.Outbox.Add(OutboxMessage.Of(new LicenceChanged(licence.Id, licence.CooperativeId, licence.Number, "quota_alarm", FormattableString.Invariant($"{licence.UsedPercent}")), now));
        return true;
    }, ct);

    /// <summary>The latest hundred issues under a licence.</summary>
    public async Task<IReadOnlyList<LabelView>> IssuesAsync(string number, CancellationToken ct) =>
        [.. (await db.LabelIssues.AsNoTracking().Where(x => db.Licences.Any(y => y.Id == x.LicenceId && y.Number == number)).OrderByDescending(x => x.IssuedAt).ThenBy(x => x.Id).Take(100)
            .Join(db.Products, x => x.ProductId, x => x.Id, (issue, product) => new LabelView(issue.IssuedAt, product.Name, product.NameEn, issue.Labels, issue.Grams, issue.Note)).ToListAsync(ct)).OrderByDescending(x => x.IssuedAt)];
}
