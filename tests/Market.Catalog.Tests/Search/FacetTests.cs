using CsCheck;
using Market.Catalog.Search;
using Market.Kernel;

namespace Market.Catalog.Tests.Search;

public class FacetTests
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 5).Select(i => new Guid(i, 0, 0, new byte[8]))];
    private static readonly string[] Kinds = ["green", "organic", "pollution_free"];
    private static readonly DateOnly Today = DistrictClock.Date(TestIndex.Noon.UtcDateTime);

    private static readonly Gen<ListedProduct> Product =
        from name in Gen.OneOfConst("土豆", "马铃薯", "番茄", "黄心土豆")
        from category in Gen.OneOfConst("", "vegetables", "fruit")
        from place in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4])
        from price in Gen.OneOf(Gen.Long[1, 6_000].Nullable(0.1))
        from sales in Gen.Int[1, 3]
        from listed in Gen.Int[0, 5]
        from badges in Gen.Select(Gen.OneOfConst(Kinds), Gen.Int[-3, 3], Gen.Int[0, 3]).List[0, 3]
        select TestIndex.Sold(name) with
        {
            Category = category.Length == 0 ? null : new(category, category, category),
            Cooperative = new(Ids[place.Item1].ToString(), "社", "coop"),
            Town = new(Ids[place.Item2].ToString(), "镇", "town"),
            PriceFen = price,
            SoldNow = (sales & 1) != 0,
            SoldAsPresale = (sales & 2) != 0,
            ListedAt = TestIndex.Noon.UtcDateTime.AddHours(listed),
            Badges = [.. badges.Select((badge, i) => new BadgeSpan(badge.Item1, Today.AddDays(badge.Item2), Today.AddDays(badge.Item2 + badge.Item3), Ids[i]))],
        };

    private static readonly Gen<ProductQuery> Query =
        from text in Gen.OneOfConst("", "土豆", "番茄")
        from category in Gen.OneOfConst<string?>(null, "vegetables", "unknown")
        from badges in Gen.OneOfConst(Kinds).List[0, 2]
        from towns in Gen.OneOfConst(Ids).List[0, 2]
        from cooperatives in Gen.OneOfConst(Ids).List[0, 2]
        from price in Gen.OneOfConst((default(long?), default(long?)), (300, null), (null, 2_000), (200, 5_000))
        from rest in Gen.Select(Gen.OneOfConst<bool?>(null, true, false), Gen.Enum<ProductSort>())
        select new ProductQuery
        {
            Text = text,
            Category = category,
            Badges = badges,
            Towns = towns,
            Cooperatives = cooperatives,
            PriceFrom = price.Item1,
            PriceTo = price.Item2,
            Presale = rest.Item1,
            Sort = rest.Item2,
            PageSize = 100,
        };

    [Fact]
    public void Hits_and_counts_are_those_of_looking_at_every_product() =>
        Gen.Select(Product.List[0, 60], Query.List[1, 6]).Sample((products, queries) =>
        {
            using var index = new TestIndex();
            // Two writes make two segments, whose numbers must agree; what was answered once is answered so again until there is more.
            var half = products.Count / 2;
            foreach (var (added, all) in new[] { (products[..half], products[..half]), (products[half..], products) })
            {
                index.Apply(added, []);
                foreach (var query in queries.Concat(queries)) Compare(all, query, index.Search.SearchAsync(query, default).Result);
            }
        }, iter: 60);

    private static void Compare(List<ListedProduct> products, ProductQuery query, ProductHits hits)
    {
        bool Passes(ListedProduct product, string but) =>
            (query.Text == "" || product.Name.Contains(query.Text) || query.Text == "土豆" && product.Name == "马铃薯")
            && (but == "category" || query.Category is null || product.Category?.Key == query.Category)
            && (but == "badge" || query.Badges.Count == 0 || query.Badges.Intersect(BadgesOf(product, query)).Any())
            && (but == "town" || query.Towns.Count == 0 || query.Towns.Contains(Guid.Parse(product.Town.Key)))
            && (but == "cooperative" || query.Cooperatives.Count == 0 || query.Cooperatives.Contains(Guid.Parse(product.Cooperative.Key)))
            && (but == "price" || (query.PriceFrom ?? query.PriceTo) is null || product.PriceFen >= (query.PriceFrom ?? 0) && product.PriceFen <= (query.PriceTo ?? long.MaxValue))
            && (but == "presale" || query.Presale is null || (query.Presale.Value ? product.SoldAsPresale : product.SoldNow));
        IEnumerable<string> Counted(string but, Func<ListedProduct, IEnumerable<string>> values) =>
            products.Where(product => Passes(product, but)).SelectMany(values).GroupBy(value => value)
                .Select(group => $"{group.Key}={group.Count()}").Order();

        var expected = products.Where(product => Passes(product, "")).ToList();
        Assert.Equal(expected.Count, hits.Total);
        if (query.Sort == ProductSort.Relevance) Assert.Equal(expected.Select(product => product.Id).Order(), hits.Ids.Order());
        else Assert.Equal(Sorted(expected, query.Sort).Select(product => product.Id), hits.Ids);
        Assert.Equal(Counted("category", x => x.Category is { } category ? [category.Key] : []), Shown(hits.Facets.Categories));
        Assert.Equal(Counted("badge", x => BadgesOf(x, query)), Shown(hits.Facets.Badges));
        Assert.Equal(Counted("town", x => [x.Town.Key]), Shown(hits.Facets.Towns));
        Assert.Equal(Counted("cooperative", x => [x.Cooperative.Key]), Shown(hits.Facets.Cooperatives));
        Assert.Equal(products.Count(x => Passes(x, "price") && x.PriceFen is not null), hits.Facets.Prices.Sum(price => price.Count));
        Assert.All(hits.Facets.Prices, price => Assert.Equal(price.Count,
            products.Count(x => Passes(x, "price") && x.PriceFen >= price.From && x.PriceFen <= (price.To ?? long.MaxValue))));
        if (expected.Count > 0) Assert.Null(hits.Help);
        else Assert.Equal(
            new[] { "category", "badge", "town", "cooperative", "price", "presale" }.Select(filter => new DroppedFilter(filter, products.Count(x => Passes(x, filter))))
                .Where(filter => filter.Total > 0).Select(filter => filter.ToString()).Order(), hits.Help!.Drop.Select(filter => filter.ToString()).Order());
    }

    private static IEnumerable<ListedProduct> Sorted(IEnumerable<ListedProduct> products, ProductSort sort) => sort switch
    {
        ProductSort.PriceAscending => products.OrderBy(x => x.PriceFen ?? long.MaxValue).ThenByDescending(x => x.ListedAt).ThenBy(x => x.Id),
        ProductSort.PriceDescending => products.OrderByDescending(x => x.PriceFen ?? -1).ThenByDescending(x => x.ListedAt).ThenBy(x => x.Id),
        _ => products.OrderByDescending(x => x.ListedAt).ThenBy(x => x.Id),
    };

    private static IEnumerable<string> BadgesOf(ListedProduct product, ProductQuery query) => product.Badges
        .Where(x => x.From <= Today && Today <= x.Until).Select(x => x.Kind).Distinct();

    private static IEnumerable<string> Shown(IEnumerable<FacetCount> counts) => counts.Select(count => $"{count.Value}={count.Count}").Order();

    [Fact]
    public async Task Facets_come_most_frequent_first()
    {
        using var index = new TestIndex([.. new[] { "fruit", "vegetables", "vegetables" }.Select(slug => TestIndex.Sold("土豆") with { Category = new(slug, "", "") })]);
        var hits = await index.Search.SearchAsync(new(), default);
        Assert.Equal([new("vegetables", 2), new("fruit", 1)], hits.Facets.Categories);
    }

    [Fact]
    public async Task Pages_are_parts_of_one_order_without_repeats()
    {
        using var index = new TestIndex([.. Enumerable.Range(0, 50).Select(i => TestIndex.Sold("土豆"))]);
        var whole = await index.Search.SearchAsync(new() { Text = "土豆", PageSize = 100 }, default);
        var paged = new List<Guid>();
        for (var page = 1; page <= 5; page++)
            paged.AddRange((await index.Search.SearchAsync(new() { Text = "土豆", Page = page, PageSize = 12 }, default)).Ids);
        Assert.Equal(whole.Ids, paged);
        Assert.Empty((await index.Search.SearchAsync(new() { Text = "土豆", Page = 6, PageSize = 12 }, default)).Ids);
    }

    [Theory]
    [InlineData(0, 20, null, null, "search.page_range")]
    [InlineData(501, 20, null, null, "search.page_range")]
    [InlineData(int.MaxValue, 100, null, null, "search.page_range")]
    [InlineData(1, 0, null, null, "search.page_size")]
    [InlineData(1, 101, null, null, "search.page_size")]
    [InlineData(1, 20, -1L, null, "search.price_range")]
    [InlineData(1, 20, 5L, 4L, "search.price_range")]
    public async Task A_page_or_price_out_of_range_is_refused(int page, int size, long? from, long? to, string code)
    {
        using var index = new TestIndex();
        var refusal = await Assert.ThrowsAsync<RuleException>(() =>
            index.Search.SearchAsync(new() { Page = page, PageSize = size, PriceFrom = from, PriceTo = to }, default));
        Assert.Equal(code, refusal.Code);
    }
}
