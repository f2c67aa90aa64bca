using Market.Traceability.Epcis;

namespace Market.Traceability.Hooks;

/// <summary>Somebody who is told of new events that match a named query.</summary>
internal sealed class Subscription
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid QueryId { get; init; }

    /// <summary>The organisation whose events are told of; null for everybody's.</summary>
    public Guid? SeesOnly { get; init; }
    public string Destination { get; init; } = "";

    /// <summary>Key of the signature; empty without one.</summary>
    public string Token { get; init; } = "";

    /// <summary>The schedule in JSON; empty when every event is told of at once.</summary>
    public string Schedule { get; init; } = "";
    public bool ReportIfEmpty { get; init; }

    /// <summary>Events recorded before are not told of.</summary>
    public DateTime? InitialRecordTime { get; init; }
    public EpcFormat Format { get; init; }
    public DateTime CreatedAt { get; init; }

    /// <summary>When the receiver last took what it was sent.</summary>
    public DateTime? LastNotifiedAt { get; init; }

    /// <summary>Number in the order of capture up to which everything was told of.</summary>
    public long Position { get; init; }

    /// <summary>Not before then.</summary>
    public DateTime DueAt { get; init; }

    /// <summary>Tries in a row that the receiver did not take.</summary>
    public int Failures { get; init; }

    /// <summary>What the last one came to; empty after a success.</summary>
    public string LastError { get; init; } = "";

    /// <summary>Whoever delivers may until then.</summary>
    public DateTime? LeaseUntil { get; init; }
    public Guid? LeasedBy { get; init; }
}

/// <summary>What a subscriber asks for.</summary>
/// <param name="Schedule">Fields of a schedule, e.g. hour; null for every event at once.</param>
public sealed record SubscriptionWish(Uri Destination, string Token, IReadOnlyDictionary<string, string>? Schedule, bool ReportIfEmpty, DateTime? InitialRecordTime, EpcFormat Format);

/// <summary>A subscription as its owner sees it; the token is not shown.</summary>
public sealed record SubscriptionView(Guid Id, string QueryName, string Destination, IReadOnlyDictionary<string, string>? Schedule, bool ReportIfEmpty, DateTime? InitialRecordTime, EpcFormat Format, DateTime CreatedAt, DateTime? LastNotifiedAt)
{
    /// <summary>Tries in a row that the receiver did not take.</summary>
    public int Failures { get; init; }

    /// <summary>What the last one came to; empty after a success.</summary>
    public string LastError { get; init; } = "";
}
