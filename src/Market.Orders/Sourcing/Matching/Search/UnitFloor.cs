namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>The least a gram can cost in any plan, and the most a line can get in a window.</summary>
/// <remarks>What is paid by the piece (a truck, a fixed charge, one of the K places of a line) is spread over grams: over the most the piece could carry, or over single deliveries, as the weights say. Any weights give a true bound.</remarks>
internal sealed class UnitFloor
{
    private readonly MarketArrays arrays;
    private readonly int windows;
    private readonly long[] carried;
    private readonly Dictionary<(int Offer, int Tender), long> chargedOver = [];
    private readonly List<long> most = [];

    public UnitFloor(MarketArrays arrays, bool weighted)
    {
        (this.arrays, windows, carried) = (arrays, arrays.Windows, new long[arrays.Groups]);
        for (var line = 0; line < arrays.Lines; line++)
            for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
                for (var w = 0; w < windows; w++) Count(line, pair, w);
        foreach (var key in chargedOver.Keys) chargedOver[key] = Math.Min(chargedOver[key], Supply(key.Offer));
        // A truck carries at most its load, and at most all that may ever travel this way.
        for (var i = 0; i < carried.Length; i++) carried[i] = Math.Min(carried[i], arrays.Problem.Rules.TruckGrams);
        Weights = weighted ? new(arrays, this) : null;
    }

    /// <summary>null: everything is spread over the most it could carry.</summary>
    public BoundWeights? Weights { get; }

    /// <summary>Most grams of one truck of a group.</summary>
    public long Carried(int group) => carried[group];

    /// <summary>Least landed price of a gram from the source, with its part of what is paid by the piece.</summary>
    public long Unit(int pair, int line, int window, int source)
    {
        var offer = arrays.PairOffer[pair];
        var unit = arrays.Unit(pair, Room(line, pair, window)) + (window - arrays.Sources.From[source]) * arrays.OfferCarry[offer];
        if (arrays.HasTrucks) unit += (Weights?.TruckRest(arrays.PairGroup[pair] + window) ?? arrays.TruckCost) / carried[arrays.PairGroup[pair] + window];
        if (arrays.OfferFixed[offer] > 0) unit += (Weights?.ChargeRest(offer, arrays.LineTender[line]) ?? arrays.OfferFixed[offer]) / chargedOver[(offer, arrays.LineTender[line])];
        if (Weights is not null) unit += Weights.Of(pair, line, window);
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

    /// <summary>Most the pair could deliver in the window.</summary>
    public long Room(int line, int pair, int window) =>
        (arrays.PairWindows[pair] >> window & 1) == 0 ? 0 : Math.Min(Math.Min(arrays.Grams(arrays.PairOffer[pair], arrays.LineClass[line], window), arrays.LineShare[line]), arrays.Demand[line * windows + window]);

    /// <summary>Most the pair could deliver in all windows.</summary>
    public long Room(int line, int pair)
    {
        var grams = 0L;
        for (var w = 0; w < windows; w++) grams += Room(line, pair, w);
        return Math.Min(grams, arrays.LineShare[line]);
    }

    private long Supply(int offer)
    {
        var sources = new HashSet<int>();
        for (var i = arrays.WindowSourceStart[offer * windows]; i < arrays.WindowSourceStart[(offer + 1) * windows]; i++) sources.Add(arrays.WindowSource[i]);
        return sources.Sum(x => arrays.Sources.Grams[x]);
    }

    private void Count(int line, int pair, int window)
    {
        var grams = Room(line, pair, window);
        if (grams == 0) return;
        if (arrays.HasTrucks) carried[arrays.PairGroup[pair] + window] += grams;
        var offer = arrays.PairOffer[pair];
        if (arrays.OfferFixed[offer] > 0) chargedOver[(offer, arrays.LineTender[line])] = chargedOver.GetValueOrDefault((offer, arrays.LineTender[line])) + grams;
    }
}
