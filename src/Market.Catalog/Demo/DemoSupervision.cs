using Market.Catalog.Data;
using Market.Catalog.Supervision;
using Market.Kernel;

namespace Market.Catalog.Demo;

/// <summary>Supervision at work: a report nobody has looked into, a case its holder is asked about, a list of checks of which one failed.</summary>
internal static class DemoSupervision
{
    /// <summary>One number of each kind is used up.</summary>
    /// <param name="person">The id of a demo account.</param>
    public static void Add(CatalogDb db, Func<string, Guid> person, DateTime now)
    {
        var licences = db.Licences.Local.ToDictionary(x => x.Number);
        var asked = licences.Values.Single(x => x.SubBrand == "南坡红");
        string First(string prefix, DateTime at) => FormattableString.Invariant($"{prefix}-{DistrictClock.Date(at).Year}-0001");
        db.MisuseReports.Add(MisuseReport.Write(new("摊上的散装洋芋贴着通用标识,没有编号。", "城关镇农贸市场 12 号摊", Contact: "13800005678"), First(RunningNumber.Report, now), now.AddHours(-20)));
        var found = new MisuseCase { Number = First(RunningNumber.Case, now), LicenceId = asked.Id, CooperativeId = asked.CooperativeId, About = "网店图片里标识没有和自家牌子放在一起。", OpenedAt = now.AddDays(-2) };
        found.Opened(person("office"));
        found.Put(DistrictClock.Date(now).AddDays(10), "请说明网店图片什么时候换好。", person("office"), now.AddDays(-1));
        db.MisuseCases.Add(found);
        var at = now.AddDays(-6);
        var draw = new CheckDraw { Number = First(RunningNumber.Draw, at), Seed = "5c1e0d7a42b9f386", Random = 2, Pool = licences.Count, DueOn = DistrictClock.Date(now).AddDays(8), DrawnBy = person("office"), At = at };
        draw.Checks.AddRange(CheckDraw.Pick(draw.Seed, licences.Keys, draw.Random).Select(x => licences[x]).Select(x => new SpotCheck
        {
            DrawId = draw.Id,
            LicenceId = x.Id,
            CooperativeId = x.CooperativeId,
            Days = DistrictClock.Date(at).DayNumber - x.ValidFrom.DayNumber,
            Points = new RiskReasons(0, 0, 0, DistrictClock.Date(at).DayNumber - x.ValidFrom.DayNumber).Points(new()),
            DueOn = draw.DueOn,
        }));
        draw.Checks[0].Record(false, "货架标签上的许可证编号看不清。", [], person("inspector"), now.AddDays(-3));
        db.CheckDraws.Add(draw);
    }
}
