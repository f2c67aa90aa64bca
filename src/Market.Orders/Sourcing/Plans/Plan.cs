namespace Market.Orders.Sourcing.Plans;

/// <summary>Where a run of the matching stands.</summary>
public enum PlanJobState { Waiting, Running, Done, Cancelled, Failed }

/// <summary>What a run is for: a match of all bids, or a refill of what suppliers gave back.</summary>
public enum PlanJobKind { Match, Refill }

/// <summary>A run of the matching in the background.</summary>
internal sealed class PlanJob
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DemandId { get; init; }
    public Guid ChainId { get; init; }
    public Guid AskedBy { get; init; }
    public DateTime At { get; init; }
    public PlanJobKind Kind { get; init; }
    public PlanJobState State { get; init; }

    /// <summary>The demand while the run waits or runs, null afterwards: one run at a time, by its index.</summary>
    public Guid? ActiveDemandId { get; init; }

    /// <summary>The market as it stood when the run was asked for, canonical JSON, packed: the plan follows from it alone.</summary>
    public byte[] Problem { get; init; } = [];

    /// <summary>Times it was begun: a run that takes its process with it is given up after a few.</summary>
    public int Attempts { get; init; }
    public DateTime? LeaseUntil { get; init; }
    public Guid? LeasedBy { get; init; }
    public bool CancelAsked { get; init; }
    public string Stage { get; init; } = "";
    public long Done { get; init; }
    public long Of { get; init; }
    public DateTime? FinishedAt { get; init; }

    /// <summary>Code of the refusal, when it failed.</summary>
    public string Refusal { get; init; } = "";

    /// <summary>Values of the refusal's sentence, a line each.</summary>
    public string RefusalValues { get; init; } = "";
    public Guid? PlanId { get; init; }
}

/// <summary>A result of the matching (对接结果); versions of one demand are numbered.</summary>
internal sealed class Plan
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DemandId { get; init; }
    public Guid ChainId { get; init; }
    public Guid JobId { get; init; }

    /// <summary>From 1 within the demand.</summary>
    public int Nth { get; init; }
    public DateTime At { get; init; }

    /// <summary>64 hexadecimal digits.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Part of the demand that is met, millionths.</summary>
    public int FillPerMillion { get; init; }

    /// <summary>Landed cost, fen, rounded half up.</summary>
    public long LandedFen { get; init; }

    /// <summary>What each of the buyer's rules costs, JSON.</summary>
    public string RuleCosts { get; init; } = "[]";

    /// <summary>The plan, JSON, packed.</summary>
    public byte[] Json { get; init; } = [];
}
