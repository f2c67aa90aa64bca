namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>What the plan becomes with one bid forced in.</summary>
/// <param name="Staged">Change of the staged objective; long.MaxValue when the bid cannot be forced in.</param>
/// <param name="Objective">Change of stages 1 and 2.</param>
/// <param name="Way">How, for <see cref="Forcing.Apply"/>.</param>
/// <param name="Below">Change of the grams missing to the tenders' aims.</param>
internal readonly record struct Forced(long Staged, long Objective, long Grams, int Way, long Below)
{
    public static readonly Forced Impossible = new(long.MaxValue, long.MaxValue, 0, -1, 0);
    public bool Possible => Way >= 0;

    /// <summary>What saves most; where nothing saves, what costs least for each gram forced in, and of those the most grams.</summary>
    public bool Better(Forced other)
    {
        if (Staged < 0 || other.Staged < 0) return Staged < other.Staged;
        var (mine, theirs) = ((Int128)Staged * other.Grams, (Int128)other.Staged * Grams);
        return mine < theirs || (mine == theirs && Grams > other.Grams);
    }
}

/// <summary>Forces a bid into its line in several ways and keeps the best difference: in one window with its lot or with all it has, in all windows, in place of each winner, and with the line built anew around it.</summary>
internal sealed class Forcing(PlanState state, LineFill fill)
{
    private readonly MarketArrays arrays = state.Arrays;
    private readonly int windows = state.Arrays.Windows;
    private readonly List<Slot> donors = [];

    /// <summary>Stands for a rule that is not looked at: what the bid would be worth without it.</summary>
    public bool WithoutBudget { get; set; }

    public bool WithoutLimit { get; set; }

    /// <summary>Ways there are for a line: two for each window, one for all, one for each winner, one rebuilt.</summary>
    private int Ways(int line) => 2 * windows + 1 + state.Slots[line].Count + 1;

    public Forced Best(int pair, int line, bool thorough)
    {
        var (best, mark) = (Forced.Impossible, state.Mark);
        var ways = thorough ? Ways(line) : 2 * windows + 1;
        for (var way = 0; way < ways; way++)
        {
            if (!Do(pair, line, way, out var tried)) continue;
            if (!best.Possible || tried.Better(best)) best = tried;
            state.Rollback(mark);
        }
        return best;
    }

    /// <summary>Leaves the plan with the bid in.</summary>
    public void Apply(int pair, int line, int way) => Do(pair, line, way, out _);

    /// <returns>false when it cannot be done this way; then nothing is changed.</returns>
    private bool Do(int pair, int line, int way, out Forced tried)
    {
        var (mark, staged, objective, below, offer) = (state.Mark, state.Staged, state.Objective, state.Below, arrays.PairOffer[pair]);
        var had = state.Find(line, offer)?.Total ?? 0;
        var done = Force(pair, line, way);
        var slot = state.Find(line, offer);
        if (done && slot is not null && slot.Total > had)
        {
            fill.Locked = slot;
            fill.Fill(line, FillMood.Plain with { PerGram = state.Slots[line].Count < arrays.LineSuppliers[line] });
            fill.Locked = null;
            tried = new(state.Staged - staged, state.Objective - objective, slot.Total - had, way, state.Below - below);
            if (Allowed(line)) return true;
        }
        tried = Forced.Impossible;
        state.Rollback(mark);
        return false;
    }

    private bool Allowed(int line) => WithoutBudget || state.Spent[arrays.LineTender[line]] <= arrays.Budget[arrays.LineTender[line]];

    private bool Force(int pair, int line, int way)
    {
        var slot = state.Find(line, arrays.PairOffer[pair]);
        var open = slot is not null || WithoutLimit || state.Slots[line].Count < arrays.LineSuppliers[line];
        if (way < 2 * windows) return open && Window(pair, line, way / 2, way % 2 == 0, slot);
        way -= 2 * windows;
        if (way == 0) return open && All(pair, line, slot);
        if (--way < state.Slots[line].Count)
        {
            var other = state.Slots[line][way];
            if (other == slot || other.Floor is not null) return false;
            Ruins.Clear(state, other);
            return All(pair, line, slot);
        }
        Ruins.ClearLine(state, line);
        return (slot is not null || state.Slots[line].Count < arrays.LineSuppliers[line]) && All(pair, line, state.Find(line, arrays.PairOffer[pair]));
    }

    private bool All(int pair, int line, Slot? slot)
    {
        var any = false;
        for (var w = 0; w < windows; w++) any |= Window(pair, line, w, false, slot ?? state.Find(line, arrays.PairOffer[pair]));
        return any;
    }

    /// <summary>Puts the bid into a window and lets the dearest others make room.</summary>
    private bool Window(int pair, int line, int w, bool least, Slot? slot)
    {
        if ((arrays.PairWindows[pair] >> w & 1) == 0) return false;
        var (have, lot) = (slot?.Grams[w] ?? 0, arrays.Lot(pair, line));
        var most = Math.Min(Math.Min(have + state.Available(arrays.PairOffer[pair], line, w), arrays.Demand[line * windows + w] - Firm(line, w, slot)), have + arrays.LineShare[line] - (slot?.Total ?? 0));
        if (most < lot || most <= have || (least && most <= lot)) return false;
        var grams = least ? Math.Max(lot, Math.Min(most, have + state.Unfilled[line * windows + w])) : most;
        if (grams <= have) return false;
        MakeRoom(line, w, grams - have - state.Unfilled[line * windows + w], slot);
        state.Set(slot ?? state.Open(pair, line), w, Math.Min(grams, have + state.Unfilled[line * windows + w]));
        return true;
    }

    /// <summary>Accepted grams of others: they do not move.</summary>
    private long Firm(int line, int w, Slot? slot)
    {
        var grams = 0L;
        foreach (var other in state.Slots[line]) if (other != slot && other.Floor is not null) grams += other.Floor[w];
        return grams;
    }

    private void MakeRoom(int line, int w, long grams, Slot? slot)
    {
        if (grams <= 0) return;
        donors.Clear();
        foreach (var other in state.Slots[line]) if (other != slot && other.Grams[w] > (other.Floor?[w] ?? 0)) donors.Add(other);
        donors.Sort((a, b) => arrays.Unit(b.Pair, b.Grams[w]).CompareTo(arrays.Unit(a.Pair, a.Grams[w])) is not 0 and var order ? order : a.Pair.CompareTo(b.Pair));
        foreach (var donor in donors)
        {
            if (grams <= 0) return;
            var floor = donor.Floor?[w] ?? 0;
            var least = Math.Max(floor, Math.Min(arrays.Lot(donor.Pair, line), donor.Grams[w]));
            var left = donor.Grams[w] - grams >= least ? donor.Grams[w] - grams : floor;
            grams -= donor.Grams[w] - left;
            state.Set(donor, w, left);
            if (donor.Total == 0 && donor.Floor is null) state.Close(donor);
        }
    }
}
