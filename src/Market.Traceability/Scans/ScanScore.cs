using Market.Traceability.Data;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Scans;

/// <summary>Says how odd a scan is: 0 not at all, 100 certainly wrong.</summary>
/// <remarks>Points and limits are local rules, not a source's: they warn people and never block a page.</remarks>
internal static class ScanScore
{
    public const int Highest = 100;

    /// <summary>From here on the shopper is warned.</summary>
    public const int Warns = 40;

    private const int ManyScans = 20, ManyDevices = 5;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24), Travel = TimeSpan.FromMinutes(30);

    /// <summary>What is known of the code's scans before.</summary>
    /// <param name="Devices">Different devices of the last 24 hours, at most six.</param>
    /// <param name="LastPlace">Town of a scan within the last half hour; empty when none was told.</param>
    internal sealed record Before(int Scans, IReadOnlyList<string> Devices, string LastPlace);

    /// <summary>What is known of this scan.</summary>
    internal sealed record Now(LotState Lot, bool Shipped, string Device, string Place);

    public static async Task<Before> SeenAsync(TraceDb db, long number, DateTime now, CancellationToken ct)
    {
        var (since, recent) = (now - Day, now - Travel);
        var scans = await db.Codes.AsNoTracking().Where(x => x.Number == number).Select(x => x.Scans).SingleOrDefaultAsync(ct);
        if (scans == 0) return new(0, [], "");
        var devices = await db.Scans.AsNoTracking().Where(x => x.Number == number && x.At >= since).Select(x => x.Device).Distinct().Take(ManyDevices + 1).ToListAsync(ct);
        var place = await db.Scans.AsNoTracking().Where(x => x.Number == number && x.At >= recent && x.Place != "").OrderByDescending(x => x.At).Select(x => x.Place).FirstOrDefaultAsync(ct);
        return new(scans, devices, place ?? "");
    }

    public static int Of(Before before, Now now)
    {
        var score = now.Lot == LotState.Open ? 0 : Highest;
        if (!now.Shipped) score += 20;
        if (before.Scans >= ManyScans) score += 30;
        if (before.Devices.Append(now.Device).Distinct().Count() > ManyDevices) score += 40;
        if (before.LastPlace.Length > 0 && now.Place.Length > 0 && before.LastPlace != now.Place) score += 40;
        return Math.Min(score, Highest);
    }
}
