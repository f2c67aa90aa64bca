namespace Market.Traceability.Lots;

/// <summary>Who records something, and for which cooperatives.</summary>
/// <param name="Cooperatives">null for all: the district's inspectors.</param>
public sealed record TraceParty(Guid PersonId, IReadOnlyCollection<Guid>? Cooperatives)
{
    internal bool Has(Guid cooperativeId) => Cooperatives is null || Cooperatives.Contains(cooperativeId);
}
