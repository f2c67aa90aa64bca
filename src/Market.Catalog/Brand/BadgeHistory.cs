using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>A mark a product carries or carried.</summary>
/// <param name="ValidThen">Whether it was valid on the day asked about.</param>
/// <param name="Today">valid, coming, expired, suspended, removed, withdrawn, revoked or refused.</param>
public sealed record BadgeOnDay(string Kind, string Number, string SubBrand, DateOnly From, DateOnly Until, bool ValidThen, string Today)
{
    /// <summary>It is a licence for the shared logo, no certificate.</summary>
    public bool IsLicence => Kind == MarkScheme.SharedLogo;
}

/// <summary>Says of a product which marks were valid on a day, such as the day of a harvest, and how they stand today.</summary>
public sealed class BadgeHistory(CatalogDb db, TimeProvider clock)
{
    /// <summary>Marks that were ever the product's, the shared logo first.</summary>
    public async Task<IReadOnlyList<BadgeOnDay>> OfAsync(Guid product, DateOnly day, CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var licences = await db.Licences.AsNoTracking().Where(x => x.Products.Any(y => y.ProductId == product)).Include(x => x.Products).Include(x => x.Events).AsSplitQuery().OrderBy(x => x.Number).ToListAsync(ct);
        var holder = db.Products.Where(x => x.Id == product).Select(x => x.CooperativeId);
        var certificates = await (from certificate in db.Certificates.AsNoTracking()
                                  join scheme in db.MarkSchemes on certificate.Kind equals scheme.Kind
                                  where certificate.State != CertificateState.Submitted && certificate.CheckedAt != null
                                      && (scheme.OfHolder ? holder.Contains(certificate.CooperativeId) : certificate.Products.Any(x => x.ProductId == product))
                                  orderby certificate.Kind, certificate.IssuedOn
                                  select new { certificate, scheme.ClosedFrom }).ToListAsync(ct);
        return [.. licences.Select(x => new BadgeOnDay(MarkScheme.SharedLogo, x.Number, x.SubBrand, x.ValidFrom, x.ValidUntil, Licensed(x, product, day) == "valid", Licensed(x, product, today))),
            .. certificates.Select(x => new BadgeOnDay(x.certificate.Kind, x.certificate.Number, "", x.certificate.IssuedOn, x.certificate.ValidUntil,
                Certified(x.certificate, x.ClosedFrom, day) == "valid", Certified(x.certificate, x.ClosedFrom, today)))];
    }

    /// <summary>Read from the licence's history: what was decided until the end of that day.</summary>
    private static string Licensed(Licence licence, Guid product, DateOnly day)
    {
        var (suspended, without, removed, ended) = (false, false, false, "");
        foreach (var happened in licence.Events.Where(x => DistrictClock.Date(x.At) <= day && (x.ProductId is null || x.ProductId == product)).OrderBy(x => x.At).ThenBy(x => x.Id))
        {
            switch (happened.Kind, happened.ProductId)
            {
                case ("suspend" or "restore", null): suspended = happened.Kind == "suspend"; break;
                case ("suspend" or "restore", _): without = happened.Kind == "suspend"; break;
                case ("reduce", _): removed = true; break;
                case ("revoke", _): ended = "revoked"; break;
                case ("withdraw", _): ended = "withdrawn"; break;
                case ("reinstate", _): ended = ""; break;
            }
        }
        return ended.Length > 0 ? ended : removed ? "removed" : day > licence.ValidUntil ? "expired" : day < licence.ValidFrom ? "coming" : suspended || without ? "suspended" : "valid";
    }

    private static string Certified(Certificate certificate, DateOnly? closedFrom, DateOnly day) =>
        certificate.State == CertificateState.Refused ? "refused" : day > certificate.ValidUntil || closedFrom <= day ? "expired" : day < certificate.IssuedOn ? "coming" : "valid";
}
