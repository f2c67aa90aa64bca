namespace Market.Traceability.Tracing;

/// <summary>A stretch of time with both its ends.</summary>
internal readonly record struct Span(DateTime From, DateTime Until)
{
    public static readonly Span Always = new(DateTime.MinValue, DateTime.MaxValue);

    public bool Has(DateTime at) => From <= at && at <= Until;

    public bool IsIn(Span other) => other.From <= From && Until <= other.Until;

    /// <returns>null when the two have no moment in common.</returns>
    public Span? Meet(Span other)
    {
        var (from, until) = (From > other.From ? From : other.From, Until < other.Until ? Until : other.Until);
        return from <= until ? new(from, until) : null;
    }
}
