using System.Runtime.InteropServices;
using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>The hard filters: which offers may supply which line in which windows.</summary>
internal sealed class PairBuilder(MarketArrays arrays, SupplierIndex suppliers)
{
    private readonly MatchProblem problem = arrays.Problem;
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    /// <summary>Tender an offer is meant for: -1 any, int.MaxValue one without lines.</summary>
    private readonly int[] only = new int[arrays.Offers];
    private readonly long[] price = new long[arrays.Offers];
    private PlaceDistances? metres;
    private readonly Dictionary<string, int> hubs = new(StringComparer.Ordinal);
    /// <summary>By origin: the group it has on the trip of the moment, and which trip that is. A table of all would be the largest thing of a large market.</summary>
    private int[] group = [], seenOn = [];
    private int groups;

    public void Build()
    {
        foreach (var line in problem.Lines) places.TryAdd(line.Place, places.Count);
        foreach (var hub in problem.Rules.Hubs) hubs.TryAdd(hub, suppliers.All.Count + hubs.Count);
        metres = new(problem, suppliers, places);
        var bids = Bids();
        arrays.ClassGrams = ClassGrams();
        var some = new List<int>[arrays.Lines];
        for (var line = 0; line < some.Length; line++) some[line] = bids.GetValueOrDefault((problem.Lines[line].Product, problem.Lines[line].Grade)) ?? [];
        // Counted first: lists that grow would need twice the memory of the largest market.
        var start = new int[arrays.Lines + 1];
        for (var line = 0; line < arrays.Lines; line++) start[line + 1] = start[line] + Eligible(line, some[line], null, 0);
        var count = start[^1];
        (arrays.PairStart, arrays.PairOffer, arrays.PairDistance, arrays.PairWindows, arrays.PairGroup) = (start, new int[count], new int[count], new ulong[count], new int[arrays.HasTrucks ? count : 0]);
        (group, seenOn) = (new int[suppliers.All.Count + hubs.Count], new int[suppliers.All.Count + hubs.Count]);
        // Lines of one tender and place share their trucks: they are filled one after the other.
        foreach (var (trip, lines) in Enumerable.Range(0, arrays.Lines).GroupBy(x => (arrays.LineTender[x], places[problem.Lines[x].Place])).Select((x, i) => (i + 1, x)))
            foreach (var line in lines) Eligible(line, some[line], arrays, start[line], trip);
        arrays.Groups = groups * arrays.Windows;
    }

    /// <param name="trip">Number of the line's tender and place, from 1.</param>
    /// <returns>How many; written from <paramref name="at"/> on when there is somewhere to.</returns>
    private int Eligible(int line, List<int> offers, MarketArrays? into, int at, int trip = 0)
    {
        var (demand, tender, count) = (problem.Lines[line], arrays.LineTender[line], 0);
        var (place, ceiling) = (places[demand.Place], demand.CeilingFenPerKg * 1000);
        foreach (var offer in offers)
        {
            if (only[offer] >= 0 && only[offer] != tender) continue;
            if (Distance(metres!, arrays.OfferSupplier[offer], place, demand) is not { } distance) continue;
            if (price[offer] + distance > ceiling || Windows(line, offer) is not (not 0 and var mask)) continue;
            count++;
            if (into is null) continue;
            (into.PairOffer[at], into.PairDistance[at], into.PairWindows[at]) = (offer, (int)distance, mask);
            if (into.HasTrucks) into.PairGroup[at] = Group(offer, trip);
            at++;
        }
        return count;
    }

    private long[] ClassGrams()
    {
        var (sources, windows) = (arrays.Sources, arrays.Windows);
        var grams = new long[arrays.Offers * sources.Classes * windows];
        for (var offer = 0; offer < arrays.Offers; offer++)
            for (var requirement = 0; requirement < sources.Classes; requirement++)
                for (var w = 0; w < windows; w++)
                    for (var i = arrays.WindowSourceStart[offer * windows + w]; i < arrays.WindowSourceStart[offer * windows + w + 1]; i++)
                        if ((sources.Mask(arrays.WindowSource[i], requirement) >> w & 1) != 0) grams[(offer * sources.Classes + requirement) * windows + w] += sources.Grams[arrays.WindowSource[i]];
        return grams;
    }

