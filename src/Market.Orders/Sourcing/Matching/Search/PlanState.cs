namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>A plan while it is searched: every change keeps the totals and can be taken back.</summary>
internal sealed class PlanState
{
    private readonly MarketArrays arrays;
    private readonly int windows;
    private readonly Journal journal = new();
    private readonly long[] wanted, before;
    private readonly Dictionary<(int Offer, int Tender), int> uses = [];
    /// <summary>What each source has left and which pool it draws on, side by side: the search asks for both millions of times.</summary>
    private readonly (long Left, int Pool)[] sources;
    private readonly long[] poolLeft, aims;
    private long proposed;

    public PlanState(MarketArrays arrays)
    {
        (this.arrays, windows) = (arrays, arrays.Windows);
        (sources, poolLeft) = ([.. arrays.Sources.Grams.Zip(arrays.Sources.Pool)], [.. arrays.PoolGrams]);
        Unfilled = [.. arrays.Demand];
        for (var line = 0; line < arrays.Lines; line++) Penalty += arrays.Penalty[line] * arrays.LineDemand[line];
        Load = new long[arrays.Groups];
        (Spent, Small, SmallTarget) = (new long[arrays.Tenders.Length], new long[arrays.Tenders.Length], new long[arrays.Tenders.Length]);
        (Filled, aims) = (new long[arrays.Tenders.Length], new long[arrays.Tenders.Length]);
        Slots = new List<Slot>[arrays.Lines];
        for (var line = 0; line < arrays.Lines; line++) Slots[line] = [];
        var most = 1;
        for (var i = 1; i < arrays.WindowSourceStart.Length; i++) most = Math.Max(most, arrays.WindowSourceStart[i] - arrays.WindowSourceStart[i - 1]);
        (wanted, before) = (new long[most], new long[most]);
        foreach (var grams in arrays.Proposed.Values) foreach (var some in grams) proposed += some * arrays.ChangeUnit;
    }

    public MarketArrays Arrays => arrays;
    public List<Slot>[] Slots { get; }
    /// <summary>By line and window.</summary>
    public long[] Unfilled { get; }
    public long[] Load { get; }
    /// <summary>Landed cost by tender.</summary>
    public long[] Spent { get; }
    public long[] Small { get; }
    public long[] SmallTarget { get; }
    /// <summary>Grams by tender.</summary>
    public long[] Filled { get; }
    /// <summary>What a gram missing to the small share counts for, in the fairness stage.</summary>
    public long FairUnit { get; set; }
    public long Goods { get; private set; }
    public long Trucks { get; private set; }
    public long Fixed { get; private set; }
    public long Penalty { get; private set; }
    public long Change => proposed;
    /// <summary>Stages 1 and 2.</summary>
    public long Objective => Goods + Trucks + Fixed + Penalty + proposed;
    /// <summary>Everything that counts now: the poorest tender's fill, stages 1 and 2, the small share.</summary>
    public long Staged => Objective + Missing * FairUnit + Below * FillUnit;

    /// <summary>Grams missing to the small shares.</summary>
    public long Missing { get; private set; }

    public void SetTarget(int tender, long grams)
    {
        Missing -= Math.Max(0, SmallTarget[tender] - Small[tender]);
        SmallTarget[tender] = grams;
        Missing += Math.Max(0, SmallTarget[tender] - Small[tender]);
    }

    /// <summary>What a gram below a tender's aim counts for; 0 while there is none.</summary>
    public long FillUnit { get; set; }

    /// <summary>Grams missing to the tenders' aims.</summary>
    public long Below { get; private set; }

    /// <summary>Grams the tender still has to get before others save.</summary>
    public long BelowAim(int tender) => Math.Max(0, aims[tender] - Filled[tender]);

    /// <summary>Grams the tender has beyond its aim.</summary>
    public long OverAim(int tender) => Math.Max(0, Filled[tender] - aims[tender]);

    /// <summary>Grams the tender is to get before anything is saved.</summary>
    public void SetAim(int tender, long grams)
    {
        Below -= BelowAim(tender);
        aims[tender] = grams;
        Below += BelowAim(tender);
    }

    public int Mark => journal.Count;

    /// <summary>What is done stays.</summary>
    public void Keep() => journal.Clear();

    public Slot? Find(int line, int offer)
    {
        foreach (var slot in Slots[line]) if (slot.Offer == offer) return slot;
        return null;
    }

    public long Left(int source) => Math.Min(sources[source].Left, poolLeft[sources[source].Pool]);

    public long PoolLeft(int pool) => poolLeft[pool];

    public long SourceLeft(int source) => sources[source].Left;

    /// <summary>Grams the offer could still deliver to the line in the window.</summary>
    public long Available(int offer, int line, int window)
    {
        var (grams, requirement) = (0L, arrays.LineClass[line]);
        var last = arrays.WindowSourceStart[offer * windows + window + 1];
        for (var i = arrays.WindowSourceStart[offer * windows + window]; i < last; i++)
        {
            var source = arrays.WindowSource[i];
            if ((arrays.Sources.Mask(source, requirement) >> window & 1) != 0) grams += Left(source);
        }
        return grams;
    }

    public Slot Open(int pair, int line)
    {
        var offer = arrays.PairOffer[pair];
        var first = arrays.WindowSourceStart[offer * windows];
        var slot = new Slot(pair, offer, line, windows, arrays.WindowSourceStart[(offer + 1) * windows] - first)
        {
            Floor = arrays.Accepted.GetValueOrDefault((offer, line)),
            Proposed = arrays.Proposed.GetValueOrDefault((offer, line)),
        };
        Insert(slot, Slots[line].Count);
        journal.Noted(slot, Journal.Opened, Slots[line].Count - 1);
        return slot;
    }

