using Market.Catalog.Data;
using Market.Catalog.Marks;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>Finds the licences of one page of the register and counts all, by indexes on both databases.</summary>
internal sealed class LicenceSearch(CatalogDb db, RegisterTotals totals, DateOnly today)
{
    private const string Prefix = "TY-";

    /// <summary>A beginning no longer than a year's is that of many numbers.</summary>
    private const int Year = 8;

    /// <summary>The newest first; of what expired, what ended last; of numbers, the highest.</summary>
    public async Task<(List<Guid> Ids, int Total)> FindAsync(LicenceQuery query, int page, int pageSize, CancellationToken ct)
    {
        var licences = Filtered(query);
        if (RegisterText.Of(query.Words) is not { } text)
            return await PageAsync(Ordered(licences, query), query.CooperativeId is null ? query with { Words = "" } : null, page, pageSize, ct);
        var number = text.Typed.ToUpperInvariant();
        if (number.StartsWith(Prefix, StringComparison.Ordinal)) return await NumberedAsync(number);
        var names = await text.NamesAsync(db, brands: true, ct);
        return names.Count switch
        {
            0 => await NumberedAsync(char.IsAsciiDigit(number[0]) ? Prefix + number : number),
            <= RegisterText.Few => await PageAsync(Ordered(Of(licences, names), query), null, page, pageSize, ct),
            _ => await PageAsync(Ordered(Named(licences, text), query), query with { Words = text.From }, page, pageSize, ct),
        };

        Task<(List<Guid>, int)> NumberedAsync(string beginning) =>
            PageAsync(Numbered(licences, beginning).OrderByDescending(x => x.Number), beginning.Length <= Year ? query with { Words = beginning } : null, page, pageSize, ct);
    }

    private IQueryable<Licence> Filtered(LicenceQuery query)
    {
        var (day, licences) = (today, db.Licences.AsNoTracking());
        if (query.CooperativeId is { } cooperative) licences = licences.Where(x => x.CooperativeId == cooperative);
        return query.Status switch
        {
            "active" => licences.Where(x => x.State == LicenceState.Active && x.ValidUntil >= day),
            "suspended" => licences.Where(x => x.State == LicenceState.Suspended && x.ValidUntil >= day),
            "expired" => licences.Where(x => x.State != LicenceState.Revoked && x.State != LicenceState.Withdrawn && x.ValidUntil < day),
            "withdrawn" => licences.Where(x => x.State == LicenceState.Withdrawn),
            "revoked" => licences.Where(x => x.State == LicenceState.Revoked),
            _ => licences,
        };
    }

    private static IQueryable<Licence> Ordered(IQueryable<Licence> licences, LicenceQuery query) => query.Status == "expired"
        ? licences.OrderByDescending(x => x.ValidUntil).ThenByDescending(x => x.Number)
        : licences.OrderByDescending(x => x.ValidFrom).ThenByDescending(x => x.Number);

    private static IQueryable<Licence> Numbered(IQueryable<Licence> licences, string beginning)
    {
        var end = RegisterText.EndOf(beginning);
        return licences.Where(x => string.Compare(x.Number, beginning) >= 0 && string.Compare(x.Number, end) < 0);
    }

    /// <summary>Those of few holders: by their name, or by their own mark.</summary>
    private static IQueryable<Licence> Of(IQueryable<Licence> licences, List<Cooperatives.HolderWord> names)
    {
        var (holders, named, brands) = (names.ConvertAll(x => x.Holder).Distinct().ToList(), names.FindAll(x => x.Brand == "").ConvertAll(x => x.Holder), names.FindAll(x => x.Brand != "").ConvertAll(x => x.Brand).Distinct().ToList());
        return brands.Count == 0 ? licences.Where(x => named.Contains(x.CooperativeId))
            : licences.Where(x => holders.Contains(x.CooperativeId) && (named.Contains(x.CooperativeId) || brands.Contains(x.SubBrand)));
    }

    private IQueryable<Licence> Named(IQueryable<Licence> licences, RegisterText text)
    {
        var (from, to) = (text.From, text.To);
        return licences.Where(x => db.HolderWords.Any(y => y.Holder == x.CooperativeId && y.Brand == "" && string.Compare(y.Word, from) >= 0 && string.Compare(y.Word, to) < 0)
            || db.HolderWords.Any(y => y.Holder == x.CooperativeId && y.Brand == x.SubBrand && string.Compare(y.Word, from) >= 0 && string.Compare(y.Word, to) < 0));
    }

    /// <param name="many">The question, when it finds so many that its total is kept.</param>
    private async Task<(List<Guid> Ids, int Total)> PageAsync(IQueryable<Licence> found, LicenceQuery? many, int page, int pageSize, CancellationToken ct)
    {
        var before = (page - 1) * pageSize;
        // Behind the last one nothing has to be looked for, and a page that is not full says how many there are.
        var known = many is null ? (int?)null : await totals.OfAsync(db, many, today, () => found.CountAsync(ct));
        List<Guid> ids = known <= before ? [] : await found.Skip(before).Take(pageSize).Select(x => x.Id).ToListAsync(ct);
        return (ids, known ?? (ids.Count < pageSize && (ids.Count > 0 || before == 0) ? before + ids.Count : await found.CountAsync(ct)));
    }
}
