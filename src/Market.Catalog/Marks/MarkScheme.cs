namespace Market.Catalog.Marks;

/// <summary>A mark that products may carry: the district's logo or a kind of certificate. Kinds are data: the brand office adds others.</summary>
internal sealed class MarkScheme
{
    public const string SharedLogo = "shared_logo";

    /// <summary>The badge's kind in the API.</summary>
    public string Kind { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";

    /// <summary>From this day on nothing new is certified and nothing shown as valid; null while the scheme is open.</summary>
    public DateOnly? ClosedFrom { get; init; }

    /// <summary>Last running number given out, over all years.</summary>
    public int LastNumber { get; init; }
}

/// <summary>A scheme's rules in one version: what was begun under a version is decided by it.</summary>
internal sealed class MarkRules
{
    public string Kind { get; init; } = "";

    /// <summary>From 1.</summary>
    public int Version { get; init; }

    /// <summary>First day the version holds.</summary>
    public DateOnly From { get; init; }

    /// <summary>Longest validity in months; null where no instrument names one.</summary>
    public int? ValidMonths { get; init; }

    /// <summary>Days before the end from which a renewal can be asked for.</summary>
    public int RenewalDays { get; init; }

    /// <summary>What a number must look like, as a regular expression; empty for any.</summary>
    public string NumberPattern { get; init; } = "";

    /// <summary>Where the figures are from.</summary>
    public string Source { get; init; } = "";
}
