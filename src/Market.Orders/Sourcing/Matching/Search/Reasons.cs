using System.Numerics;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Puts a forced bid's difference into one of the reasons.</summary>
internal sealed class Reasons(PlanState state, Forcing forcing)
{
    private readonly MarketArrays arrays = state.Arrays;
    private readonly int windows = state.Arrays.Windows;

    public Explanation Of(int pair, int line, Slot? slot, Forced best)
    {
        var offer = arrays.PairOffer[pair];
        var (landed, marginal) = (arrays.Unit(pair, slot is null ? Reach(pair, line) : slot.Total / Math.Max(1, slot.Grams.Count(x => x > 0))), Marginal(line, arrays.PairWindows[pair]));
        var basis = new Explanation
        {
            Offer = arrays.Problem.Offers[offer].Id,
            Line = arrays.Problem.Lines[line].Id,
            Reason = Reason.Won,
            WonGrams = slot?.Total ?? 0,
            EligibleWindows = BitOperations.PopCount(arrays.PairWindows[pair]),
            LineWindows = arrays.Problem.Lines[line].Demand.Count,
            ExtraMicroFen = best.Possible ? best.Objective : null,
            ForcedGrams = best.Grams,
            LandedMicroFen = landed,
            MarginalMicroFen = marginal > 0 ? marginal : null,
            CutFenPerKg = best is { Possible: true, Staged: > 0, Grams: > 0 } && best.Below <= 0 ? (best.Staged + best.Grams * 1000 - 1) / (best.Grams * 1000) : null,
        };
        return slot is { Total: > 0 } ? basis with { LimitedBy = Limit(pair, line, slot, best) } : Losing(basis, pair, line, best, landed < marginal);
    }

    /// <summary>Landed price of the dearest delivery of the line in some windows, without trucks; 0 when there is none.</summary>
    public long Marginal(int line, ulong among)
    {
        var dearest = 0L;
        foreach (var slot in state.Slots[line])
            for (var w = 0; w < windows; w++)
                if (slot.Grams[w] > 0 && (among >> w & 1) != 0) dearest = Math.Max(dearest, arrays.Unit(slot.Pair, slot.Grams[w]));
        return dearest;
    }

    /// <summary>Cheaper than the dearest winner, or something is still missing.</summary>
    public bool InTheMoney(int pair, int line)
    {
        for (var w = 0; w < windows; w++) if ((arrays.PairWindows[pair] >> w & 1) != 0 && state.Unfilled[line * windows + w] > 0) return true;
        return arrays.Unit(pair, Reach(pair, line)) < Marginal(line, arrays.PairWindows[pair]);
    }

    /// <summary>Nothing is left of it that would make a delivery.</summary>
    public bool Exhausted(int pair, int line) => state.Find(line, arrays.PairOffer[pair]) is null && MostAvailable(pair, line) < arrays.Lot(pair, line);

    private Explanation Losing(Explanation basis, int pair, int line, Forced best, bool cheaper)
    {
        if (!best.Possible)
            return MostAvailable(pair, line) < arrays.Lot(pair, line) ? basis with { Reason = Reason.OutOfCapacity }
                : Short(pair, line) is { } missing ? basis with { Reason = Reason.MinLot, ShortByGrams = missing }
                : Without(pair, line, budget: true).Possible ? basis with { Reason = Reason.Budget }
                : arrays.LineShare[line] < arrays.Lot(pair, line) ? basis with { Reason = Reason.ShareRule }
                : basis with { Reason = Reason.KLimit };
        if (best.Staged == 0) return basis with { Reason = Reason.Tie };
        // Below the part a tender is to have first no price would do.
        if (best.Objective < 0 || best.Below > 0) return basis with { Reason = Reason.ShareRule };
        if (Without(pair, line, budget: true).Staged < 0) return basis with { Reason = Reason.Budget };
        if (state.Slots[line].Count >= arrays.LineSuppliers[line] && Without(pair, line, budget: false).Staged < 0) return basis with { Reason = Reason.KLimit };
        if (Short(pair, line) is { } gap) return basis with { Reason = Reason.MinLot, ShortByGrams = gap };
        return basis with { Reason = cheaper ? Reason.Paradox : Reason.Dominated };
    }

    private Forced Without(int pair, int line, bool budget)
    {
        if (budget && arrays.Budget[arrays.LineTender[line]] == long.MaxValue) return Forced.Impossible;
        (forcing.WithoutBudget, forcing.WithoutLimit) = (budget, !budget);
        var best = forcing.Best(pair, line, thorough: false);
        (forcing.WithoutBudget, forcing.WithoutLimit) = (false, false);
        return best;
    }

    private WonLimit Limit(int pair, int line, Slot slot, Forced best)
    {
        var (demand, spare, left) = (0L, 0L, 0L);
        for (var w = 0; w < windows; w++)
        {
            if ((arrays.PairWindows[pair] >> w & 1) == 0) continue;
            var (room, available) = (arrays.Demand[line * windows + w] - slot.Grams[w] - Firm(line, w, slot), state.Available(slot.Offer, line, w));
            demand += room;
            spare = Math.Max(spare, available);
            left = Math.Max(left, Math.Min(room, available));
        }
        return demand == 0 ? WonLimit.Demand
            : spare == 0 ? WonLimit.Capacity
            // What it has left is of weeks that are full.
            : left == 0 ? WonLimit.Demand
            : slot.Total >= arrays.LineShare[line] ? WonLimit.Share
            : best.Possible ? WonLimit.Cost
            : Without(pair, line, budget: true).Possible ? WonLimit.Budget
            : WonLimit.MinLot;
    }

    /// <summary>Accepted grams of others: they do not make room.</summary>
    private long Firm(int line, int w, Slot mine)
    {
        var grams = 0L;
        foreach (var other in state.Slots[line]) if (other != mine && other.Floor is { } floor) grams += floor[w];
        return grams;
    }

    /// <summary>By how much the rest of a window is below the lot, where the bid would help if it were not.</summary>
    private long? Short(int pair, int line)
    {
        long? least = null;
        for (var w = 0; w < windows; w++)
        {
            var left = state.Unfilled[line * windows + w];
            if ((arrays.PairWindows[pair] >> w & 1) == 0 || left == 0) continue;
            var can = Math.Min(left, state.Available(arrays.PairOffer[pair], line, w));
            if (can > 0 && can < arrays.Lot(pair, line) && arrays.Unit(pair, can) < arrays.Penalty[line]) least = Math.Min(least ?? long.MaxValue, arrays.Lot(pair, line) - can);
        }
        return least;
    }

    private long MostAvailable(int pair, int line)
    {
        var most = 0L;
        for (var w = 0; w < windows; w++) if ((arrays.PairWindows[pair] >> w & 1) != 0) most = Math.Max(most, state.Available(arrays.PairOffer[pair], line, w));
        return most;
    }

    private long Reach(int pair, int line)
    {
        var most = 0L;
        for (var w = 0; w < windows; w++)
            if ((arrays.PairWindows[pair] >> w & 1) != 0) most = Math.Max(most, Math.Min(arrays.Demand[line * windows + w], state.Available(arrays.PairOffer[pair], line, w)));
        return most;
    }
}
