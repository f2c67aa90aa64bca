namespace Market.Orders.Sourcing.Matching.Plans;

/// <summary>Why a bid did not win a line, or not more of it. Numbers only: pages make the sentences, and no other supplier is named.</summary>
public sealed record Explanation
{
    public required string Offer { get; init; }
    public required string Line { get; init; }
    public required Reason Reason { get; init; }
    /// <summary>Grams won on this line over all windows.</summary>
    public long WonGrams { get; init; }
    /// <summary>For <see cref="Reason.Filtered"/>: the rule; for <see cref="Reason.Won"/>: what limits it.</summary>
    public FilterRule? Rule { get; init; }
    public WonLimit? LimitedBy { get; init; }
    /// <summary>What the rule demands and what the bid has, in the rule's unit (fen/kg, grams, metres, day).</summary>
    public string? Required { get; init; }
    public string? Offered { get; init; }
    /// <summary>Windows the bid is eligible in; fewer than the line has when a certificate ends on the way.</summary>
    public int EligibleWindows { get; init; }
    public int LineWindows { get; init; }
    /// <summary>What the whole plan would cost more with the bid forced in, millionths of a fen: the checker's difference.</summary>
    public Int128? ExtraMicroFen { get; init; }
    /// <summary>Grams that were forced in for that.</summary>
    public long ForcedGrams { get; init; }
    /// <summary>By how much the price would have to fall to tie, fen per kilogram, rounded up.</summary>
    public long? CutFenPerKg { get; init; }
    /// <summary>The bid's own landed cost and the dearest winner's, millionths of a fen per gram.</summary>
    public long? LandedMicroFen { get; init; }
    public long? MarginalMicroFen { get; init; }
    /// <summary>Grams missing to the minimum lot.</summary>
    public long? ShortByGrams { get; init; }
    /// <summary>A union it could join, with the number of neighbours in it.</summary>
    public string? JoinUnion { get; init; }
    public int Neighbours { get; init; }
}

/// <summary>The reasons of sourcing.md section 3.</summary>
public enum Reason { Filtered, OutOfCapacity, Dominated, KLimit, MinLot, Budget, ShareRule, Tie, Paradox, Won }

/// <summary>Hard filters, in the order they are applied.</summary>
public enum FilterRule { Withdrawn, Late, Expired, Suspended, NetWeight, Certificate, SharedLogo, Harvest, Distance, Radius, Ceiling, MinLot }

/// <summary>What keeps a winner from getting more.</summary>
public enum WonLimit { Demand, Capacity, Cost, KLimit, Budget, MinLot, Share }
