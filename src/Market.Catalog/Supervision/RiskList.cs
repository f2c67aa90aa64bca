using Market.Catalog.Data;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Supervision;

/// <summary>A licence with what speaks for checking it.</summary>
internal sealed record RankedLicence(Guid Licence, string Number, Guid CooperativeId, RiskReasons Why, int Points);

/// <summary>A licence that was in force at a moment.</summary>
internal sealed record PooledLicence(Guid Id, string Number, Guid CooperativeId, DateOnly ValidFrom);

/// <summary>Ranks licences by what speaks for checking them.</summary>
public sealed class RiskList(CatalogDb db, SupervisionSettings rule)
{
    private static readonly string[] Ends = ["revoke", "withdraw"];

    /// <summary>Licences in force at a moment, by the register alone, so that a draw can be repeated later: granted by then, not over, and not taken away for good.</summary>
    internal Task<List<PooledLicence>> PoolAsync(DateTime at, CancellationToken ct)
    {
        var day = DistrictClock.Date(at);
        return db.Licences.AsNoTracking().Where(x => x.ValidFrom <= day && x.ValidUntil >= day && x.Events.Any(y => y.Kind == "grant" && y.At <= at)
                && !x.Events.Any(y => Ends.Contains(y.Kind) && y.At <= at && !x.Events.Any(z => z.Kind == "reinstate" && z.At > y.At && z.At <= at)))
            .OrderBy(x => x.Number).Select(x => new PooledLicence(x.Id, x.Number, x.CooperativeId, x.ValidFrom)).ToListAsync(ct);
    }

    /// <summary>Most points first; among equals by number.</summary>
    internal async Task<List<RankedLicence>> RankAsync(List<PooledLicence> pool, DateTime now, CancellationToken ct)
    {
        var today = DistrictClock.Date(now);
        var reports = await db.MisuseReports.Where(x => x.State == ReportState.New && x.LicenceNumber != "").GroupBy(x => x.LicenceNumber).Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        var cases = await db.MisuseCases.Where(x => x.State != CaseState.Decided && x.LicenceId != null).GroupBy(x => x.LicenceId!.Value).Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        var suspensions = await db.Set<Marks.LicenceEvent>().Where(x => x.Kind == "suspend").Select(x => new { x.LicenceId, x.At }).Distinct().GroupBy(x => x.LicenceId).Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        var checks = await db.SpotChecks.Where(x => x.State != CheckState.Pending).GroupBy(x => x.LicenceId)
            .Select(x => new { x.Key, Failures = x.Sum(y => y.State == CheckState.Failed ? 1 : 0), Last = x.Max(y => y.DoneAt) }).ToDictionaryAsync(x => x.Key, ct);
        return [.. pool.Select(x =>
        {
            var check = checks.GetValueOrDefault(x.Id);
            var since = check?.Last is { } last ? DistrictClock.Date(last) : x.ValidFrom;
            var why = new RiskReasons(reports.GetValueOrDefault(x.Number) + cases.GetValueOrDefault(x.Id), suspensions.GetValueOrDefault(x.Id), check?.Failures ?? 0, Math.Max(0, today.DayNumber - since.DayNumber));
            return new RankedLicence(x.Id, x.Number, x.CooperativeId, why, why.Points(rule));
        }).OrderByDescending(x => x.Points).ThenBy(x => x.Number, StringComparer.Ordinal)];
    }
}
