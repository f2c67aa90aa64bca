namespace Market.Catalog.Expiry;

/// <summary>How far the marks of one scheme were dealt with for one step towards their end. Whoever works on a step holds its row.</summary>
/// <remarks>Marks are dealt with in the order of their last days, then holders: what lies before the place is done, once and for all processes.</remarks>
internal sealed class SweepProgress
{
    public string Kind { get; init; } = "";

    /// <summary>90, 60 or 30 for a reminder, 0 for the end.</summary>
    public int Step { get; init; }

    /// <summary>Marks that end on this day or earlier are done.</summary>
    public DateOnly Through { get; private set; }

    /// <summary>Holder and mark that were dealt with last, of those that end on the day after; null between days.</summary>
    public Guid? Holder { get; private set; }
    public Guid? Last { get; private set; }

    /// <summary>Raised first in each turn: its row stays locked until the turn is committed.</summary>
    public long Turns { get; init; }

    /// <summary>Leaves out days that a later step or the end has taken over while nobody was there.</summary>
    public void Skip(DateOnly until)
    {
        if (Through < until) Finish(until);
    }

    public void Finish(DateOnly day) => (Through, Holder, Last) = (day, null, null);

    public void Stop(DateOnly day, Guid holder, Guid last) => (Through, Holder, Last) = (day.AddDays(-1), holder, last);
}
