using Market.Catalog.Data;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Fairs;

/// <summary>A fair in a list.</summary>
/// <param name="Reason">Why it does not take place; empty while it does.</param>
/// <param name="Cooperatives">Accepted ones.</param>
/// <param name="Waiting">Applications the office has not decided.</param>
public sealed record FairCard(Guid Id, string Name, string NameEn, string Place, DateOnly From, DateOnly To, DateOnly ApplyUntil, string Note, string Reason, int Cooperatives, int Waiting);

/// <summary>A sample of a list.</summary>
public sealed record SampleView(Guid ProductId, string Product, string ProductEn, long Grams, string Note);

/// <summary>A cooperative's part in a fair.</summary>
public sealed record FairEntryView(Guid Id, Guid CooperativeId, string Cooperative, string CooperativeEn, string Village, string Phone, FairEntryState State, string Reason, DateTime At, IReadOnlyList<SampleView> Samples);

/// <summary>Fairs with those who take part.</summary>
public sealed class FairReads(CatalogDb db, TimeProvider clock)
{
    /// <summary>Today in the district.</summary>
    public DateOnly Today => DistrictClock.Date(clock.GetUtcNow().UtcDateTime);

    /// <summary>Fairs that are not over, the next first; or those that are, the last first.</summary>
    public async Task<(IReadOnlyList<FairCard> Items, int Total)> ListAsync(bool past, int page, int pageSize, CancellationToken ct)
    {
        var today = Today;
        var fairs = db.Fairs.AsNoTracking().Where(x => past ? x.To < today : x.To >= today);
        var ordered = past ? fairs.OrderByDescending(x => x.From).ThenBy(x => x.Id) : fairs.OrderBy(x => x.From).ThenBy(x => x.Id);
        return (await Cards(ordered.Skip((page - 1) * pageSize).Take(pageSize)).ToListAsync(ct), await fairs.CountAsync(ct));
    }

    /// <returns>null when there is no such fair.</returns>
    public Task<FairCard?> FindAsync(Guid fairId, CancellationToken ct) => Cards(db.Fairs.AsNoTracking().Where(x => x.Id == fairId)).SingleOrDefaultAsync(ct);

    /// <summary>Who applied, by cooperative.</summary>
    /// <param name="own">Only these cooperatives; null for all.</param>
    public async Task<IReadOnlyList<FairEntryView>> EntriesAsync(Guid fairId, IReadOnlyCollection<Guid>? own, CancellationToken ct)
    {
        var rows = await (from entry in db.FairEntries.AsNoTracking()
                          where entry.FairId == fairId && (own == null || own.Contains(entry.CooperativeId))
                          join cooperative in db.Cooperatives on entry.CooperativeId equals cooperative.Id
                          orderby cooperative.Slug
                          select new { entry, cooperative.Name, cooperative.NameEn, cooperative.Village, cooperative.Phone }).ToListAsync(ct);
        var ids = rows.ConvertAll(x => x.entry.Id);
        var samples = (await (from sample in db.Set<FairSample>().AsNoTracking()
                              where ids.Contains(sample.EntryId)
                              join product in db.Products on sample.ProductId equals product.Id
                              orderby sample.Position
                              select new { sample.EntryId, View = new SampleView(product.Id, product.Name, product.NameEn, sample.Grams, sample.Note) }).ToListAsync(ct)).ToLookup(x => x.EntryId, x => x.View);
        return rows.ConvertAll(x => new FairEntryView(x.entry.Id, x.entry.CooperativeId, x.Name, x.NameEn, x.Village, x.Phone, x.entry.State, x.entry.Reason, x.entry.At, [.. samples[x.entry.Id]]));
    }

    private IQueryable<FairCard> Cards(IQueryable<Fair> fairs) => fairs.Select(x => new FairCard(x.Id, x.Name, x.NameEn, x.Place, x.From, x.To, x.ApplyUntil, x.Note, x.Reason,
        db.FairEntries.Count(y => y.FairId == x.Id && y.State == FairEntryState.Accepted), db.FairEntries.Count(y => y.FairId == x.Id && y.State == FairEntryState.Asked)));
}
