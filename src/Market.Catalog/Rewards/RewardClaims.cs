using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Rewards;

/// <summary>Whether a certificate earns a reward: only what is new, and only once.</summary>
internal static class RewardClaims
{
    /// <returns>The rule in force.</returns>
    /// <exception cref="RuleException"><c>reward.not_verified</c>, <c>reward.duplicate</c>, <c>reward.renewal</c>, <c>reward.none</c>, <c>certificate.scheme_closed</c></exception>
    public static async Task<RewardRule> RequireAsync(CatalogDb db, Certificate certificate, DateOnly today, CancellationToken ct)
    {
        if (certificate.State != CertificateState.Verified || certificate.ValidUntil < today) throw new RuleException("reward.not_verified", "Only a certificate that is verified and valid earns a reward.");
        if (await db.MarkSchemes.AnyAsync(x => x.Kind == certificate.Kind && x.ClosedFrom <= today, ct)) throw new RuleException("certificate.scheme_closed", "Nothing new is certified under this scheme.", "kind");
        if (await db.Rewards.AnyAsync(x => x.CertificateId == certificate.Id, ct)) throw new RuleException("reward.duplicate", "This certificate has a dossier already.");
        if (await EarlierAsync(db, certificate, ct) is { } earlier) throw new RuleException("reward.renewal", "A renewal earns nothing: there was one of this kind before.", "certificate", earlier);
        return await db.RewardRules.AsNoTracking().Where(x => x.Kind == certificate.Kind && x.Level == certificate.Level && x.From <= certificate.IssuedOn).OrderByDescending(x => x.Version).FirstOrDefaultAsync(ct)
            ?? throw new RuleException("reward.none", "No reward is set for certificates of this kind.");
    }

    /// <summary>Number of an earlier certificate of the same holder and kind for one of the same goods, named by product or by category: listing the goods anew does not make it new. Of demonstration levels, any at this one or above.</summary>
    private static async Task<string?> EarlierAsync(CatalogDb db, Certificate certificate, CancellationToken ct)
    {
        var before = db.Certificates.Where(x => x.CooperativeId == certificate.CooperativeId && x.Kind == certificate.Kind && x.Id != certificate.Id && x.State == CertificateState.Verified
            && (x.IssuedOn < certificate.IssuedOn || (x.IssuedOn == certificate.IssuedOn && db.Rewards.Any(y => y.CertificateId == x.Id))));
        if (certificate.Kind == MarkScheme.Demonstration)
        {
            var levels = Certificate.Levels.TakeWhile(x => x != certificate.Level).Append(certificate.Level).ToList();
            return await before.Where(x => levels.Contains(x.Level)).OrderBy(x => x.IssuedOn).Select(x => x.Number).FirstOrDefaultAsync(ct);
        }
        var products = db.Set<CertificateProduct>().Where(x => x.CertificateId == certificate.Id).Select(x => x.ProductId);
        var categories = db.Products.Where(x => products.Contains(x.Id)).Select(x => x.CategoryId);
        return await before.Where(x => x.Products.Any(y => products.Contains(y.ProductId) || db.Products.Any(z => z.Id == y.ProductId && z.CategoryId != null && categories.Contains(z.CategoryId))))
            .OrderBy(x => x.IssuedOn).Select(x => x.Number).FirstOrDefaultAsync(ct);
    }
}
