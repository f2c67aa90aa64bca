using Market.Traceability.Epcis;

namespace Market.Traceability.Tracing;

/// <summary>An event with its keys, or a transformation told in several events.</summary>
internal sealed record TracedEvent(long Seq, string Type, string Action, DateTime At, IReadOnlyList<EventKey> Keys)
{
    /// <summary>Key of a transformation that is told in several events, else null.</summary>
    public string? Process => Keys.FirstOrDefault(x => x.Role == KeyRole.Process)?.Key;

    public IEnumerable<EventKey> Of(KeyRole role) => Keys.Where(x => x.Role == role);

    /// <summary>Goods that the event moves as a whole.</summary>
    public IEnumerable<EventKey> Goods => Keys.Where(x => x.Role is KeyRole.Epc or KeyRole.Parent or KeyRole.Child);
}

/// <summary>Something lay in something else for a while.</summary>
internal sealed record Membership(string Parent, EventKey Child, Span When, long Seq);
