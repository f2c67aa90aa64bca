using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Certificates;

/// <summary>Cooperatives send their certificates, the brand office compares them with the issuer's register.</summary>
public sealed class CertificateDesk(CatalogDb db, TimeProvider clock)
{
    /// <summary>Sends a certificate to be checked.</summary>
    /// <returns>null when the cooperative is not the lister's.</returns>
    /// <exception cref="RuleException"><c>certificate.kind_unknown</c>, <c>certificate.scheme_closed</c>, <c>certificate.number_taken</c>, <c>certificate.product_unknown</c>, <c>certificate.file_unknown</c>, or what does not fit.</exception>
    public Task<Guid?> SubmitAsync(Guid cooperativeId, CertificateForm form, Lister lister, CancellationToken ct) => db.InTransactionAsync<Guid?>(async () =>
    {
        if (!lister.Cooperatives.Contains(cooperativeId)) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        var today = DistrictClock.Date(now);
        var certificate = Certificate.Submit(cooperativeId, form, await SchemeAsync(form.Kind, today, ct), await MarkScheme.RulesAsync(db, form.Kind, today, ct), lister.PersonId, today);
        if (await db.Certificates.AnyAsync(x => x.Kind == certificate.Kind && x.Number == certificate.Number, ct)) throw new RuleException("certificate.number_taken", "A certificate of this number is here already.", "number");
        var ids = certificate.Products.ConvertAll(x => x.ProductId);
        if (await db.Products.CountAsync(x => ids.Contains(x.Id) && x.CooperativeId == cooperativeId && x.State != ListingState.Retired, ct) != ids.Count)
            throw new RuleException("certificate.product_unknown", "Choose products of this cooperative.", "products");
        if (certificate.File.Length > 0 && !await db.Pictures.AnyAsync(x => x.Hash == certificate.File, ct)) throw new RuleException("certificate.file_unknown", "Upload a picture of the certificate first.", "file");
        db.Certificates.Add(certificate);
        Note("certificate.submit", certificate, lister.PersonId, "", now);
        return certificate.Id;
    }, ct);

    /// <summary>The brand office found it in the issuer's register: its badge may be shown.</summary>
    /// <param name="recheckOn">Day to compare it again, or null.</param>
    /// <returns>false when there is no such certificate.</returns>
    public Task<bool> VerifyAsync(Guid id, DateOnly? recheckOn, Guid office, CancellationToken ct) => DecideAsync(id, "verify", "", office, (x, now) => x.Verify(office, recheckOn, now), ct);

    /// <summary>The brand office did not find it, or not any more.</summary>
    /// <returns>false when there is no such certificate.</returns>
    public Task<bool> RefuseAsync(Guid id, string reason, Guid office, CancellationToken ct) => DecideAsync(id, "refuse", reason, office, (x, now) => x.Refuse(office, reason, now), ct);

    private Task<bool> DecideAsync(Guid id, string action, string reason, Guid office, Action<Certificate, DateTime> decide, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var certificate = await db.Certificates.Include(x => x.Products).SingleOrDefaultAsync(x => x.Id == id, ct);
        if (certificate is null) return false;
        if (await db.Memberships.AnyAsync(x => x.PersonId == office && x.OrganisationId == certificate.CooperativeId, ct))
            throw new RuleException("certificate.own", "Nobody checks a certificate of their own cooperative.");
        var now = clock.GetUtcNow().UtcDateTime;
        decide(certificate, now);
        var products = certificate.Products.ConvertAll(x => x.ProductId);
        if (products.Count == 0) products = await db.Products.Where(x => x.CooperativeId == certificate.CooperativeId).Select(x => x.Id).ToListAsync(ct);
        await ChangeSequence.StampBadgesAsync(db, products, ct);
        Note("certificate." + action, certificate, office, reason, now);
        db.Outbox.Add(OutboxMessage.Of(new MarkChanged(certificate.Kind, certificate.Number, action, now), now));
        return true;
    }, ct);

    private async Task<MarkScheme> SchemeAsync(string kind, DateOnly today, CancellationToken ct)
    {
        var scheme = await db.MarkSchemes.AsNoTracking().SingleOrDefaultAsync(x => x.Kind == kind && x.Kind != MarkScheme.SharedLogo, ct) ?? throw new RuleException("certificate.kind_unknown", "There is no such kind of certificate.", "kind");
        if (scheme.ClosedFrom <= today) throw new RuleException("certificate.scheme_closed", "Nothing new is certified under this scheme.", "kind");
        return scheme;
    }

    private void Note(string action, Certificate certificate, Guid person, string reason, DateTime now) =>
        db.Audit.Add(new AuditEntry { At = now, ActorId = person, Action = action, SubjectId = certificate.Id, Detail = reason });
}
