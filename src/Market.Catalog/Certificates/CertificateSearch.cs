using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Certificates;

/// <summary>Finds the certificates of one page of the register and counts all, by indexes on both databases.</summary>
internal sealed class CertificateSearch(CatalogDb db, RegisterTotals totals, DateOnly today)
{
    private sealed record Question(string Words, string? Kind, string Way);

    /// <summary>The newest first; of numbers, the highest.</summary>
    public async Task<(List<Guid> Ids, int Total)> FindAsync(string words, string? kind, Guid? cooperative, (int Number, int Size) page, CancellationToken ct)
    {
        var verified = db.Certificates.AsNoTracking().Where(x => x.State == CertificateState.Verified);
        if (kind is not null) verified = verified.Where(x => x.Kind == kind);
        if (cooperative is { } holder) verified = verified.Where(x => x.CooperativeId == holder);
        if (RegisterText.Of(words) is not { } text) return await PageAsync(Newest(verified), cooperative is null ? new("", kind, "all") : null, page, ct);
        var names = await text.NamesAsync(db, brands: false, ct);
        if (names.Count is > 0 and <= RegisterText.Few)
        {
            var holders = names.ConvertAll(x => x.Holder);
            return await PageAsync(Newest(verified.Where(x => holders.Contains(x.CooperativeId))), null, page, ct);
        }
        var way = names.Count > 0 ? "name" : "number";
        return await PageAsync(names.Count > 0 ? Newest(Named(verified, text)) : Numbered(verified, text.Typed).OrderByDescending(x => x.Number), cooperative is null ? new(text.Typed, kind, way) : null, page, ct);
    }

    private static IQueryable<Certificate> Newest(IQueryable<Certificate> certificates) => certificates.OrderByDescending(x => x.IssuedOn).ThenByDescending(x => x.Id);

    /// <summary>As typed, or in capitals.</summary>
    private static IQueryable<Certificate> Numbered(IQueryable<Certificate> certificates, string typed)
    {
        var (end, large) = (RegisterText.EndOf(typed), typed.ToUpperInvariant());
        var largeEnd = RegisterText.EndOf(large);
        return typed == large ? certificates.Where(x => string.Compare(x.Number, typed) >= 0 && string.Compare(x.Number, end) < 0)
            : certificates.Where(x => (string.Compare(x.Number, typed) >= 0 && string.Compare(x.Number, end) < 0) || (string.Compare(x.Number, large) >= 0 && string.Compare(x.Number, largeEnd) < 0));
    }

    private IQueryable<Certificate> Named(IQueryable<Certificate> certificates, RegisterText text)
    {
        var (from, to) = (text.From, text.To);
        return certificates.Where(x => db.HolderWords.Any(y => y.Holder == x.CooperativeId && y.Brand == "" && string.Compare(y.Word, from) >= 0 && string.Compare(y.Word, to) < 0));
    }

    /// <param name="many">The question, when it may find so many that its total is kept.</param>
    private async Task<(List<Guid> Ids, int Total)> PageAsync(IQueryable<Certificate> found, Question? many, (int Number, int Size) page, CancellationToken ct)
    {
        var before = (page.Number - 1) * page.Size;
        // Behind the last one nothing has to be looked for, and a page that is not full says how many there are.
        var known = many is null ? (int?)null : await totals.OfAsync(db, many, today, () => found.CountAsync(ct));
        List<Guid> ids = known <= before ? [] : await found.Skip(before).Take(page.Size).Select(x => x.Id).ToListAsync(ct);
        return (ids, known ?? (ids.Count < page.Size && (ids.Count > 0 || before == 0) ? before + ids.Count : await found.CountAsync(ct)));
    }
}
