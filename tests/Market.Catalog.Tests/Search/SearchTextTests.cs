using CsCheck;
using Market.Catalog.Search;

namespace Market.Catalog.Tests.Search;

public class SearchTextTests
{
    [Theory]
    [InlineData("土豆")]
    [InlineData("马铃薯")]
    [InlineData("洋芋")]
    [InlineData("potato")]
    [InlineData("Potatoes")]
    [InlineData("ＰＯＴＡＴＯ")]
    public async Task Each_name_of_a_potato_finds_all_potatoes(string text)
    {
        using var index = TestIndex.Of("定西土豆", "马铃薯", "洋芋 5kg", "Yellow potatoes", "红薯", "Sweet corn");
        Assert.Equal(["Yellow potatoes", "定西土豆", "洋芋 5kg", "马铃薯"], await index.NamesAsync(text));
    }

    [Fact]
    public async Task A_sweet_potato_is_found_by_its_chinese_names_and_is_no_potato_in_chinese()
    {
        using var index = TestIndex.Of("红薯", "地瓜", "Sweet potatoes", "土豆");
        Assert.Equal(["Sweet potatoes", "地瓜", "红薯"], await index.NamesAsync("sweet potato"));
        Assert.Equal(["Sweet potatoes", "地瓜", "红薯"], await index.NamesAsync("番薯"));
        Assert.Equal(["土豆"], await index.NamesAsync("土豆"));
    }

    [Fact]
    public async Task Synonyms_hold_inside_a_longer_run()
    {
        using var index = TestIndex.Of("马铃薯粉", "土豆粉", "土豆");
        Assert.Equal(["土豆粉", "马铃薯粉"], await index.NamesAsync("土豆粉"));
    }

    [Fact]
    public async Task A_carrot_is_found_by_radish_but_after_the_radish()
    {
        using var index = TestIndex.Of("胡萝卜", "白萝卜");
        Assert.Equal(["白萝卜", "胡萝卜"], await index.OrderedAsync("萝卜"));
        Assert.Equal(["胡萝卜"], await index.OrderedAsync("carrot"));
    }

    [Theory]
    [InlineData("tudou")]
    [InlineData("TuDou")]
    [InlineData("td")]
    [InlineData("tu dou")]
    [InlineData("dxtd")]
    [InlineData("dingxitudou")]
    public async Task Pinyin_and_initials_find_chinese_names(string text)
    {
        using var index = TestIndex.Of("定西土豆", "番茄");
        Assert.Equal(["定西土豆"], await index.NamesAsync(text));
    }

    [Fact]
    public async Task A_character_with_two_readings_is_found_by_both()
    {
        using var index = TestIndex.Of("长豆角", "大葱");
        Assert.Equal(["长豆角"], await index.NamesAsync("changdou"));
        Assert.Equal(["长豆角"], await index.NamesAsync("zhangdou"));
    }

    [Fact]
    public async Task A_run_of_characters_is_a_phrase()
    {
        using var index = TestIndex.Of("高原夏菜", "夏天的白菜", "高原的夏菜", "夏菜高原");
        Assert.Equal(["高原夏菜"], await index.NamesAsync("高原夏菜"));
        Assert.Equal(new[] { "高原夏菜", "高原的夏菜", "夏菜高原" }.Order(), (await index.NamesAsync("高原 夏菜")).Order());
    }

    [Fact]
    public async Task A_single_character_is_found_anywhere()
    {
        using var index = TestIndex.Of("鲤鱼", "鱼香", "土豆");
        Assert.Equal(["鱼香", "鲤鱼"], await index.NamesAsync("鱼"));
    }

    [Fact]
    public async Task Every_term_must_match_somewhere_in_the_product()
    {
        var (here, elsewhere) = (TestIndex.Sold("土豆") with { Origin = "定西", Description = "Grown at 2,000 m" }, TestIndex.Sold("土豆"));
        using var index = new TestIndex(here, elsewhere);
        async Task<int> Found(string text) => (await index.Search.SearchAsync(new() { Text = text }, default)).Total;
        Assert.Equal(1, await Found("土豆 定西"));
        Assert.Equal(1, await Found("potato grown"));
        Assert.Equal(2, await Found("土豆 和平镇"));
        Assert.Equal(2, await Found("clear spring 马铃薯"));
        Assert.Equal(0, await Found("土豆 兰州"));
    }