    /// <summary>Offers of a product and grade that stand at all.</summary>
    private Dictionary<(string, string), List<int>> Bids()
    {
        var bids = new Dictionary<(string, string), List<int>>();
        var tenders = arrays.Tenders.Select((x, i) => (x, i)).ToDictionary(x => x.x, x => x.i, StringComparer.Ordinal);
        for (var i = 0; i < arrays.Offers; i++)
        {
            only[i] = problem.Offers[i].Tender is { } tender ? tenders.GetValueOrDefault(tender, int.MaxValue) : -1;
            price[i] = problem.Offers[i].Tiers[0].FenPerKg * 1000;
            if (BidFilters.Standing(problem.Rules, problem.Offers[i], suppliers.All[arrays.OfferSupplier[i]]) is null)
                (CollectionsMarshal.GetValueRefOrAddDefault(bids, (problem.Offers[i].Product, problem.Offers[i].Grade), out _) ??= []).Add(i);
        }
        return bids;
    }

    /// <returns>Distance price in millionths of a fen per gram, or null when unknown or too far.</returns>
    private long? Distance(PlaceDistances distances, int supplier, int place, DemandLine line)
    {
        var metres = distances.Of(supplier, place);
        if (metres < 0) return problem.Rules.DistanceFen > 0 || line.RadiusMetres is not null ? null : 0;
        if (metres > line.RadiusMetres) return null;
        return distances.Price(supplier, place) is <= int.MaxValue and var price ? price : null;
    }

    /// <summary>Windows with a demand in which the offer's valid harvests reach the minimum lot.</summary>
    private ulong Windows(int line, int offer)
    {
        var (mask, requirement, lot) = (0UL, arrays.LineClass[line], Math.Max(1, Math.Max(arrays.LineLot[line], arrays.OfferLot[offer])));
        for (var w = 0; w < arrays.Windows; w++)
            if (arrays.Demand[line * arrays.Windows + w] >= lot && arrays.Grams(offer, requirement, w) >= lot) mask |= 1UL << w;
        return mask;
    }

    private int Group(int offer, int trip)
    {
        var supplier = arrays.OfferSupplier[offer];
        var origin = suppliers.All[supplier].Town is { } town && hubs.TryGetValue(town, out var hub) ? hub : supplier;
        if (seenOn[origin] != trip) (seenOn[origin], group[origin]) = (trip, groups++ * arrays.Windows);
        return group[origin];
    }
}

/// <summary>Metres from suppliers to the places of the demand, -1 where unknown, and what they cost a gram.</summary>
internal sealed class PlaceDistances
{
    private readonly (long[] Metres, long[] Price)[] rows;

    public PlaceDistances(MatchProblem problem, SupplierIndex suppliers, Dictionary<string, int> places)
    {
        var towns = problem.Towns.ToDictionary(x => x.Id, x => Row(problem.Rules, x.Distances, places, null), StringComparer.Ordinal);
        rows = [.. suppliers.All.Select(x => x.Town is { } town && x.Distances.Count == 0 ? towns[town] : Row(problem.Rules, x.Distances, places, x.Town is null ? null : towns[x.Town].Metres))];
    }

    public long Of(int supplier, int place) => rows[supplier].Metres[place];

    /// <summary>Millionths of a fen.</summary>
    public long Price(int supplier, int place) => rows[supplier].Price[place];

    private static (long[] Metres, long[] Price) Row(MatchRules rules, IReadOnlyDictionary<string, long> distances, Dictionary<string, int> places, long[]? otherwise)
    {
        var row = new long[places.Count];
        if (otherwise is null) Array.Fill(row, -1);
        else otherwise.CopyTo(row, 0);
        foreach (var (place, metres) in distances) if (places.TryGetValue(place, out var index)) row[index] = metres;
        return (row, Array.ConvertAll(row, x => BidFilters.DistanceUnit(rules, Math.Max(0, x))));
    }
}
