namespace Market.Orders.Sourcing.Matching;

/// <summary>How long to search. Everything is counted, nothing is timed: the result is the same on every machine.</summary>
public sealed record MatchOptions
{
    /// <summary>Ruin-and-recreate rounds for each line, or null: by the size of the problem.</summary>
    public int? RoundsPerLine { get; init; }
    /// <summary>Added to the seed from the problem's own hash.</summary>
    public long Seed { get; init; }
    /// <summary>Without it the plan has no explanations.</summary>
    public bool Explain { get; init; } = true;
    /// <summary>Without it the plan has no bound.</summary>
    public bool Bound { get; init; } = true;
}

/// <summary>Where the engine is.</summary>
public enum MatchStage { Read, Bound, Start, Search, Fairness, Explain, Check }

/// <summary>Steps done of one stage.</summary>
public sealed record MatchProgress(MatchStage Stage, long Done, long Of);
