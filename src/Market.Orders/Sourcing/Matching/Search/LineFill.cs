namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>How a fill weighs what it sees.</summary>
/// <param name="Blink">Of 256 suppliers, how many are overlooked.</param>
/// <param name="PerGram">Cheapest gram first; otherwise the supplier that helps most altogether, which suits lines with few suppliers.</param>
/// <param name="Scarcity">Of 256ths, how much of a harvest's shadow price counts.</param>
/// <param name="Trucks">Of 256ths, how much of a new truck counts: others may fill it later.</param>
internal readonly record struct FillMood(int Blink, bool PerGram, int Scarcity, int Trucks)
{
    public static readonly FillMood Plain = new(0, true, 0, 256);
}

/// <summary>Gives a line suppliers until no more would help.</summary>
internal sealed class LineFill(PlanState state, Dice dice)
{
    private readonly MarketArrays arrays = state.Arrays;
    private readonly int windows = state.Arrays.Windows;
    private readonly long[] amounts = new long[state.Arrays.Windows];
    private long[] rating = [];
    private int[] rated = [];
    private int stale, asked = -1;
    private FillMood mood = FillMood.Plain;
    private bool toAim;

    /// <summary>Shadow prices of harvests, from the bound.</summary>
    public long[]? PoolPrice { get; set; }

    /// <summary>Supplier that stays as it is, or null.</summary>
    public Slot? Locked { get; set; }

    /// <summary>Offer whose fixed charge is not counted now, or -1.</summary>
    public int Favoured { get; set; } = -1;

    /// <summary>Offer that is not to be used now, or -1.</summary>
    public int Shunned { get; set; } = -1;

    /// <summary>Only as much as its tender is below its aim: the next tender may need the rest.</summary>
    public void FillToAim(int line, FillMood with)
    {
        (mood, toAim) = (with, true);
        if (state.BelowAim(arrays.LineTender[line]) > 0 && Open(line)) TakeBest(line);
        toAim = false;
    }

    public void Fill(int line, FillMood with)
    {
        mood = with;
        if (Open(line))
        {
            TakeBest(line);
            for (var w = 0; w < windows; w++) if (state.Unfilled[line * windows + w] > 0) MakeRoom(line, w);
        }
        Prune(line);
    }

    private void TakeBest(int line)
    {
        Rate(line);
        while (Best(line) is >= 0 and var at)
        {
            Take(Pair(line, at), line, amounts);
            stale++;
        }
    }

    private bool Open(int line)
    {
        for (var w = 0; w < windows; w++) if (state.Unfilled[line * windows + w] > 0) return true;
        return false;
    }

    private int Pair(int line, int at) => arrays.Candidates.Of(line, at);

    /// <summary>As much of a pair as helps, whoever else is there.</summary>
    /// <returns>Whether anything was taken.</returns>
    public bool Take(int pair, int line)
    {
        mood = FillMood.Plain with { Trucks = 0 };
        if (Score(pair, line, state.Find(line, arrays.PairOffer[pair]), out _) <= 0) return false;
        Take(pair, line, amounts);
        return true;
    }

    private void Take(int pair, int line, long[] grams)
    {
        var slot = state.Find(line, arrays.PairOffer[pair]) ?? state.Open(pair, line);
        for (var w = 0; w < windows; w++)
        {
            if (grams[w] == 0) continue;
            // What keeps was counted for every window it could serve.
            var some = Math.Min(grams[w], state.Available(slot.Offer, line, w));
            if (some > 0 && slot.Grams[w] + some >= arrays.Lot(pair, line)) state.Set(slot, w, slot.Grams[w] + some);
        }
    }

    /// <summary>What every candidate would save now. Later it is at most that (unless somebody opens a truck for it), so only the best is asked again.</summary>
    private void Rate(int line)
    {
        var count = arrays.Candidates.Count(line);
        if (rating.Length < count) (rating, rated) = (new long[count * 2], new int[count * 2]);
        stale++;
        for (var at = 0; at < count; at++)
        {
            var offer = arrays.PairOffer[Pair(line, at)];
            rating[at] = offer == Shunned || (mood.Blink > 0 && dice.Next(256) < mood.Blink) ? 0 : Rate(Pair(line, at), line);
            rated[at] = stale;
        }
    }

    private long Rate(int pair, int line)
    {
        var slot = state.Find(line, arrays.PairOffer[pair]);
        if (slot is null && state.Slots[line].Count >= arrays.LineSuppliers[line]) return 0;
        var score = Score(pair, line, slot, out var grams);
        return score <= 0 || !mood.PerGram ? score : Math.Max(1, Part(score, 1024, grams));
    }

