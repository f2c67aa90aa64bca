using Market.Traceability.Serials;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Lots;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tracing;

/// <summary>What may be wrong.</summary>
public enum WhatIfKind
{
    /// <summary>A lot, by its code.</summary>
    Lot,

    /// <summary>A plot, by its code: what was harvested there in the time given.</summary>
    Plot,

    /// <summary>An input, by its name, put on plots in the time given: what was harvested there within a year after.</summary>
    Input,

    /// <summary>Everything harvested in the time given.</summary>
    Window,

    /// <summary>Goods whose sensors reported more than so many tenths of a degree Celsius in the time given.</summary>
    Breach,
}

/// <summary>A supposition.</summary>
/// <param name="Text">Code of the lot or plot, name of the input; empty for the others.</param>
/// <param name="From">First district date; null for the beginning.</param>
/// <param name="Until">Last district date; null for today.</param>
/// <param name="AboveTenths">For a breach, tenths of a degree Celsius.</param>
public sealed record WhatIfQuestion(WhatIfKind Kind, string Text, DateOnly? From = null, DateOnly? Until = null, int AboveTenths = 0);

/// <summary>An affected lot; masses in grams.</summary>
/// <param name="Packs">Packs made of it, 0 for loose goods.</param>
/// <param name="Certain">Reached by links that are all told: in the narrowest scope.</param>
public sealed record AffectedLot(string Code, string ProductName, Guid CooperativeId, LotState State, long LeftGrams, long ShippedGrams, int Packs, bool Certain);

/// <summary>What a scope comes to; masses in grams.</summary>
/// <param name="LeftGrams">Still in stock.</param>
/// <param name="ShippedGrams">Left for receivers.</param>
/// <param name="Shops">Stations, stores, cooperatives and other places that received any.</param>
/// <param name="Shoppers">Orders that received any.</param>
public sealed record ScopeSums(int Lots, long LeftGrams, long ShippedGrams, long Packs, int Shops, int Shoppers)
{
    internal static ScopeSums Of(IReadOnlyCollection<AffectedLot> lots, IReadOnlyCollection<Receiver> receivers) => new(lots.Count, lots.Sum(x => x.LeftGrams), lots.Sum(x => x.ShippedGrams), lots.Sum(x => (long)x.Packs),
        receivers.Count(x => x.Kind != "order"), receivers.Count(x => x.Kind == "order"));
}

/// <summary>What a supposition would reach.</summary>
/// <param name="Lots">The first 1,000 affected lots by code.</param>
/// <param name="Receivers">The first 1,000 receivers by key.</param>
/// <param name="Narrowest">What certainly holds something of it: reached by links that are all told, none inferred.</param>
/// <param name="Widest">What may hold something of it: a recall reaches this.</param>
/// <param name="Proposal">Lots that a recall of the widest scope names, at most <see cref="MostProposed"/>; none when there are more, or a limit was reached.</param>
/// <param name="Truncated">A limit was reached: there is more.</param>
public sealed record WhatIfScope(IReadOnlyList<AffectedLot> Lots, IReadOnlyList<Receiver> Receivers, ScopeSums Narrowest, ScopeSums Widest, IReadOnlyList<string> Proposal, bool Truncated)
{
    /// <summary>Most lots that a recall names.</summary>
    public const int MostProposed = 1_000;
}

/// <summary>Says what a recall would reach before anybody proposes it.</summary>
public sealed class WhatIf(TraceDb db, TraceSettings settings)
{
    private const int Shown = 1_000, Seeds = 100_000;
    private static readonly WalkLimits Limits = new(64, 250_000);

    /// <param name="party">Holders suppose about lots of their own.</param>
    /// <returns>An empty scope when nothing of the caller's fits.</returns>
    public async Task<WhatIfScope> FindAsync(TraceParty party, WhatIfQuestion question, CancellationToken ct)
    {
        var seeds = question.Kind == WhatIfKind.Breach ? await BreachedAsync(party, question, ct) : await LotsAsync(Fitting(party, question), ct);
        var walk = new Walk(db, settings, TraceDirection.Forward, Limits);
        await walk.RunAsync(seeds, ct);
        var certain = walk.Certain(seeds.Select(x => x.Item1));
        var (lots, keys) = (new List<AffectedLot>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var some in walk.Nodes.Where(x => x.Value == TraceNodeKind.Lot).Select(x => x.Key).Chunk(1_000))
            foreach (var x in await Own(party).Where(x => some.Contains(x.Key)).Select(x => new { x.Key, x.Code, x.ProductName, x.CooperativeId, x.State, Left = x.ProducedGrams + x.ReturnedGrams - x.ShippedGrams - x.UsedGrams - x.LostGrams, x.ShippedGrams, x.Packs }).ToListAsync(ct))
            {
                keys[x.Code] = x.Key;
                lots.Add(new(x.Code, x.ProductName, x.CooperativeId, x.State, x.Left, x.ShippedGrams, x.Packs, certain.Contains(x.Key)));
            }
        lots.Sort((x, y) => string.CompareOrdinal(x.Code, y.Code));
        var receivers = Receiver.Of(walk, settings);
        var named = seeds.Select(x => x.Item1).ToHashSet(StringComparer.Ordinal);
        var truncated = walk.Truncated || seeds.Count == Seeds;
        return new([.. lots.Take(Shown)], [.. receivers.Take(Shown)], ScopeSums.Of(lots.FindAll(x => x.Certain), receivers.FindAll(x => certain.Contains(x.Key))), ScopeSums.Of(lots, receivers),
            truncated ? [] : Proposal(question, lots, keys, named), truncated);
    }

