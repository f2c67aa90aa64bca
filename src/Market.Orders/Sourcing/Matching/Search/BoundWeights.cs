namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>How what is paid by the piece is spread over deliveries, and what a place among a line's K suppliers is worth. Improved round by round from the flows (a subgradient method).</summary>
/// <remarks>A truck that comes at all costs C, so C is at least the sum of w(i) x(i)/room(i) over its deliveries plus the rest of C times load/size, for any weights w(i) with a sum of at most C. In the same way a fixed charge. A line's suppliers number at least the sum of x/room over its pairs, and at most K: the price m of a place adds m/room to a gram and takes K m off the bound.</remarks>
internal sealed class BoundWeights
{
    /// <summary>Tried out on the benchmark's S and M: larger steps overshoot where many bids compete.</summary>
    private const double PlaceStep = 1 / 16.0, TruckStep = 0.5;

    private readonly MarketArrays arrays;
    private readonly UnitFloor floor;
    private readonly int windows;
    private readonly long[] room, place, truckRest, truckWeight, chargeWeight;
    private readonly double[] seen, loadSeen, seenBest, loadBest;
    private readonly Dictionary<(int Offer, int Tender), long> chargeRest = [];
    private readonly Dictionary<(int Offer, int Tender), List<int>> charged = [];
    private readonly List<int>[] travellers;
    private readonly (long[] Place, long[] TruckRest, long[] TruckWeight, long[] ChargeWeight, Dictionary<(int Offer, int Tender), long> ChargeRest) best;

