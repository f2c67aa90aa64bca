using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Marks;

/// <summary>What stands behind a badge: a certificate or a licence for the shared logo; both days included.</summary>
/// <param name="Source">Id of the certificate or licence.</param>
/// <param name="SubBrand">The cooperative's own mark that is shown beside the shared logo; empty for certificates.</param>
public sealed record Proof(Guid Source, string Kind, string Number, DateOnly From, DateOnly Until, string SubBrand = "");

/// <summary>The one question behind every badge, in the shop, in search and on orders.</summary>
internal static class Proofs
{
    /// <summary>What gives these products badges on some day, by product; what was suspended or revoked gives none.</summary>
    public static async Task<ILookup<Guid, Proof>> ReadAsync(CatalogDb db, IReadOnlyCollection<Guid> products, CancellationToken ct)
    {
        var certificates = await (from scope in db.Set<CertificateProduct>().AsNoTracking()
                                  where products.Contains(scope.ProductId)
                                  join certificate in db.Certificates on scope.CertificateId equals certificate.Id
                                  where certificate.State == CertificateState.Verified
                                  join scheme in db.MarkSchemes on certificate.Kind equals scheme.Kind
                                  select new { scope.ProductId, scheme.ClosedFrom, Proof = new Proof(certificate.Id, certificate.Kind, certificate.Number, certificate.IssuedOn, certificate.ValidUntil, "") }).ToListAsync(ct);
        var honours = await (from product in db.Products.AsNoTracking()
                             where products.Contains(product.Id)
                             join certificate in db.Certificates on product.CooperativeId equals certificate.CooperativeId
                             // Kinds first: a holder may have thousands of other certificates.
                             where certificate.State == CertificateState.Verified && db.MarkSchemes.Where(x => x.OfHolder).Select(x => x.Kind).Contains(certificate.Kind)
                             join scheme in db.MarkSchemes on certificate.Kind equals scheme.Kind
                             select new { ProductId = product.Id, scheme.ClosedFrom, Proof = new Proof(certificate.Id, certificate.Kind, certificate.Number, certificate.IssuedOn, certificate.ValidUntil, "") }).ToListAsync(ct);
        var licences = await (from scope in db.Set<LicenceProduct>().AsNoTracking()
                              where products.Contains(scope.ProductId) && scope.SuspendedAt == null && scope.RemovedAt == null
                              join licence in db.Licences on scope.LicenceId equals licence.Id
                              where licence.State == LicenceState.Active
                              select new { scope.ProductId, Proof = new Proof(licence.Id, MarkScheme.SharedLogo, licence.Number, licence.ValidFrom, licence.ValidUntil, licence.SubBrand) }).ToListAsync(ct);
        return licences.Select(x => (x.ProductId, x.Proof)).Concat(certificates.Concat(honours).Select(x => (x.ProductId, Proof: Within(x.Proof, x.ClosedFrom)))).ToLookup(x => x.ProductId, x => x.Proof);
    }

    /// <summary>From the day a scheme is closed its certificates are history.</summary>
    private static Proof Within(Proof proof, DateOnly? closedFrom) => closedFrom <= proof.Until ? proof with { Until = closedFrom.Value.AddDays(-1) } : proof;
}
