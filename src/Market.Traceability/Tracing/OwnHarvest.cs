using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tracing;

/// <summary>Proof that goods are a cooperative's own produce: what product.md asks for before a line is called exempt from value-added tax.</summary>
public sealed class OwnHarvest(TraceDb db, TraceReads traces, TraceSettings settings)
{
    /// <summary>Those of these lots that are proved for their own cooperatives, by code.</summary>
    public async Task<IReadOnlySet<string>> ProvedAsync(IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var proved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var lot in await db.Lots.AsNoTracking().Where(x => codes.Contains(x.Code)).Select(x => new { x.Code, x.CooperativeId }).ToListAsync(ct))
            if (await IsProvedAsync(lot.CooperativeId, lot.Code, ct)) proved.Add(lot.Code);
        return proved;
    }

    /// <summary>Whether all that is in the lot was harvested on plots of its cooperative, by everything the events tell.</summary>
    /// <returns>false too when the trace does not end: what is not known is not proved.</returns>
    public async Task<bool> IsProvedAsync(Guid cooperativeId, string lotCode, CancellationToken ct)
    {
        // Asked for the cooperative alone: goods of anybody else carry no facts in the graph.
        if (await traces.FindAsync(new TraceParty(Guid.Empty, [cooperativeId]), lotCode, new(TraceDirection.Back), ct) is not { Truncated: false } graph) return false;
        var origins = graph.Links.Where(x => x.Kind is TraceLinkKind.Harvest or TraceLinkKind.Transformation).Select(x => x.To).ToHashSet(StringComparer.Ordinal);
        // What was shipped before names the cooperative itself as the place it came from.
        var home = EventFact.Canonical(settings.Place("cooperative", cooperativeId.ToString()));
        return graph.Links.All(x => x.Kind != TraceLinkKind.Receiving || x.From == home)
            && graph.Nodes.All(x => x.Kind is TraceNodeKind.Plot or TraceNodeKind.Pack || x.Key == home || x.Lot is not null && origins.Contains(x.Key));
    }
}
