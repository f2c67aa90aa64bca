namespace Market.Kernel;

/// <summary>Turns instants into the district's calendar. Every date, expiry, cut-off, month and quarter is Asia/Shanghai.</summary>
public static class DistrictClock
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The district's date at a UTC instant. Vector: 2026-11-22T16:00Z is 2026-11-23.</summary>
    public static DateOnly Date(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>The district's wall clock at a UTC instant.</summary>
    public static DateTime Local(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The UTC instant at which a district date begins. Vector: 2026-11-23 begins 2026-11-22T16:00Z.</summary>
    public static DateTime StartOf(DateOnly date) =>
        TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(TimeOnly.MinValue), Zone);
}
