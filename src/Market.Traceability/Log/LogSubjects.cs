namespace Market.Traceability.Log;

/// <summary>Chains of the log that are no lots.</summary>
internal static class LogSubjects
{
    /// <summary>Events about keys that are no lots of ours.</summary>
    public const string Foreign = "events";

    /// <summary>Recalls.</summary>
    public const string Recalls = "recalls";
}
