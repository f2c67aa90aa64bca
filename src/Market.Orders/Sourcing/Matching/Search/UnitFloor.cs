namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>The least a gram can cost in any plan, and the most a line can get in a window.</summary>
internal sealed class UnitFloor
{
    private readonly MarketArrays arrays;
    private readonly int windows;
    private readonly long[] truck;
    private readonly Dictionary<(int Offer, int Tender), long> charge = [];
    private readonly List<long> most = [];

    public UnitFloor(MarketArrays arrays)
    {
        (this.arrays, windows, truck) = (arrays, arrays.Windows, new long[arrays.Groups]);
        for (var line = 0; line < arrays.Lines; line++)
            for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
                for (var w = 0; w < windows; w++) Count(line, pair, w);
        foreach (var key in charge.Keys) charge[key] = arrays.OfferFixed[key.Offer] / Math.Min(charge[key], Supply(key.Offer));
        // A truck carries at most its load, and at most all that may ever travel this way.
        for (var i = 0; i < truck.Length; i++) if (truck[i] > 0) truck[i] = arrays.TruckCost / Math.Min(truck[i], arrays.Problem.Rules.TruckGrams);
    }

    /// <summary>Least landed price of a gram from the source, trucks and fixed charge spread over as much as they could ever serve.</summary>
    public long Unit(int pair, int line, int window, int source)
    {
        var offer = arrays.PairOffer[pair];
        var unit = arrays.Unit(pair, Room(line, pair, window)) + (window - arrays.Sources.From[source]) * arrays.OfferCarry[offer];
        if (arrays.HasTrucks) unit += truck[arrays.PairGroup[pair] + window];
        if (arrays.OfferFixed[offer] > 0) unit += charge.GetValueOrDefault((offer, arrays.LineTender[line]));
        return arrays.Proposed.ContainsKey((offer, line)) ? unit - arrays.ChangeUnit : unit;
    }

    /// <summary>What the largest suppliers the line may have could deliver together.</summary>
    public long MostServed(int line, int window)
    {
        most.Clear();
        for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
            if (Room(line, pair, window) is > 0 and var grams) most.Add(grams);
        most.Sort();
        var (total, first) = (0L, Math.Max(0, most.Count - arrays.LineSuppliers[line]));
        for (var i = most.Count - 1; i >= first; i--) total += most[i];
        return total;
    }

    private long Supply(int offer)
    {
        var (grams, last) = (0L, -1);
        for (var i = arrays.WindowSourceStart[offer * windows]; i < arrays.WindowSourceStart[(offer + 1) * windows]; i++) last = Math.Max(last, arrays.WindowSource[i]);
        for (var source = arrays.WindowSource[arrays.WindowSourceStart[offer * windows]]; source <= last; source++) grams += arrays.Sources.Grams[source];
        return grams;
    }

    private void Count(int line, int pair, int window)
    {
        var grams = Room(line, pair, window);
        if (grams == 0) return;
        if (arrays.HasTrucks) truck[arrays.PairGroup[pair] + window] += grams;
        var offer = arrays.PairOffer[pair];
        if (arrays.OfferFixed[offer] > 0) charge[(offer, arrays.LineTender[line])] = charge.GetValueOrDefault((offer, arrays.LineTender[line])) + grams;
    }

    /// <summary>Most the pair could deliver in the window.</summary>
    private long Room(int line, int pair, int window)
    {
        if ((arrays.PairWindows[pair] >> window & 1) == 0) return 0;
        var (offer, grams) = (arrays.PairOffer[pair], 0L);
        for (var i = arrays.WindowSourceStart[offer * windows + window]; i < arrays.WindowSourceStart[offer * windows + window + 1]; i++)
            if ((arrays.Sources.Mask(arrays.WindowSource[i], arrays.LineClass[line]) >> window & 1) != 0) grams += arrays.Sources.Grams[arrays.WindowSource[i]];
        return Math.Min(Math.Min(grams, arrays.LineShare[line]), arrays.Demand[line * windows + window]);
    }
}
