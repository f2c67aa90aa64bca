namespace Market.Traceability.Hooks;

/// <summary>A query that somebody keeps under a name.</summary>
internal sealed class NamedQuery
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The organisation it belongs to; the person, when that belongs to the district.</summary>
    public Guid OwnerId { get; init; }
    public string Name { get; init; } = "";

    /// <summary>The parameters as they came, a JSON object.</summary>
    public string Query { get; init; } = "{}";
    public DateTime CreatedAt { get; init; }
}

/// <summary>Who keeps queries.</summary>
/// <param name="OwnerId">The organisation, or the person of the district.</param>
/// <param name="SeesAll">Inspectors and offices: their queries are answered with everybody's events.</param>
public sealed record QueryParty(Guid OwnerId, bool SeesAll);

/// <summary>A named query as its owner sees it.</summary>
/// <param name="Query">The parameters as they came, a JSON object.</param>
public sealed record QueryView(string Name, string Query, DateTime CreatedAt);
