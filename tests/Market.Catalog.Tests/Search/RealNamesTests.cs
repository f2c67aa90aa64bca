using System.Text;
using Market.Catalog.Search;
using Market.Testing;

namespace Market.Catalog.Tests.Search;

/// <summary>The 2,217 keys of a real wholesale market as products.</summary>
public class RealNamesTests
{
    private static List<ListedProduct> Products() =>
        [.. Encoding.UTF8.GetString(RealDataFactAttribute.Read("xinfadi/catalogue-2020_2022.csv")).TrimStart('\uFEFF').Split('\n').Skip(1)
            .Select(line => line.TrimEnd('\r').Split(',')).Where(cells => cells.Length > 5 && cells[1].Length > 0)
            .Select(cells => TestIndex.Sold("名") with
            {
                Name = cells[1],
                NameEn = "",
                Category = cells[2].Length == 0 ? null : new(cells[2], cells[2], ""),
                Origin = cells[4],
                Specification = cells[5],
            })];

    [RealDataFact]
    public async Task Every_real_name_is_found_by_itself_and_by_its_pinyin()
    {
        var products = Products();
        Assert.True(products.Count > 2_000);
        using var index = new TestIndex([.. products]);
        var (missed, lateByPinyin) = (new List<string>(), new List<string>());
        foreach (var name in products.Select(x => x.Name).Distinct())
        {
            var named = products.Count(x => x.Name == name);
            if ((await index.Search.SearchAsync(new() { Text = name }, default)).Total < named) missed.Add(name);
            var han = Words.Of(name);
            if (han is not [{ Han: true, Text.Length: <= ProductDocument.MaxSyllables }] || Pinyin.Usual(han[0].Text) is not { } sound) continue;
            if ((await index.Search.SearchAsync(new() { Text = sound }, default)).Total < named) missed.Add(sound);
            var suggested = await index.Search.SuggestAsync(sound, "zh", default);
            if (!suggested.Any(x => x.Text == name)) lateByPinyin.Add(name);
        }
        Assert.Empty(missed);
        Assert.Empty(lateByPinyin);
    }

    [RealDataFact]
    public async Task A_real_name_comes_first_when_it_is_typed()
    {
        var products = Products();
        using var index = new TestIndex([.. products]);
        var byId = products.ToDictionary(x => x.Id, x => x.Name);
        var other = new List<string>();
        foreach (var name in products.Select(x => x.Name).Distinct())
        {
            var hits = await index.Search.SearchAsync(new() { Text = name, PageSize = 1 }, default);
            var first = byId[hits.Ids[0]];
            if (first != name && (Synonyms.Group(first) < 0 || Synonyms.Group(first) != Synonyms.Group(name))) other.Add($"{name}: {first}");
        }
        // The file has one name with two kinds of brackets: 博阳(系列), 博阳（系列）.
        Assert.Single(other);
    }
}
