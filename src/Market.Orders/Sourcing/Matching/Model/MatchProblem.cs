namespace Market.Orders.Sourcing.Matching.Model;

/// <summary>One market to be matched: who needs what in which window, and who offers it. Data only: the answer depends on nothing else, and not on the order of the lists.</summary>
public sealed record MatchProblem
{
    public MatchRules Rules { get; init; } = new();
    /// <summary>In time order, without overlap; at most <see cref="MostWindows"/>.</summary>
    public required IReadOnlyList<DeliveryWindow> Windows { get; init; }
    public required IReadOnlyList<DemandLine> Lines { get; init; }
    public IReadOnlyList<Town> Towns { get; init; } = [];
    public required IReadOnlyList<MatchSupplier> Cooperatives { get; init; }
    /// <summary>Suppliers with members: at least three.</summary>
    public IReadOnlyList<MatchSupplier> Unions { get; init; } = [];
    public required IReadOnlyList<SupplyOffer> Offers { get; init; }
    /// <summary>What is agreed already, or was proposed before.</summary>
    public IReadOnlyList<EarlierAward> Earlier { get; init; } = [];

    /// <summary>Windows of one problem: their eligibility is kept in the bits of one word.</summary>
    public const int MostWindows = 64;

    /// <summary>Lists sorted by id (ordinal), so that equal markets are equal however they were written down. Windows keep their order: it is time.</summary>
    public MatchProblem Sorted() => this with
    {
        Lines = [.. Lines.OrderBy(x => x.Id, StringComparer.Ordinal)],
        Towns = [.. Towns.OrderBy(x => x.Id, StringComparer.Ordinal)],
        Cooperatives = [.. Cooperatives.OrderBy(x => x.Id, StringComparer.Ordinal)],
        Unions = [.. Unions.OrderBy(x => x.Id, StringComparer.Ordinal)],
        Offers = [.. Offers.OrderBy(x => x.Id, StringComparer.Ordinal)],
        Earlier = [.. Earlier.OrderBy(x => x.Line, StringComparer.Ordinal).ThenBy(x => x.Offer, StringComparer.Ordinal).ThenBy(x => x.Window, StringComparer.Ordinal)],
    };
}