    /// <summary>The lots that were supposed; a warm pack is no lot, then all lots that it led to.</summary>
    private static List<string> Proposal(WhatIfQuestion question, List<AffectedLot> lots, Dictionary<string, string> keys, HashSet<string> named)
    {
        var wanted = question.Kind == WhatIfKind.Breach ? lots : lots.FindAll(x => named.Contains(keys[x.Code]));
        return wanted.Count > WhatIfScope.MostProposed ? [] : wanted.ConvertAll(x => x.Code);
    }

    private IQueryable<Lot> Own(TraceParty party) => party.Cooperatives is { } own ? db.Lots.AsNoTracking().Where(x => own.Contains(x.CooperativeId)) : db.Lots.AsNoTracking();

    private IQueryable<Lot> Fitting(TraceParty party, WhatIfQuestion question)
    {
        var (from, until, text) = (question.From ?? DateOnly.MinValue, question.Until ?? DateOnly.MaxValue, question.Text.Trim());
        var code = PublicCode.TryRead(text, out var read) ? read : text;
        var harvested = Own(party).Where(x => x.HarvestedOn >= from && x.HarvestedOn <= until);
        // From the few plots to their lots: asked the other way round, the database looks at every lot there is.
        return question.Kind switch
        {
            WhatIfKind.Lot => Own(party).Where(x => x.Code == code),
            WhatIfKind.Plot => db.Plots.Where(x => x.Code == code).Join(db.LotPlots, x => x.Id, y => y.PlotId, (x, y) => y).Join(harvested, x => x.LotId, y => y.Id, (x, y) => y),
            WhatIfKind.Input => db.PlotInputs.Where(x => x.Name == text && x.AppliedOn >= from && x.AppliedOn <= until).Join(db.LotPlots, x => x.PlotId, y => y.PlotId, (x, y) => new { y.LotId, x.AppliedOn })
                .Join(Own(party), x => x.LotId, y => y.Id, (x, y) => new { Lot = y, x.AppliedOn }).Where(x => x.AppliedOn <= x.Lot.HarvestedOn && x.Lot.HarvestedOn <= x.AppliedOn.AddDays(365)).Select(x => x.Lot),
            _ => harvested.Where(x => !x.Packed),
        };
    }

    private static async Task<List<(string, TraceNodeKind)>> LotsAsync(IQueryable<Lot> lots, CancellationToken ct) =>
        (await lots.Select(x => x.Key).Distinct().Take(Seeds).ToListAsync(ct)).ConvertAll(x => (x, TraceNodeKind.Lot));

    private async Task<List<(string, TraceNodeKind)>> BreachedAsync(TraceParty party, WhatIfQuestion question, CancellationToken ct)
    {
        var (from, until) = (DistrictClock.StartOf(question.From ?? new(1900, 1, 1)), DistrictClock.StartOf(question.Until?.AddDays(1) ?? new(9000, 1, 1)));
        var breaches = db.Events.Where(x => x.PeakTenths > question.AboveTenths && x.Declared == "" && !db.Events.Any(y => y.EventId == x.EventId && y.Declared != ""));
        if (party.Cooperatives is { } own) breaches = breaches.Where(x => x.OwnerId != null && own.Contains(x.OwnerId.Value));
        // The time is compared here: SQLite would search by it, and read a year of events for a handful of warm ones.
        var warm = await breaches.OrderByDescending(x => x.PeakTenths).Select(x => new { x.Seq, x.EventTime }).Take(Seeds).ToListAsync(ct);
        var keys = new List<EventKey>();
        foreach (var some in warm.Where(x => x.EventTime >= from && x.EventTime < until).Select(x => x.Seq).Chunk(1_000))
            keys.AddRange(await db.EventKeys.AsNoTracking().Where(x => some.Contains(x.Seq) && x.Role == KeyRole.Epc).ToListAsync(ct));
        return [.. keys.DistinctBy(x => x.Key).Select(x => (x.Key, Hops.Kind(x)))];
    }
}
