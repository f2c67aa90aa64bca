namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Where fixed charges matter, whose offers are used at all is decided first: one is closed, opened, or replaced by another, and the amounts follow by exact flow.</summary>
internal sealed class ChargeSearch(PlanState state, Dice dice)
{
    /// <summary>Fixed charges below this part of the objective are left to ruin and recreate.</summary>
    private const int WorthPerMille = 20;
    /// <summary>Arcs looked at in all trials together, so that large markets try less often.</summary>
    private const long Effort = 1_200_000;

    private readonly MarketArrays arrays = state.Arrays;
    private readonly LineFill fill = new(state, dice);
    private readonly Reflow reflow = new(state);

    public void Run(CancellationToken ct)
    {
        if (state.Fixed < state.Objective / 1000 * WorthPerMille) return;
        foreach (var lines in Enumerable.Range(0, arrays.Lines).GroupBy(x => (arrays.LineTender[x], arrays.Problem.Lines[x].Product, arrays.Problem.Lines[x].Grade)))
            Search([.. lines], lines.Key.Item1, ct);
    }

    private void Search(List<int> lines, int tender, CancellationToken ct)
    {
        var offers = lines.SelectMany(x => Enumerable.Range(arrays.PairStart[x], arrays.PairStart[x + 1] - arrays.PairStart[x])).Select(x => arrays.PairOffer[x]).Where(x => arrays.OfferFixed[x] > 0).Distinct().Order().ToList();
        var trials = Effort / Math.Max(1, lines.Sum(x => arrays.PairStart[x + 1] - arrays.PairStart[x]));
        for (var better = true; better && trials > 0;)
        {
            better = false;
            foreach (var offer in offers)
            {
                ct.ThrowIfCancellationRequested();
                if (trials-- <= 0) return;
                better |= state.Uses(offer, tender) > 0 ? Try(lines, offer, -1) : Try(lines, -1, offer);
            }
            if (better) continue;
            foreach (var (used, unused) in Swaps(offers, tender))
            {
                ct.ThrowIfCancellationRequested();
                if (trials-- <= 0) return;
                if (better = Try(lines, used, unused)) break;
            }
        }
    }

    private List<(int Used, int Unused)> Swaps(List<int> offers, int tender)
    {
        var swaps = offers.Where(x => state.Uses(x, tender) > 0).SelectMany(x => offers.Where(y => state.Uses(y, tender) == 0), (x, y) => (x, y)).ToList();
        for (var i = swaps.Count - 1; i > 0; i--)
        {
            var j = dice.Next(i + 1);
            (swaps[i], swaps[j]) = (swaps[j], swaps[i]);
        }
        return swaps;
    }

    private bool Try(List<int> lines, int close, int open)
    {
        state.Keep();
        var before = state.Staged;
        foreach (var line in lines) if (close >= 0 && state.Find(line, close) is { } slot) Ruins.Clear(state, slot);
        if (close >= 0 && lines.Exists(x => state.Find(x, close) is not null)) return Back();
        (fill.Shunned, fill.Favoured) = (close, open);
        if (open >= 0) foreach (var line in lines) if (Nearer(line, open)) Ruins.ClearLine(state, line);
        foreach (var line in lines) fill.Fill(line, FillMood.Plain);
        reflow.Improve(lines, close, ct: default);
        return state.Staged < before && lines.TrueForAll(x => state.Spent[arrays.LineTender[x]] <= arrays.Budget[arrays.LineTender[x]]) || Back();
    }

    private bool Back()
    {
        state.Rollback(0);
        return false;
    }

    /// <summary>Whether the offer is cheaper for the line than somebody who serves it.</summary>
    private bool Nearer(int line, int open)
    {
        if (arrays.Pair(line, open) is not (>= 0 and var pair)) return false;
        foreach (var slot in state.Slots[line]) if (arrays.Unit(pair, slot.Total) < arrays.Unit(slot.Pair, slot.Total)) return true;
        return false;
    }
}
