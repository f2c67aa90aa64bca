using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Begins with an earlier plan, as far as it still holds.</summary>
internal static class WarmStart
{
    public static void Load(PlanState state, IReadOnlyList<Award> awards)
    {
        var arrays = state.Arrays;
        var lines = arrays.Problem.Lines.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        var offers = arrays.Problem.Offers.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        var windows = arrays.Problem.Windows.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        foreach (var award in awards)
        {
            if (!lines.TryGetValue(award.Line, out var line) || !offers.TryGetValue(award.Offer, out var offer) || arrays.Pair(line, offer) is not (>= 0 and var pair)) continue;
            var (slot, w) = (state.Find(line, offer), windows[award.Window]);
            if ((slot is null && state.Slots[line].Count >= arrays.LineSuppliers[line]) || (arrays.PairWindows[pair] >> w & 1) == 0) continue;
            var have = slot?.Grams[w] ?? 0;
            var grams = Math.Min(Math.Min(award.Grams, have + Math.Min(state.Unfilled[line * arrays.Windows + w], state.Available(offer, line, w))), have + arrays.LineShare[line] - (slot?.Total ?? 0));
            if (grams < arrays.Lot(pair, line) || grams <= have) continue;
            var mark = state.Mark;
            state.Set(slot ?? state.Open(pair, line), w, grams);
            if (state.Spent[arrays.LineTender[line]] > arrays.Budget[arrays.LineTender[line]]) state.Rollback(mark);
        }
        state.Keep();
    }
}
