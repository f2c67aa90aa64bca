using Market.Traceability.Serials;
using Market.Traceability.Data;
using Market.Traceability.DigitalLink;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tracing;

/// <summary>Traces goods back to their plots and forward to their receivers.</summary>
public sealed class TraceReads(TraceDb db, TraceSettings settings)
{
    /// <summary>The graph around a key.</summary>
    /// <param name="party">Holders see the traces of their own lots and of keys in their own events.</param>
    /// <param name="key">Code of a lot, key of GS1 in any form, or another URI.</param>
    /// <returns>null when nothing of the caller's is known of the key.</returns>
    public async Task<TraceGraph?> FindAsync(TraceParty party, string key, TraceQuestion question, CancellationToken ct)
    {
        var lot = await LotAsync(key, ct);
        var start = lot?.Key ?? CanonicalDigitalLink.TryOf(key) ?? key;
        var known = lot is null ? await KindAsync(party, start, ct) : party.Has(lot.CooperativeId) ? TraceNodeKind.Lot : (TraceNodeKind?)null;
        if (known is not { } kind) return null;
        var limits = new WalkLimits(Math.Clamp(question.Depth, 1, 100), Math.Clamp(question.Nodes, 1, 50_000));
        var walks = new List<Walk>(2);
        foreach (var direction in question.Direction == TraceDirection.Both ? [TraceDirection.Back, TraceDirection.Forward] : new[] { question.Direction })
        {
            var walk = new Walk(db, settings, direction, limits);
            await walk.RunAsync([(start, kind)], ct);
            walks.Add(walk);
        }
        var facts = await FactsAsync(party, walks, ct);
        var certain = walks.SelectMany(x => x.Certain([start])).ToHashSet(StringComparer.Ordinal);
        var nodes = walks.SelectMany(x => x.Nodes).DistinctBy(x => x.Key, StringComparer.Ordinal).Select(x => new TraceNode(x.Key, x.Value, certain.Contains(x.Key), facts.GetValueOrDefault(x.Key)));
        return new(start, [.. nodes], [.. walks.SelectMany(x => x.Links.Values).Distinct()], walks.Exists(x => x.Truncated), lot is null ? null : LotBalance.Of(lot, settings.Band));
    }

    private Task<Lot?> LotAsync(string key, CancellationToken ct)
    {
        var (code, canonical) = (PublicCode.TryRead(key, out var read) ? read : "", CanonicalDigitalLink.TryOf(key) ?? key);
        return db.Lots.AsNoTracking().SingleOrDefaultAsync(x => x.Key == canonical || x.Code == code, ct);
    }

    /// <returns>null for a key that no plot and no event of the caller's names.</returns>
    private async Task<TraceNodeKind?> KindAsync(TraceParty party, string key, CancellationToken ct)
    {
        var prefix = settings.Plot("");
        if (key.StartsWith(prefix, StringComparison.Ordinal))
        {
            var code = key[prefix.Length..];
            return await db.Plots.AsNoTracking().SingleOrDefaultAsync(x => x.Code == code, ct) is { } plot && party.Has(plot.CooperativeId) ? TraceNodeKind.Plot : null;
        }
        var seen = db.EventKeys.AsNoTracking().Where(x => x.Key == key);
        if (party.Cooperatives is { } own) seen = seen.Where(x => db.Events.Any(y => y.Seq == x.Seq && y.OwnerId != null && own.Contains(y.OwnerId.Value)));
        return await seen.OrderBy(x => x.Seq).FirstOrDefaultAsync(ct) is not { } first ? null
            : first.Role is Epcis.KeyRole.Source or Epcis.KeyRole.Destination ? TraceNodeKind.Place : Hops.Kind(first);
    }

    private async Task<Dictionary<string, TracedLot>> FactsAsync(TraceParty party, List<Walk> walks, CancellationToken ct)
    {
        var facts = new Dictionary<string, TracedLot>(StringComparer.Ordinal);
        foreach (var some in walks.SelectMany(x => x.Nodes).Where(x => x.Value == TraceNodeKind.Lot).Select(x => x.Key).Distinct(StringComparer.Ordinal).Chunk(400))
            foreach (var lot in await db.Lots.AsNoTracking().Where(x => some.Contains(x.Key)).ToListAsync(ct))
                if (party.Has(lot.CooperativeId)) facts[lot.Key] = new(lot.Code, lot.CooperativeId, lot.ProductName, lot.ProductNameEn, lot.HarvestedOn, lot.State, lot.ProducedGrams, lot.LeftGrams);
        return facts;
    }
}