    public void Close(Slot slot)
    {
        var place = Slots[slot.Line].IndexOf(slot);
        Remove(slot, place);
        journal.Noted(slot, Journal.Closed, place);
    }

    /// <summary>Sets the grams of a delivery; more is taken from the harvests in their order, less is given back in reverse. The caller knows that it is available.</summary>
    public void Set(Slot slot, int window, long grams)
    {
        var (first, count, at) = Sources(slot.Offer, window);
        var draw = slot.Draw.AsSpan(at, count);
        var next = wanted.AsSpan(0, count);
        draw.CopyTo(next);
        var more = grams - slot.Grams[window];
        for (var i = 0; i < count && more > 0; i++)
        {
            var source = arrays.WindowSource[first + i];
            if ((arrays.Sources.Mask(source, arrays.LineClass[slot.Line]) >> window & 1) == 0) continue;
            var some = Math.Min(more, Left(source));
            next[i] += some;
            more -= some;
        }
        for (var i = count - 1; i >= 0 && more < 0; i--)
        {
            var some = Math.Min(-more, next[i]);
            next[i] -= some;
            more += some;
        }
        if (more != 0) throw new InvalidOperationException("A delivery was set beyond its harvests.");
        Set(slot, window, grams, next);
    }

    /// <summary>Sets grams and their harvests.</summary>
    public void Set(Slot slot, int window, long grams, ReadOnlySpan<long> draws)
    {
        var (_, count, at) = Sources(slot.Offer, window);
        journal.Changed(slot, window, slot.Draw.AsSpan(at, count));
        Apply(slot, window, grams, draws);
    }

    public void Rollback(int mark)
    {
        while (journal.Count > mark)
        {
            var (slot, window, grams) = journal.Pop(before);
            if (window == Journal.Opened) Remove(slot, (int)grams);
            else if (window == Journal.Closed) Insert(slot, (int)grams);
            else Apply(slot, window, grams, before.AsSpan(0, Sources(slot.Offer, window).Count));
        }
    }

    private (int First, int Count, int At) Sources(int offer, int window)
    {
        var first = arrays.WindowSourceStart[offer * windows + window];
        return (first, arrays.WindowSourceStart[offer * windows + window + 1] - first, first - arrays.WindowSourceStart[offer * windows]);
    }

    private void Apply(Slot slot, int window, long grams, ReadOnlySpan<long> draws)
    {
        var (old, line, pair) = (slot.Grams[window], slot.Line, slot.Pair);
        var cost = grams * arrays.Unit(pair, grams) - old * arrays.Unit(pair, old) + Draw(slot, window, draws);
        slot.Grams[window] = grams;
        slot.Total += grams - old;
        Unfilled[line * windows + window] -= grams - old;
        Penalty -= (grams - old) * arrays.Penalty[line];
        Below -= BelowAim(arrays.LineTender[line]);
        Filled[arrays.LineTender[line]] += grams - old;
        Below += BelowAim(arrays.LineTender[line]);
        Goods += cost;
        if (arrays.HasTrucks)
        {
            ref var load = ref Load[arrays.PairGroup[pair] + window];
            var trucks = (Truckloads(load + grams - old) - Truckloads(load)) * arrays.TruckCost;
            load += grams - old;
            Trucks += trucks;
            cost += trucks;
        }
        Spent[arrays.LineTender[line]] += cost;
        if (slot.Proposed is { } was) proposed -= (Math.Min(grams, was[window]) - Math.Min(old, was[window])) * arrays.ChangeUnit;
    }

    /// <returns>What keeping costs more than before.</returns>
    private long Draw(Slot slot, int window, ReadOnlySpan<long> draws)
    {
        var (first, count, at) = Sources(slot.Offer, window);
        var (carry, small) = (0L, 0L);
        for (var i = 0; i < count; i++)
        {
            var (source, change) = (arrays.WindowSource[first + i], draws[i] - slot.Draw[at + i]);
            if (change == 0) continue;
            slot.Draw[at + i] = draws[i];
            sources[source].Left -= change;
            poolLeft[sources[source].Pool] -= change;
            carry += change * (window - arrays.Sources.From[source]) * arrays.OfferCarry[slot.Offer];
            if (arrays.Sources.Small[source]) small += change;
        }
        if (small != 0)
        {
            var tender = arrays.LineTender[slot.Line];
            Missing += Math.Max(0, SmallTarget[tender] - Small[tender] - small) - Math.Max(0, SmallTarget[tender] - Small[tender]);
            Small[tender] += small;
        }
        return carry;
    }

    public long Truckloads(long load) => (load + arrays.Problem.Rules.TruckGrams - 1) / arrays.Problem.Rules.TruckGrams;

    public int Uses(int offer, int tender) => uses.GetValueOrDefault((offer, tender));

    private void Insert(Slot slot, int place)
    {
        Slots[slot.Line].Insert(place, slot);
        if (arrays.OfferFixed[slot.Offer] != 0) Use(slot, 1);
    }

    private void Remove(Slot slot, int place)
    {
        Slots[slot.Line].RemoveAt(place);
        if (arrays.OfferFixed[slot.Offer] != 0) Use(slot, -1);
    }

    private void Use(Slot slot, int change)
    {
        var (tender, charge) = (arrays.LineTender[slot.Line], arrays.OfferFixed[slot.Offer]);
        var (old, now) = (Uses(slot.Offer, tender), Uses(slot.Offer, tender) + change);
        uses[(slot.Offer, tender)] = now;
        var cost = (now > 0 ? charge : 0) - (old > 0 ? charge : 0);
        Fixed += cost;
        Spent[tender] += cost;
    }
}
