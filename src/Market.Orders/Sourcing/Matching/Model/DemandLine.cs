namespace Market.Orders.Sourcing.Matching.Model;

/// <summary>One product a buyer needs, in one or more windows, at one place.</summary>
public sealed record DemandLine
{
    public required string Id { get; init; }
    /// <summary>The demand it belongs to: budget, small share, fixed charges and trucks are counted per tender.</summary>
    public required string Tender { get; init; }
    public required string Product { get; init; }
    public string Grade { get; init; } = "";
    /// <summary>Kinds the supplier must hold on every day of a delivery window.</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];
    /// <summary>The district's shared logo must be licensed on every day of a delivery window.</summary>
    public bool SharedLogo { get; init; }
    /// <summary>Where it is delivered: a key of the distances.</summary>
    public required string Place { get; init; }
    /// <summary>Most the buyer pays for price at the first tier plus distance, fen per kilogram.</summary>
    public required long CeilingFenPerKg { get; init; }
    /// <summary>Least a supplier delivers in one window, grams; 0 when any amount will do.</summary>
    public long MinLotGrams { get; init; }
    /// <summary>Most suppliers of this line over all windows; 1 is one-to-one.</summary>
    public required int MaxSuppliers { get; init; }
    /// <summary>Most one supplier gets of the line's whole demand, per mille, or null.</summary>
    public int? MaxSharePerMille { get; init; }
    /// <summary>Farthest supplier, metres, or null.</summary>
    public long? RadiusMetres { get; init; }
    /// <summary>Windows the goods must still last after the one they are delivered in.</summary>
    public int MinShelfWindows { get; init; }
    /// <summary>Positive grams, each window at most once.</summary>
    public required IReadOnlyList<WindowGrams> Demand { get; init; }
}

/// <summary>So many grams in one window.</summary>
public sealed record WindowGrams(string Window, long Grams);
