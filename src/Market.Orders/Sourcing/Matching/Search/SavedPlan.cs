namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>A copy of who delivers what.</summary>
internal sealed record SavedPlan(IReadOnlyList<SavedSlot> Slots)
{
    public static SavedPlan Of(PlanState state) => new([.. state.Slots.SelectMany(x => x).Select(x => new SavedSlot(x.Pair, x.Line, [.. x.Grams], [.. x.Draw]))]);

    /// <summary>Brings a state back to this plan; afterwards there is nothing to take back.</summary>
    public void Into(PlanState state)
    {
        var arrays = state.Arrays;
        foreach (var slots in state.Slots)
            for (var i = slots.Count - 1; i >= 0; i--)
            {
                for (var w = 0; w < arrays.Windows; w++) if (slots[i].Grams[w] > 0) state.Set(slots[i], w, 0);
                state.Close(slots[i]);
            }
        foreach (var saved in Slots)
        {
            var slot = state.Open(saved.Pair, saved.Line);
            var first = arrays.WindowSourceStart[slot.Offer * arrays.Windows];
            for (var w = 0; w < arrays.Windows; w++)
            {
                var from = arrays.WindowSourceStart[slot.Offer * arrays.Windows + w];
                if (saved.Grams[w] > 0) state.Set(slot, w, saved.Grams[w], saved.Draw.AsSpan(from - first, arrays.WindowSourceStart[slot.Offer * arrays.Windows + w + 1] - from));
            }
        }
        state.Keep();
    }
}

internal sealed record SavedSlot(int Pair, int Line, long[] Grams, long[] Draw);
