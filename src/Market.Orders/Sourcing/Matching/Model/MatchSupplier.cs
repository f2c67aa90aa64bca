namespace Market.Orders.Sourcing.Matching.Model;

/// <summary>A cooperative, or a union of at least three of them, which counts as one supplier.</summary>
public sealed record MatchSupplier
{
    /// <summary>Members of the smallest union (product.md, Union).</summary>
    public const int FewestMembers = 3;

    public required string Id { get; init; }
    /// <summary>Cooperatives of a union; empty for a cooperative.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];
    /// <summary>Counts for the small share. A union's grams count for its small members.</summary>
    public bool Small { get; init; }
    /// <summary>Of past deliveries, how many were right: 0 to 1000.</summary>
    public int ReliabilityPerMille { get; init; } = 1000;
    public string? Town { get; init; }
    /// <summary>Metres by place; what is not listed is looked up in the town.</summary>
    public IReadOnlyDictionary<string, long> Distances { get; init; } = new Dictionary<string, long>();
    public bool Suspended { get; init; }
}
