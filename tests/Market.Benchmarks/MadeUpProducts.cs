using Market.Catalog.Search;

namespace Market.Benchmarks;

/// <summary>Products put together from real words of the synonym list; the same ones for the same number.</summary>
internal static class MadeUpProducts
{
    private static readonly string[][] Names = [.. Resources.Lines("synonyms.txt").Select(line => line.Split(','))];
    public static readonly string[] Traits = ["新鲜", "有机", "高原", "农家", "黄心", "早熟", "脆甜", "精选", "冷藏", "富硒", "无籽", "散装"];
    public static readonly string[] Places = ["定西", "榆中", "民勤", "武威", "静宁", "会宁", "陇西", "永登", "临洮", "甘谷", "秦安", "景泰"];
    public static readonly string[] Categories = ["vegetables", "fruit", "grain", "mushrooms", "meat", "eggs", "oil", "honey", "nuts", "herbs"];
    private static readonly string[] Kinds = ["green", "organic", "geographical_indication"];

    public static string Name(int group) => Names[group % Names.Length][0];

    public static IEnumerable<ListedProduct> Take(int count, DateOnly today)
    {
        var (dice, start) = (new Random(20261124), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var cooperatives = Math.Clamp(count / 50, 10, 3_000);
        for (var i = 0; i < count; i++)
        {
            var names = Names[dice.Next(Names.Length)];
            var (trait, place, cooperative) = (Traits[dice.Next(Traits.Length)], Places[dice.Next(Places.Length)], dice.Next(cooperatives));
            var (chinese, english) = (names[dice.Next(names.Length)], names[^1]);
            yield return new()
            {
                Id = new Guid(i, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]),
                Name = $"{place}{trait}{(chinese[0] > 'z' ? chinese : names[0])}",
                NameEn = english,
                Variety = Traits[dice.Next(Traits.Length)],
                Specification = $"{dice.Next(1, 20)}kg 箱装",
                Origin = place,
                Description = $"产自{place}，{trait}，当天采摘，{Traits[dice.Next(Traits.Length)]}口感，产地直发，{Name(dice.Next(1000))}同售。",
                Category = Of(Categories[dice.Next(Categories.Length)]),
                Cooperative = Of(new Guid(cooperative, 1, 1, new byte[8]).ToString()),
                Town = Of(new Guid(cooperative % 30, 2, 2, new byte[8]).ToString()),
                Village = place + "村",
                ListedAt = start.AddMinutes(dice.Next(400_000)),
                PriceFen = dice.Next(100, 8_000),
                SoldNow = true,
                Badges = dice.Next(3) > 0 ? [] : [new(Kinds[dice.Next(Kinds.Length)], today.AddDays(-100), today.AddDays(dice.Next(-20, 300)), new Guid(i, 3, 3, new byte[8]))],
            };
        }
    }

    private static Named Of(string key) => new(key, "和平" + key.Split('-')[0], "Heping " + key.Split('-')[0]);
}
