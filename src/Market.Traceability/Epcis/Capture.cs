namespace Market.Traceability.Epcis;

/// <summary>What happens to the good events of a document that has bad ones.</summary>
public enum CaptureErrorBehaviour
{
    /// <summary>All or nothing.</summary>
    Rollback,

    /// <summary>The good ones are kept, the bad ones listed.</summary>
    Proceed,
}

/// <summary>One document to capture: a job that a worker does.</summary>
internal sealed class Capture
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The organisation the caller captures for.</summary>
    public Guid? OwnerId { get; init; }
    public Guid PersonId { get; init; }
    public CaptureErrorBehaviour Behaviour { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>Whoever works on it may until then.</summary>
    public DateTime? LeaseUntil { get; set; }
    public bool Success { get; set; }
    public int Total { get; set; }
    public int Accepted { get; set; }
    public int Duplicates { get; set; }
    public int Rejected { get; set; }

    /// <summary>The document in JSON; emptied when the job is done.</summary>
    public byte[] Document { get; set; } = [];

    /// <summary>What was wrong, as a JSON list of faults with the event's place, at most 200.</summary>
    public string Faults { get; set; } = "[]";
    public long Version { get; set; }
}