    public BoundWeights(MarketArrays arrays, UnitFloor floor)
    {
        (this.arrays, this.floor, windows) = (arrays, floor, arrays.Windows);
        var pairs = arrays.PairOffer.Length;
        (room, place, chargeWeight, seen) = (new long[pairs], new long[arrays.Lines], new long[pairs], new double[pairs * windows]);
        (truckRest, loadSeen, truckWeight) = (new long[arrays.Groups], new double[arrays.Groups], new long[arrays.HasTrucks ? pairs * windows : 0]);
        (seenBest, loadBest) = (new double[seen.Length], new double[loadSeen.Length]);
        Array.Fill(truckRest, arrays.TruckCost);
        best = (new long[place.Length], new long[truckRest.Length], new long[truckWeight.Length], new long[pairs], []);
        travellers = [.. Enumerable.Range(0, arrays.Groups).Select(_ => new List<int>())];
        for (var line = 0; line < arrays.Lines; line++)
            for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++) Know(line, pair);
    }

    public long TruckRest(int group) => truckRest[group];

    public long ChargeRest(int offer, int tender) => chargeRest[(offer, tender)];

    public long Of(int pair, int line, int window) =>
        place[line] / room[pair] + chargeWeight[pair] / room[pair] + (truckWeight.Length > 0 && truckWeight[pair * windows + window] > 0 ? truckWeight[pair * windows + window] / floor.Room(line, pair, window) : 0);

    /// <summary>What the places take off the bound.</summary>
    public Int128 Places
    {
        get
        {
            Int128 total = 0;
            for (var line = 0; line < arrays.Lines; line++) total += (Int128)place[line] * arrays.LineSuppliers[line];
            return total;
        }
    }

    public void Forget()
    {
        Array.Clear(seen);
        Array.Clear(loadSeen);
    }

    public void Saw(int pair, int line, int window, long grams)
    {
        seen[pair * windows + window] += (double)grams / floor.Room(line, pair, window);
        if (arrays.HasTrucks) loadSeen[arrays.PairGroup[pair] + window] += (double)grams / floor.Carried(arrays.PairGroup[pair] + window);
    }

    /// <summary>These weights gave the best bound so far.</summary>
    public void Keep()
    {
        place.CopyTo(best.Place, 0);
        truckRest.CopyTo(best.TruckRest, 0);
        truckWeight.CopyTo(best.TruckWeight, 0);
        chargeWeight.CopyTo(best.ChargeWeight, 0);
        best.ChargeRest.Clear();
        foreach (var (key, rest) in chargeRest) best.ChargeRest[key] = rest;
        seen.CopyTo(seenBest, 0);
        loadSeen.CopyTo(loadBest, 0);
    }

    private void Return()
    {
        best.Place.CopyTo(place, 0);
        best.TruckRest.CopyTo(truckRest, 0);
        best.TruckWeight.CopyTo(truckWeight, 0);
        best.ChargeWeight.CopyTo(chargeWeight, 0);
        foreach (var (key, rest) in best.ChargeRest) chargeRest[key] = rest;
        seenBest.CopyTo(seen, 0);
        loadBest.CopyTo(loadSeen, 0);
    }

    /// <param name="step">Part of the way, 0 to 1.</param>
    /// <param name="fromBest">From the best weights so far, with what was seen there.</param>
    public void Improve(double step, bool fromBest)
    {
        if (fromBest) Return();
        for (var line = 0; line < arrays.Lines; line++) Place(line, step);
        for (var group = 0; group < travellers.Length; group++) Truck(group, step);
        foreach (var (key, pairs) in charged) Charge(key, pairs, step);
    }

    private void Know(int line, int pair)
    {
        room[pair] = Math.Max(1, floor.Room(line, pair));
        var key = (arrays.PairOffer[pair], arrays.LineTender[line]);
        if (arrays.OfferFixed[key.Item1] > 0)
        {
            if (!charged.TryGetValue(key, out var pairs)) charged[key] = pairs = [];
            pairs.Add(pair);
            chargeRest[key] = arrays.OfferFixed[key.Item1];
        }
        if (!arrays.HasTrucks) return;
        // Only of deliveries that fit a truck: a larger one needs several.
        for (var w = 0; w < windows; w++)
            if (floor.Room(line, pair, w) is > 0 and var grams && grams <= arrays.Problem.Rules.TruckGrams) travellers[arrays.PairGroup[pair] + w].Add(pair * windows + w);
    }

    private void Place(int line, double step)
    {
        var suppliers = 0.0;
        for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++) suppliers += Used(line, pair);
        var scale = (double)arrays.Penalty[line] * arrays.LineDemand[line] / arrays.LineSuppliers[line] * PlaceStep;
        place[line] = (long)Math.Max(0, place[line] + step * scale * (suppliers - arrays.LineSuppliers[line]) / arrays.LineSuppliers[line]);
    }

    /// <summary>Part of a whole supplier that was used.</summary>
    private double Used(int line, int pair)
    {
        var grams = 0.0;
        for (var w = 0; w < windows; w++) grams += seen[pair * windows + w] * floor.Room(line, pair, w);
        return grams / room[pair];
    }

    private void Truck(int group, double step)
    {
        var some = travellers[group];
        if (some.Count == 0) return;
        var (cost, weights) = ((double)arrays.TruckCost, new double[some.Count + 1]);
        weights[some.Count] = truckRest[group] + step * TruckStep * cost * loadSeen[group];
        for (var i = 0; i < some.Count; i++) weights[i] = truckWeight[some[i]] + step * TruckStep * cost * seen[some[i]];
        Onto(weights, cost);
        truckRest[group] = (long)weights[some.Count];
        for (var i = 0; i < some.Count; i++) truckWeight[some[i]] = (long)weights[i];
    }

    private void Charge((int Offer, int Tender) key, List<int> pairs, double step)
    {
        var (cost, weights, line) = ((double)arrays.OfferFixed[key.Offer], new double[pairs.Count + 1], 0);
        weights[pairs.Count] = chargeRest[key];
        for (var i = 0; i < pairs.Count; i++)
        {
            while (arrays.PairStart[line + 1] <= pairs[i]) line++;
            weights[i] = chargeWeight[pairs[i]] + step * cost * Used(line, pairs[i]);
        }
        Onto(weights, cost);
        chargeRest[key] = (long)weights[pairs.Count];
        for (var i = 0; i < pairs.Count; i++) chargeWeight[pairs[i]] = (long)weights[i];
    }

    /// <summary>The nearest weights that are not negative and come to the cost (Held, Wolfe, Crowder 1974).</summary>
    private static void Onto(double[] weights, double cost)
    {
        var sorted = (double[])weights.Clone();
        Array.Sort(sorted);
        var (sum, shift) = (0.0, 0.0);
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            sum += sorted[i];
            var even = (sum - cost) / (sorted.Length - i);
            if (sorted[i] <= even) break;
            shift = even;
        }
        for (var i = 0; i < weights.Length; i++) weights[i] = Math.Max(0, weights[i] - shift);
    }
}