    /// <returns>Place of the best candidate with its amounts in <see cref="amounts"/>, or -1.</returns>
    private int Best(int line)
    {
        var ratings = rating.AsSpan(0, arrays.Candidates.Count(line));
        while (true)
        {
            var most = Ratings.Most(ratings);
            if (most == 0) return -1;
            var best = First(line, ratings, most);
            var fresh = rated[best] == stale && asked == best;
            rating[best] = Rate(Pair(line, best), line);
            (rated[best], asked) = (stale, best);
            if (rating[best] >= most || fresh) return rating[best] > 0 ? best : -1;
        }
    }

    /// <summary>Of those rated so, the one that bid first.</summary>
    private int First(int line, ReadOnlySpan<long> ratings, long most)
    {
        var best = ratings.IndexOf(most);
        for (var at = best + 1; ratings[at..].IndexOf(most) is >= 0 and var next; at += next + 1)
            if (Rank(line, at + next) < Rank(line, best)) best = at + next;
        return best;
    }

    /// <summary>The earlier bid wins a tie.</summary>
    private int Rank(int line, int at) => arrays.OfferRank[arrays.PairOffer[Pair(line, at)]];

    /// <summary>What the pair would save if it took what it can; the amounts are left in <see cref="amounts"/>.</summary>
    private long Score(int pair, int line, Slot? slot, out long grams)
    {
        var (score, share, offer, budget) = (0L, arrays.LineShare[line] - (slot?.Total ?? 0), arrays.PairOffer[pair], long.MaxValue);
        grams = 0;
        var tender = arrays.LineTender[line];
        if (toAim) share = Math.Min(share, state.BelowAim(tender));
        var charge = slot is null && offer != Favoured && arrays.OfferFixed[offer] > 0 && state.Uses(offer, tender) == 0 ? arrays.OfferFixed[offer] : 0;
        if (arrays.Budget[tender] < long.MaxValue) budget = arrays.Budget[tender] - state.Spent[tender] - charge;
        var eligible = arrays.PairWindows[pair];
        var unfilled = state.Unfilled.AsSpan(line * windows, windows);
        for (var w = 0; w < unfilled.Length; w++)
        {
            amounts[w] = 0;
            if ((eligible >> w & 1) == 0 || unfilled[w] == 0) continue;
            var gain = Gain(pair, line, slot, w, share, ref budget, out amounts[w]);
            if (amounts[w] == 0) continue;
            score += gain;
            grams += amounts[w];
            share -= amounts[w];
        }
        return score - charge;
    }

    private long Gain(int pair, int line, Slot? slot, int w, long share, ref long budget, out long taken)
    {
        var (left, have, lot) = (state.Unfilled[line * windows + w], slot?.Grams[w] ?? 0, arrays.Lot(pair, line));
        var least = have > 0 ? 1 : lot;
        var most = Math.Min(share, Math.Min(left, state.Available(arrays.PairOffer[pair], line, w)));
        taken = 0;
        if (most < least) return 0;
        // What is left over must be a lot, or nobody can deliver it: 1000 is 800 and 200, not 900 and 100.
        var rest = left - most;
        if (rest > 0 && rest < arrays.LineLot[line] && left - arrays.LineLot[line] >= least) most = left - arrays.LineLot[line];
        var best = Worth(pair, line, slot, w, most, out var landed);
        taken = most;
        if (arrays.HasTrucks && Whole(pair, w, most) is var whole && whole >= least && whole < most && Worth(pair, line, slot, w, whole, out var less) is var worth && worth > best) (best, taken, landed) = (worth, whole, less);
        if (best <= 0 || landed > budget) taken = 0;
        else budget -= budget == long.MaxValue ? 0 : landed;
        return taken == 0 ? 0 : best;
    }

    /// <summary>What fits without a truck that is not full.</summary>
    private long Whole(int pair, int w, long grams)
    {
        var (size, load) = (arrays.Problem.Rules.TruckGrams, state.Load[arrays.PairGroup[pair] + w]);
        return grams - (load + grams) % size;
    }

