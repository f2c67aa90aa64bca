using System.Collections.Concurrent;
using Market.Catalog.Data;
using Market.Kernel.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Catalog.Products;

/// <summary>Product cards in memory, at most a second behind the database; every replica has its own.</summary>
/// <remarks>Fed by the change sequence, bounded to 50,000 cards. It decides nothing: checkout reads the truth.</remarks>
public sealed class Shelf(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Shelf> log) : Worker(clock, log)
{
    private const int Bound = 50_000;
    private readonly ConcurrentDictionary<Guid, ProductCard> _cards = new();
    private long _seen = -1;
    private long _badges;
    private volatile Dictionary<string, (string Name, string NameEn)> _kinds = [];

    /// <summary>The last change number seen; whatever was rendered at a smaller one may be stale.</summary>
    public long Seen => Volatile.Read(ref _seen);

    /// <summary>The last change of badges seen: a page that was begun at a smaller one may show a badge that is gone.</summary>
    public long BadgesSeen => Volatile.Read(ref _badges);

    /// <summary>What a kind of badge is called in both languages; the kind itself while it is not known.</summary>
    public (string Name, string NameEn) KindName(string kind) => _kinds.GetValueOrDefault(kind, (kind, kind));

    /// <summary>Cards in the order of the ids; ids that no product has are left out.</summary>
    public async Task<IReadOnlyList<ProductCard>> CardsAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var missing = ids.Where(x => !_cards.ContainsKey(x)).Distinct().ToList();
        var read = missing.Count > 0 ? await ReadAsync(missing, ct) : [];
        var found = new List<ProductCard>(ids.Count);
        foreach (var id in ids)
            if (_cards.TryGetValue(id, out var card) || read.TryGetValue(id, out card)) found.Add(card);
        return found;
    }

    /// <returns>null when there is no such product.</returns>
    public async Task<ProductCard?> CardAsync(Guid id, CancellationToken ct) =>
        _cards.TryGetValue(id, out var card) ? card : (await CardsAsync([id], ct)).FirstOrDefault();

    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(250);

    protected override async Task<bool> PassAsync(CancellationToken ct)
    {
        await CatchUpAsync(ct);
        return false;
    }

    /// <summary>Forgets every card that changed since the last look.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogDb>();
        var counter = await db.Changes.AsNoTracking().Select(x => new { x.Value, x.Badges }).SingleOrDefaultAsync(ct);
        var (now, seen) = (counter?.Value ?? 0, Seen);
        if (now == seen) return;
        if (seen < 0 || (counter?.Badges ?? 0) != BadgesSeen) _kinds = await db.MarkSchemes.AsNoTracking().ToDictionaryAsync(x => x.Kind, x => (x.Name, x.NameEn), ct);
        if (seen >= 0)
            foreach (var id in await db.Products.Where(x => x.ChangeSeq > seen).Select(x => x.Id).ToListAsync(ct)) _cards.TryRemove(id, out _);
        Volatile.Write(ref _seen, now);
        // Cards first: a page begun at this number finds none of before.
        Volatile.Write(ref _badges, counter?.Badges ?? 0);
    }

    private async Task<Dictionary<Guid, ProductCard>> ReadAsync(List<Guid> ids, CancellationToken ct)
    {
        if (_cards.Count > Bound) _cards.Clear();
        var before = Seen;
        await using var scope = scopes.CreateAsyncScope();
        var read = (await CardQuery.ReadAsync(scope.ServiceProvider.GetRequiredService<CatalogDb>(), ids, ct)).ToDictionary(x => x.Id);
        foreach (var card in read.Values) _cards.AddOrUpdate(card.Id, card, (_, known) => known.Version > card.Version ? known : card);
        // A change that was seen meanwhile found no card to forget: these may be from before it, and nobody would forget them later.
        if (Seen != before)
            foreach (var card in read) _cards.TryRemove(card);
        return read;
    }
}
