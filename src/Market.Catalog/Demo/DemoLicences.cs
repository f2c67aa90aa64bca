using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;

namespace Market.Catalog.Demo;

/// <summary>Licences for the shared logo: two in force, one suspended, and an application that waits for its town.</summary>
internal static class DemoLicences
{
    /// <summary>A sub-brand's logo for the demo: an apple.</summary>
    private const string Apple = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 80\"><path d=\"M50 24 C40 14 18 16 18 42 C18 64 36 78 50 72 C64 78 82 64 82 42 C82 16 60 14 50 24 Z\" fill=\"#c23b22\"/><path d=\"M50 24 C50 12 58 4 72 4 C72 16 62 24 50 24 Z\" fill=\"#3f9b57\"/></svg>";

    /// <param name="person">The id of a demo account.</param>
    /// <returns>How many licences were numbered.</returns>
    public static int Add(CatalogDb db, Dictionary<string, Cooperative> cooperatives, Func<string, Guid> person, DateTime now)
    {
        var numbered = 0;
        foreach (var (slug, brand, days) in new[] { ("nanpo", "南坡红", 400), ("heyan", "河沿鲜", 300), ("dongtan", "东滩薯", 200) })
        {
            var at = now.AddDays(-days);
            var application = Apply(db, cooperatives[slug], brand, person("manager." + slug), at);
            application.Support(person("reviewer." + Town(slug)), "三份材料齐全。", at.AddDays(3));
            var licence = Licence.Grant(application, FormattableString.Invariant($"TY-{DistrictClock.Date(at).Year}-{++numbered:0000}"), new(DistrictClock.Date(now).AddYears(2), "标识和自家牌子一起用。", slug == "nanpo" ? 20_000 : 0), person("office"), at.AddDays(6));
            if (slug == "dongtan") licence.Suspend([], "抽检发现还在用旧图样的包装,换好后恢复。", person("office2"), now.AddDays(-4));
            db.Licences.Add(licence);
            var own = SubBrand.Of(cooperatives[slug].Id, brand, person("manager." + slug), at);
            if (slug == "nanpo")
            {
                own.Record(new(brand, TrademarkStatus.Registered, "DEMO-31-0001", "31", cooperatives[slug].Name, DistrictClock.Date(now).AddYears(6)), person("manager." + slug), at);
                own.Show(Apple, "", person("manager." + slug), at);
            }
            db.SubBrands.Add(own);
        }
        Apply(db, cooperatives["xigou"], "西沟棚", person("manager.xigou"), now.AddDays(-2));
        return numbered;
    }

    private static LicenceApplication Apply(CatalogDb db, Cooperative cooperative, string brand, Guid manager, DateTime at)
    {
        var products = db.Products.Local.Where(x => x.CooperativeId == cooperative.Id).Select(x => x.Id).ToList();
        var application = LicenceApplication.Submit(cooperative.Id, 1, new(products, brand,
            new("章程已备案,每季度公开社务。", "近一年抽检全部合格,批次记录完整。", "申诉都按时答复,没有行政处罚。"), "会纪〔2025〕7号", DistrictClock.Date(at.AddDays(-10))), manager, at);
        db.LicenceApplications.Add(application);
        return application;
    }

    private static string Town(string cooperative) => DemoRows.Of("cooperatives").First(x => x[0] == cooperative)[3];
}
