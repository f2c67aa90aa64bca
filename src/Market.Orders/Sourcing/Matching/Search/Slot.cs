namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>One supplier of one line: its grams by window and which harvests they come from.</summary>
internal sealed class Slot(int pair, int offer, int line, int windows, int sources)
{
    public int Pair { get; } = pair;
    public int Offer { get; } = offer;
    public int Line { get; } = line;
    public long[] Grams { get; } = new long[windows];
    /// <summary>By the offer's window sources, in their order.</summary>
    public long[] Draw { get; } = new long[sources];
    /// <summary>Accepted grams by window, or null.</summary>
    public long[]? Floor { get; init; }
    /// <summary>Grams an earlier plan proposed, or null.</summary>
    public long[]? Proposed { get; init; }
    public long Total { get; set; }
}

/// <summary>What to take back, newest last.</summary>
internal sealed class Journal
{
    private readonly List<(Slot Slot, int Window, long Grams, int Draws)> entries = [];
    private readonly List<long> draws = [];

    public const int Opened = -1, Closed = -2;
    public int Count => entries.Count;

    public void Changed(Slot slot, int window, ReadOnlySpan<long> old)
    {
        entries.Add((slot, window, slot.Grams[window], draws.Count));
        foreach (var draw in old) draws.Add(draw);
    }

    /// <param name="what">Opened or closed.</param>
    /// <param name="place">Where in its line's list the slot stands or stood.</param>
    public void Noted(Slot slot, int what, int place) => entries.Add((slot, what, place, draws.Count));

    public (Slot Slot, int Window, long Grams) Pop(long[] into)
    {
        var (slot, window, grams, first) = entries[^1];
        for (var i = first; i < draws.Count; i++) into[i - first] = draws[i];
        draws.RemoveRange(first, draws.Count - first);
        entries.RemoveAt(entries.Count - 1);
        return (slot, window, grams);
    }

    public void Clear()
    {
        entries.Clear();
        draws.Clear();
    }
}
