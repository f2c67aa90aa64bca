using System.Globalization;
using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Catalog.Products;

namespace Market.Catalog.Demo;

/// <summary>Towns, stations, chains and categories of the demo; all invented.</summary>
internal static class DemoPlaces
{
    public static Dictionary<string, Guid> Towns(CatalogDb db)
    {
        Town[] towns = [new() { Slug = "shuanghe", Name = "双河镇", NameEn = "Shuanghe" }, new() { Slug = "qingshi", Name = "青石镇", NameEn = "Qingshi" }];
        db.Towns.AddRange(towns);
        return towns.ToDictionary(x => x.Slug, x => x.Id);
    }

    public static Dictionary<string, Guid> Stations(CatalogDb db, Dictionary<string, Guid> towns)
    {
        var stations = new[]
        {
            Station("district-centre", "区电商服务中心", "District service centre", towns["shuanghe"], "金穗区人民路 18 号"),
            Station("shuanghe-town", "双河镇服务站", "Shuanghe town station", towns["shuanghe"], "双河镇政府旁"),
            Station("shangwan-village", "上湾村服务站", "Shangwan village station", towns["shuanghe"], "上湾村委会一楼"),
            Station("heyan-village", "河沿村服务站", "Heyan village station", towns["shuanghe"], "河沿村小卖部"),
            Station("qingshi-town", "青石镇服务站", "Qingshi town station", towns["qingshi"], "青石镇街心 6 号"),
            Station("nanpo-village", "南坡村服务站", "Nanpo village station", towns["qingshi"], "南坡村果库旁"),
            Station("dongling-village", "东岭村服务站", "Dongling village station", towns["qingshi"], "东岭村文化广场"),
        };
        db.Stations.AddRange(stations);
        return stations.ToDictionary(x => x.Slug, x => x.Id);
    }

    public static Dictionary<string, Guid> Chains(CatalogDb db)
    {
        Chain[] chains = [
            new() { Slug = "huijia", Name = "惠家超市", NameEn = "Huijia Supermarkets" }, new() { Slug = "lvyuan", Name = "绿源生鲜", NameEn = "Lvyuan Fresh" },
            new() { Slug = "xinyue", Name = "新悦购物广场", NameEn = "Xinyue Mall", Kind = ChainKind.Mall }, new() { Slug = "first-school", Name = "区第一中学食堂", NameEn = "First Middle School canteen", Kind = ChainKind.Unit }];
        db.Chains.AddRange(chains);
        return chains.ToDictionary(x => x.Slug, x => x.Id);
    }

    /// <summary>Four stores of the first chain and one of each other house, and the roads between the towns.</summary>
    public static void Stores(CatalogDb db, Dictionary<string, Guid> chains, Dictionary<string, Guid> towns)
    {
        Store Of(string chain, string slug, string name, string nameEn, string town, string address) => new() { ChainId = chains[chain], Slug = slug, Name = name, NameEn = nameEn, TownId = towns[town], Address = address };
        db.Stores.AddRange(
            Of("huijia", "huijia-jinsui", "惠家金穗店", "Huijia Jinsui", "shuanghe", "金穗区人民路 2 号"),
            Of("huijia", "huijia-shuanghe", "惠家双河店", "Huijia Shuanghe", "shuanghe", "双河镇河滨路 11 号"),
            Of("huijia", "huijia-qingshi", "惠家青石店", "Huijia Qingshi", "qingshi", "青石镇街心 1 号"),
            Of("huijia", "huijia-beimen", "惠家北门店", "Huijia Beimen", "qingshi", "青石镇北门 9 号"),
            Of("lvyuan", "lvyuan-centre", "绿源中心店", "Lvyuan Centre", "shuanghe", "金穗区中心广场 3 号"),
            Of("xinyue", "xinyue-market", "新悦广场超市", "Xinyue Market Hall", "shuanghe", "金穗区新悦路 1 号"),
            Of("first-school", "first-school-kitchen", "第一中学食堂", "School kitchen", "shuanghe", "金穗区学府路 5 号"));
        Road Between(string from, string to, long metres) => new() { FromTownId = towns[from], ToTownId = towns[to], Metres = metres };
        db.Roads.AddRange(Between("shuanghe", "shuanghe", 8_000), Between("qingshi", "qingshi", 6_000), Between("shuanghe", "qingshi", 31_000), Between("qingshi", "shuanghe", 31_000));
    }

    public static Dictionary<string, Category> Categories(CatalogDb db)
    {
        var made = DemoRows.Of("categories").Select((row, i) => new Category
        {
            Slug = row[0],
            Name = row[1],
            NameEn = row[2],
            Tint = row[3],
            Picture = row[4],
            Position = i,
            Fresh = row[5] == "fresh",
            Processed = row[5] == "processed",
            NiceClass = int.Parse(row[6], CultureInfo.InvariantCulture),
        }).ToList();
        db.Categories.AddRange(made);
        return made.ToDictionary(x => x.Slug);
    }

    /// <summary>A union of three vegetable growers.</summary>
    public static Guid Union(CatalogDb db, Dictionary<string, Guid> towns, Dictionary<string, Cooperative> cooperatives, DateTime now)
    {
        var union = Cooperatives.Union.Register(new("shuanghe", "双河蔬菜联合社", "Shuanghe Vegetable Union", towns["shuanghe"], "6217 0000 0000 2000", "王守田", [cooperatives["shangwan"].Id, cooperatives["heyan"].Id, cooperatives["dongtan"].Id]), now.AddDays(-300));
        db.Unions.Add(union);
        return union.Id;
    }

    public static void Mandates(CatalogDb db, Dictionary<string, Guid> stations, Dictionary<string, Cooperative> cooperatives, DateOnly today)
    {
        foreach (var (station, cooperative) in new[] { ("shangwan-village", "shangwan"), ("nanpo-village", "nanpo"), ("qingshi-town", "beigou") })
            db.Mandates.Add(new Mandate { StationId = stations[station], CooperativeId = cooperatives[cooperative].Id, From = today.AddDays(-60), Until = today.AddDays(300) });
    }

    private static Station Station(string slug, string name, string nameEn, Guid town, string address) =>
        new() { Slug = slug, Name = name, NameEn = nameEn, TownId = town, Address = address, Phone = "0935-8210000" };
}
