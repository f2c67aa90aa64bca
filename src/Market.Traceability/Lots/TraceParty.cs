using Market.Kernel.Data;

namespace Market.Traceability.Lots;

/// <summary>Who records something, and for which cooperatives.</summary>
/// <param name="Cooperatives">null for all: the district's inspectors.</param>
public sealed record TraceParty(Guid PersonId, IReadOnlyCollection<Guid>? Cooperatives)
{
    /// <summary>The key under which the step happens once, however often it is sent; null when it comes without one.</summary>
    public OnceKey? Key { get; init; }

    /// <summary>When a form was filled in the field, UTC; null for the moment it arrives. What a form says of the time itself goes before.</summary>
    public DateTime? FilledAt { get; init; }

    /// <summary>Stations and supermarkets the person receives goods for: kind (station or store) and id.</summary>
    public IReadOnlyCollection<(string Kind, Guid Id)> Places { get; init; } = [];

    internal bool Has(Guid cooperativeId) => Cooperatives is null || Cooperatives.Contains(cooperativeId);
}
