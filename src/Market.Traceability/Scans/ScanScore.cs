using Market.Traceability.Lots;

namespace Market.Traceability.Scans;

/// <summary>Says how odd a scan is: 0 not at all, 100 certainly wrong.</summary>
/// <remarks>Points and limits are local rules, not a source's: they warn people and never block a page.</remarks>
internal static class ScanScore
{
    public const int Highest = 100;

    /// <summary>From here on the shopper is warned.</summary>
    public const int Warns = 40;

    /// <summary>A code looked up more often than this is not asked for its devices any more: they are many.</summary>
    public const int TooManyToAsk = 500;

    private const int ManyScans = 20, ManyDevices = 5;
    public static readonly TimeSpan Day = TimeSpan.FromHours(24), Travel = TimeSpan.FromMinutes(30);

    /// <summary>What is known of the code's scans before.</summary>
    /// <param name="Devices">Different devices of the last 24 hours; null when they are too many to ask.</param>
    /// <param name="LastPlace">Town of a scan within the last half hour; empty when none was told.</param>
    internal readonly record struct Before(int Scans, IReadOnlySet<string>? Devices, string LastPlace);

    /// <summary>What is known of this scan.</summary>
    internal readonly record struct Now(LotState Lot, bool Shipped, bool Voided, string Device, string Place);

    public static int Of(Before before, Now now)
    {
        if (now.Voided || now.Lot != LotState.Open) return Highest;
        var score = now.Shipped ? 0 : 20;
        if (before.Scans >= ManyScans) score += 30;
        if (before.Devices is null || before.Devices.Count + (before.Devices.Contains(now.Device) ? 0 : 1) > ManyDevices) score += 40;
        if (before.LastPlace.Length > 0 && now.Place.Length > 0 && before.LastPlace != now.Place) score += 40;
        return Math.Min(score, Highest);
    }
}
