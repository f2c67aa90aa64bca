namespace Market.Catalog.Supervision;

/// <summary>Local rules of supervision: the policy names the duties, not the figures.</summary>
public sealed record SupervisionSettings
{
    /// <summary>Days after a decision through whose last a holder may appeal, 1 to 365.</summary>
    public int AppealDays { get; init; } = 15;

    /// <summary>Points of an open complaint or case when licences are ranked for a check; 0 leaves the reason out, as for the others.</summary>
    public int ComplaintPoints { get; init; } = 5;

    /// <summary>Points of an earlier suspension.</summary>
    public int SuspensionPoints { get; init; } = 3;

    /// <summary>Points of an earlier check that failed.</summary>
    public int FailurePoints { get; init; } = 4;

    /// <summary>Points of every full 30 days since the last check, or since the grant.</summary>
    public int MonthPoints { get; init; } = 1;
}
