using Market.Catalog.Search;

namespace Market.Catalog.Tests.Search;

public class HelpAndSuggestionTests
{
    [Theory]
    [InlineData("土逗", "土豆")]
    [InlineData("tuduo", "土豆")]
    [InlineData("potatto", "potato")]
    [InlineData("tomatoe", "tomato")]
    [InlineData("新鲜土豆番茄", "土豆 番茄")]
    [InlineData("土豆 月球", "土豆")]
    [InlineData("西红市 土豆", "西红柿 土豆")]
    [InlineData("zzzzzz", null)]
    public async Task An_empty_result_names_a_close_text_that_finds_something(string text, string? meant)
    {
        using var index = new TestIndex(TestIndex.Sold("土豆") with { NameEn = "Potato", Description = "番茄" },
            TestIndex.Sold("番茄") with { NameEn = "Tomato", Origin = "土豆" }, TestIndex.Sold("西红柿"));
        var hits = await index.Search.SearchAsync(new() { Text = text }, default);
        Assert.Equal(meant, hits.Help!.DidYouMean);
        if (hits.Help.DidYouMean is { } closest) Assert.True((await index.Search.SearchAsync(new() { Text = closest }, default)).Total > 0);
    }

    [Fact]
    public async Task An_empty_result_names_each_filter_whose_dropping_helps()
    {
        using var index = new TestIndex(
            TestIndex.Sold("土豆") with { Category = new("vegetables", "蔬菜", "Vegetables"), PriceFen = 900 },
            TestIndex.Sold("土豆") with { Category = new("vegetables", "蔬菜", "Vegetables"), PriceFen = 900 },
            TestIndex.Sold("土豆") with { Category = new("fruit", "水果", "Fruit"), PriceFen = 100 });
        var hits = await index.Search.SearchAsync(new() { Text = "土豆", Category = "vegetables", PriceTo = 200 }, default);
        Assert.Equal([new("price", 2), new("category", 1)], hits.Help!.Drop);
        Assert.Null(hits.Help.DidYouMean);
    }

    private static TestIndex Shop()
    {
        var town = new Named(Guid.Empty.ToString(), "土门镇", "Tumen");
        var product = TestIndex.Sold("土豆") with { NameEn = "Potato", Town = town, Village = "土桥村", VillageEn = "Tuqiao" };
        return new(product, product with { Id = Guid.CreateVersion7() },
            product with { Id = Guid.CreateVersion7(), Name = "土鸡蛋", NameEn = "Free-range eggs", Category = new("eggs", "禽蛋", "Eggs") },
            product with { Id = Guid.CreateVersion7(), Name = "红薯", NameEn = "Sweet potato", Cooperative = new("1", "土产合作社", "Local goods") });
    }

    [Fact]
    public async Task Suggestions_are_products_cooperatives_towns_and_villages_with_the_most_products_first()
    {
        using var index = Shop();
        var suggestions = await index.Search.SuggestAsync("土", "zh", default);
        Assert.Equal(["土桥村", "土门镇", "土豆", "土鸡蛋", "土产合作社"], suggestions.Select(x => x.Text));
        Assert.Equal([SuggestionKind.Village, SuggestionKind.Town, SuggestionKind.Product, SuggestionKind.Product, SuggestionKind.Cooperative],
            suggestions.Select(x => x.Kind));
        Assert.Equal([4, 4, 2, 1, 1], suggestions.Select(x => x.Count));
    }

    [Theory]
    [InlineData("td", "zh", "土豆")]
    [InlineData("tudo", "zh", "土豆")]
    [InlineData("POT", "en", "Potato")]
    [InlineData("pot", "zh", "土豆")]
    [InlineData("qdan", "zh", null)]
    [InlineData("egg", "en", "Eggs")]
    [InlineData("sweet po", "en", "Sweet potato")]
    [InlineData("range e", "en", "Free-range eggs")]
    public async Task A_name_is_suggested_by_any_of_its_words_pinyin_or_initials(string typed, string language, string? first)
    {
        using var index = Shop();
        Assert.Equal(first, (await index.Search.SuggestAsync(typed, language, default)).FirstOrDefault()?.Text);
    }

    [Fact]
    public async Task A_category_is_suggested_with_its_slug()
    {
        using var index = Shop();
        Assert.Equal([new(SuggestionKind.Category, "禽蛋", "eggs", 1)], await index.Search.SuggestAsync("禽", "zh", default));
    }

    [Fact]
    public async Task What_is_no_longer_sold_is_no_longer_suggested()
    {
        var product = TestIndex.Sold("土豆");
        using var index = new TestIndex(product, TestIndex.Sold("番茄"));
        index.Apply([], [product.Id]);
        Assert.Empty(await index.Search.SuggestAsync("土豆", "zh", default));
        Assert.NotEmpty(await index.Search.SuggestAsync("番", "zh", default));
    }

    [Fact]
    public async Task At_most_eight_are_suggested_and_one_kind_leaves_room_for_others()
    {
        using var index = new TestIndex([.. "甲乙丙丁戊己庚辛壬癸".Select(x => TestIndex.Sold("土" + x) with { Town = new("t", "土门镇", "") })]);
        var suggestions = await index.Search.SuggestAsync("土", "zh", default);
        Assert.Equal(8, suggestions.Count);
        Assert.Contains(suggestions, x => x.Kind == SuggestionKind.Town);
    }
}
