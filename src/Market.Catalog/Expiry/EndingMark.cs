using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Expiry;

/// <summary>A licence or certificate on its way to its last day.</summary>
internal sealed class EndingMark
{
    public Guid Id { get; init; }
    public Guid Holder { get; init; }
    public DateOnly Until { get; init; }

    /// <summary>What was verified or granted and neither refused nor revoked; a suspended licence ends as well.</summary>
    public static IQueryable<EndingMark> Of(CatalogDb db, string kind) => kind == MarkScheme.SharedLogo
        ? Plain(db.Licences.Where(x => x.State == LicenceState.Active || x.State == LicenceState.Suspended))
        : Plain(db.Certificates.Where(x => x.State == CertificateState.Verified && x.Kind == kind));

    /// <summary>Numbers of some of them: read apart, so that an index alone answers which are due.</summary>
    public static Task<Dictionary<Guid, string>> NumbersAsync(CatalogDb db, string kind, List<Guid> ids, CancellationToken ct) => kind == MarkScheme.SharedLogo
        ? db.Licences.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Number, ct)
        : db.Certificates.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Number, ct);

    /// <summary>Those of them that were there before a day began and are not renewed yet.</summary>
    public static IQueryable<EndingMark> Of(CatalogDb db, string kind, DateOnly before)
    {
        var instant = DistrictClock.StartOf(before);
        return kind == MarkScheme.SharedLogo
            ? Plain(db.Licences.Where(x => (x.State == LicenceState.Active || x.State == LicenceState.Suspended) && x.ValidFrom < before && !db.Licences.Any(y => y.Renews == x.Id)))
            : Plain(db.Certificates.Where(x => x.State == CertificateState.Verified && x.Kind == kind && x.CheckedAt < instant));
    }

    private static IQueryable<EndingMark> Plain(IQueryable<Licence> licences) => licences.Select(x => new EndingMark { Id = x.Id, Holder = x.CooperativeId, Until = x.ValidUntil });

    private static IQueryable<EndingMark> Plain(IQueryable<Certificate> certificates) => certificates.Select(x => new EndingMark { Id = x.Id, Holder = x.CooperativeId, Until = x.ValidUntil });
}