    [Fact]
    public async Task A_name_counts_more_than_a_description()
    {
        var (named, described) = (TestIndex.Sold("苹果"), TestIndex.Sold("果篮") with { Description = "苹果 苹果 苹果 苹果" });
        using var index = new TestIndex(described, named);
        var hits = await index.Search.SearchAsync(new() { Text = "苹果" }, default);
        Assert.Equal([named.Id, described.Id], hits.Ids);
    }

    [Theory]
    [InlineData("白萝卜", "白萝卜|青萝卜|萝卜 白")]
    [InlineData("土豆", "土豆|定西土豆|马铃薯")]
    [InlineData("sweet potatoes", "Sweet potato|Baby sweet potato, small|红薯")]
    public async Task The_whole_name_comes_first_then_the_word_itself_then_its_synonyms(string text, string order)
    {
        using var index = TestIndex.Of("马铃薯", "定西土豆", "土豆", "青萝卜", "萝卜 白", "白萝卜", "红薯", "Baby sweet potato, small", "Sweet potato");
        var found = await index.OrderedAsync(text);
        Assert.Equal(order.Split('|')[0], found[0]);
        Assert.Equal(order.Split('|').Order(), found.Order());
    }

    [Fact]
    public async Task A_phrase_does_not_reach_from_one_text_into_the_next()
    {
        using var index = new TestIndex(TestIndex.Sold("高原") with { Variety = "夏菜" });
        Assert.Equal(0, (await index.Search.SearchAsync(new() { Text = "高原夏菜" }, default)).Total);
    }

    [Fact]
    public async Task Blank_text_finds_everything_and_text_without_words_nothing()
    {
        using var index = TestIndex.Of("土豆", "番茄");
        Assert.Equal(2, (await index.NamesAsync("  \t")).Length);
        Assert.Empty(await index.NamesAsync("?!"));
    }

    [Fact]
    public async Task A_removed_or_changed_product_is_no_longer_found_as_it_was()
    {
        var (kept, gone) = (TestIndex.Sold("土豆"), TestIndex.Sold("番茄"));
        using var index = new TestIndex(kept, gone);
        index.Apply([kept with { Name = "苹果" }], [gone.Id]);
        async Task<int> Found(string text) => (await index.Search.SearchAsync(new() { Text = text }, default)).Total;
        Assert.Equal((0, 0, 1, 1), (await Found("土豆"), await Found("番茄"), await Found("苹果"), await Found("")));
    }

    [Theory]
    [InlineData("AND OR NOT (")]
    [InlineData("name:土豆 +(")]
    [InlineData("\"土豆")]
    [InlineData("土豆~ * ? [a TO b] {x} ^9 \\")]
    [InlineData("🥔🥔🥔")]
    [InlineData("\0\0土豆\0")]
    [InlineData("\ud83e\ud83e\udd54 \udfff")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\u0001" + "12")]
    public async Task Nothing_a_shopper_types_is_an_error(string text)
    {
        using var index = TestIndex.Of("土豆", "AND gate potato");
        Assert.InRange((await index.Search.SearchAsync(new() { Text = text }, default)).Total, 0, 2);
        Assert.InRange((await index.Search.SuggestAsync(text, "zh", default)).Count, 0, 8);
    }

    [Fact]
    public async Task Random_text_is_never_an_error()
    {
        using var index = TestIndex.Of("土豆", "番茄 tomato");
        await Gen.String.SampleAsync(async text =>
        {
            await index.Search.SearchAsync(new() { Text = text }, default);
            await index.Search.SuggestAsync(text, "en", default);
        }, iter: 300);
    }

    [Fact]
    public async Task Ten_thousand_characters_count_as_their_first_hundred()
    {
        using var index = TestIndex.Of("土豆");
        Assert.Equal(["土豆"], await index.NamesAsync("土豆" + new string(' ', 98) + new string('x', 10_000)));
        Assert.Empty(await index.NamesAsync(string.Concat(Enumerable.Repeat("土豆", 5_000))));
    }

    [Fact]
    public void At_most_eight_terms_count() =>
        Assert.Equal(8, QueryTerms.Of(string.Join(' ', Enumerable.Range(1, 30))).Count);
}
