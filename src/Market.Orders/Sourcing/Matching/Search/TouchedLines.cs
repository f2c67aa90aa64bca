namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>After a change on one line, which other lines' answers may be different: those with the same harvests or trucks, and those of a tender whose budget, small share or fill moved where it counts.</summary>
internal sealed class TouchedLines
{
    private readonly PlanState state;
    private readonly MarketArrays arrays;
    private readonly bool[] dirty;
    private readonly List<int>[] byTender;
    private readonly Dictionary<(string, string), List<int>> byProduct = [];
    private readonly Dictionary<int, long> before = [];
    private readonly long[] largest;
    private long small, filled;

    public TouchedLines(PlanState state, bool[] dirty)
    {
        (this.state, arrays, this.dirty) = (state, state.Arrays, dirty);
        (byTender, largest) = ([.. arrays.Tenders.Select(_ => new List<int>())], new long[arrays.Tenders.Length]);
        for (var line = 0; line < arrays.Lines; line++)
        {
            byTender[arrays.LineTender[line]].Add(line);
            largest[arrays.LineTender[line]] = Math.Max(largest[arrays.LineTender[line]], arrays.LineDemand[line]);
            var key = (arrays.Problem.Lines[line].Product, arrays.Problem.Lines[line].Grade);
            if (!byProduct.TryGetValue(key, out var lines)) byProduct[key] = lines = [];
            lines.Add(line);
        }
    }

    public void Before(int line)
    {
        before.Clear();
        (small, filled) = (state.Small[arrays.LineTender[line]], state.Filled[arrays.LineTender[line]]);
        foreach (var slot in state.Slots[line]) before[slot.Pair] = Print(slot);
    }

    public void Line(int line)
    {
        var (pools, groups) = (new HashSet<int>(), new HashSet<int>());
        foreach (var slot in state.Slots[line])
            if (!before.Remove(slot.Pair, out var was) || was != Print(slot)) Changed(slot.Pair, pools, groups);
        foreach (var pair in before.Keys) Changed(pair, pools, groups);
        foreach (var other in byProduct[(arrays.Problem.Lines[line].Product, arrays.Problem.Lines[line].Grade)]) dirty[other] |= other != line && Draws(other, pools);
        var tender = arrays.LineTender[line];
        var all = arrays.Budget[tender] < long.MaxValue || (state.FillUnit > 0 && filled != state.Filled[tender] && state.OverAim(tender) - Math.Abs(state.Filled[tender] - filled) < largest[tender]) || (state.FairUnit > 0 && small != state.Small[tender] && state.SmallTarget[tender] - Math.Max(small, state.Small[tender]) < largest[tender]);
        foreach (var other in byTender[tender]) dirty[other] |= other != line && (all || Travels(other, groups));
    }

    private static long Print(Slot slot)
    {
        var print = 17L;
        foreach (var draw in slot.Draw) print = unchecked(print * 1_000_003 + draw);
        return print;
    }

    private void Changed(int pair, HashSet<int> pools, HashSet<int> groups)
    {
        var offer = arrays.PairOffer[pair];
        for (var i = arrays.WindowSourceStart[offer * arrays.Windows]; i < arrays.WindowSourceStart[(offer + 1) * arrays.Windows]; i++) pools.Add(arrays.Sources.Pool[arrays.WindowSource[i]]);
        if (arrays.HasTrucks) groups.Add(arrays.PairGroup[pair]);
    }

    private bool Draws(int line, HashSet<int> pools)
    {
        for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
            for (var i = arrays.WindowSourceStart[arrays.PairOffer[pair] * arrays.Windows]; i < arrays.WindowSourceStart[(arrays.PairOffer[pair] + 1) * arrays.Windows]; i++)
                if (pools.Contains(arrays.Sources.Pool[arrays.WindowSource[i]])) return true;
        return false;
    }

    private bool Travels(int line, HashSet<int> groups)
    {
        if (!arrays.HasTrucks) return false;
        for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++) if (groups.Contains(arrays.PairGroup[pair])) return true;
        return false;
    }
}