    private long Worth(int pair, int line, Slot? slot, int w, long grams, out long landed)
    {
        var have = slot?.Grams[w] ?? 0;
        landed = (have + grams) * arrays.Unit(pair, have + grams) - have * arrays.Unit(pair, have);
        var worth = arrays.Penalty[line] * grams - landed;
        if (arrays.HasTrucks)
        {
            var load = state.Load[arrays.PairGroup[pair] + w];
            var trucks = (state.Truckloads(load + grams) - state.Truckloads(load)) * arrays.TruckCost;
            landed += trucks;
            // Full trucks count in full; of one that is opened, the mood's share.
            worth -= mood.Trucks == 256 ? trucks : Math.Min(trucks, Part(arrays.TruckCost, grams, arrays.Problem.Rules.TruckGrams) + trucks / 256 * mood.Trucks);
        }
        if (mood.Scarcity > 0 && PoolPrice is not null)
        {
            var source = arrays.WindowSource[arrays.WindowSourceStart[arrays.PairOffer[pair] * windows + w]];
            worth -= PoolPrice[arrays.Sources.Pool[source]] * grams / 256 * mood.Scarcity;
        }
        if (state.FillUnit > 0) worth += Math.Min(grams, state.BelowAim(arrays.LineTender[line])) * state.FillUnit;
        if (state.FairUnit > 0) worth += Fair(pair, line, w, grams);
        if (arrays.Proposed.Count > 0 && arrays.Proposed.TryGetValue((arrays.PairOffer[pair], line), out var was)) worth += (Math.Min(have + grams, was[w]) - Math.Min(have, was[w])) * arrays.ChangeUnit;
        return worth;
    }

    /// <summary>A product that may need 128 bits, divided; all positive. Hardly any does, and dividing such ones is slow.</summary>
    private static long Part(long number, long of, long whole) => Math.BigMul(number, of, out var low) == 0 && low >= 0 ? low / whole : (long)((Int128)number * of / whole);

    private long Fair(int pair, int line, int w, long grams)
    {
        var (tender, source) = (arrays.LineTender[line], arrays.WindowSource[arrays.WindowSourceStart[arrays.PairOffer[pair] * windows + w]]);
        return arrays.Sources.Small[source] ? Math.Min(grams, Math.Max(0, state.SmallTarget[tender] - state.Small[tender])) * state.FairUnit : 0;
    }

    /// <summary>A rest below somebody's lot: another supplier of the window gives up as much as is missing to it.</summary>
    private void MakeRoom(int line, int w)
    {
        for (var at = 0; at < arrays.Candidates.Count(line) && state.Unfilled[line * windows + w] is > 0 and var left; at++)
        {
            var pair = Pair(line, at);
            var (offer, lot) = (arrays.PairOffer[pair], arrays.Lot(pair, line));
            if (lot <= left || (arrays.PairWindows[pair] >> w & 1) == 0 || offer == Shunned) continue;
            var slot = state.Find(line, offer);
            if (slot is { } there ? there.Grams[w] > 0 : state.Slots[line].Count >= arrays.LineSuppliers[line]) continue;
            if (state.Available(offer, line, w) < lot || arrays.LineShare[line] - (slot?.Total ?? 0) < lot) continue;
            if (Donor(line, w, lot - left) is not { } donor) continue;
            var (mark, before) = (state.Mark, state.Staged);
            state.Set(donor, w, donor.Grams[w] - (lot - left));
            state.Set(slot ?? state.Open(pair, line), w, lot);
            if (state.Staged >= before || state.Spent[arrays.LineTender[line]] > arrays.Budget[arrays.LineTender[line]]) state.Rollback(mark);
        }
    }

    private Slot? Donor(int line, int w, long grams)
    {
        Slot? best = null;
        foreach (var slot in state.Slots[line])
            if (slot != Locked && slot.Grams[w] - grams >= Math.Max(arrays.Lot(slot.Pair, line), slot.Floor?[w] ?? 0) && (best is null || arrays.Unit(slot.Pair, slot.Grams[w]) > arrays.Unit(best.Pair, best.Grams[w]))) best = slot;
        return best;
    }

    /// <summary>Takes out suppliers, and deliveries, the plan is better without.</summary>
    private void Prune(int line)
    {
        for (var i = state.Slots[line].Count - 1; i >= 0; i--)
        {
            var slot = state.Slots[line][i];
            if (slot == Locked) continue;
            for (var w = 0; w < windows; w++)
            {
                if (slot.Grams[w] == 0 || slot.Floor?[w] > 0) continue;
                var (mark, before) = (state.Mark, state.Staged);
                state.Set(slot, w, 0);
                if (slot.Total == 0 && slot.Floor is null) state.Close(slot);
                if (state.Staged >= before) state.Rollback(mark);
                else if (slot.Total == 0) break;
            }
            if (slot.Total > 0 && slot.Floor is null && arrays.OfferFixed[slot.Offer] > 0) PruneWhole(slot);
        }
    }

    private void PruneWhole(Slot slot)
    {
        var (mark, before) = (state.Mark, state.Staged);
        Ruins.Clear(state, slot);
        if (state.Staged >= before) state.Rollback(mark);
    }
}
