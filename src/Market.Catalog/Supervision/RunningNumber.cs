using Market.Catalog.Data;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Supervision;

/// <summary>The last number given out of one kind.</summary>
internal sealed class RunningNumber
{
    /// <summary>Reports (举报), cases (案件) and draws of spot checks (抽查).</summary>
    public const string Report = "JB", Case = "AJ", Draw = "CC";

    public string Prefix { get; init; } = "";
    public int Last { get; init; }

    /// <summary>The next number without a gap, e.g. <c>AJ-2026-0001</c>. The row stays locked until the caller's transaction ends.</summary>
    public static async Task<string> NextAsync(CatalogDb db, string prefix, DateTime now, CancellationToken ct)
    {
        var row = db.RunningNumbers.Where(x => x.Prefix == prefix);
        if (await row.ExecuteUpdateAsync(set => set.SetProperty(x => x.Last, x => x.Last + 1), ct) == 0) throw new InvalidOperationException($"The row of the numbers {prefix} is missing.");
        return FormattableString.Invariant($"{prefix}-{DistrictClock.Date(now).Year}-{await row.Select(x => x.Last).SingleAsync(ct):0000}");
    }
}
