using Market.Catalog.Search;

namespace Market.Catalog.Tests.Search;

public class WordListTests
{
    [Theory]
    [InlineData("高原夏菜 Potatoes, 5kg", "高原夏菜|potatoes|5|kg")]
    [InlineData("ＡＢＣ１２３", "abc|123")]
    [InlineData("土豆（黄心）/白心", "土豆|黄心|白心")]
    [InlineData("\ud800土\udc00豆\0", "土|豆")]
    [InlineData("𠮷野家🥔", "𠮷野家")]
    [InlineData("!!! \"' && || ~*?:\\", "")]
    public void Text_is_cut_into_folded_words(string text, string words) =>
        Assert.Equal(words, string.Join('|', Words.Of(text).Select(word => word.Text)));

    [Fact]
    public void A_character_outside_the_basic_plane_is_one_character_of_a_pair() =>
        Assert.Equal(["𠮷", "𠮷野", "野"], Words.Grams("𠮷野").Select(gram => gram.Gram));

    [Theory]
    [InlineData("potatoes", "potato")]
    [InlineData("tomatoes", "tomato")]
    [InlineData("cherries", "cherry")]
    [InlineData("peaches", "peach")]
    [InlineData("radishes", "radish")]
    [InlineData("boxes", "box")]
    [InlineData("beans", "bean")]
    [InlineData("leaves", "leaf")]
    [InlineData("grass", "grass")]
    [InlineData("asparagus", "asparagus")]
    [InlineData("pies", "pie")]
    [InlineData("gas", "gas")]
    public void English_plurals_become_singular(string word, string singular) => Assert.Equal(singular, EnglishPlural.Singular(word));

    [Theory]
    [InlineData("土豆", "tudou")]
    [InlineData("番茄", "fanqie")]
    [InlineData("绿豆", "lvdou")]
    public void Characters_are_read_in_their_usual_way(string han, string pinyin) => Assert.Equal(pinyin, Pinyin.Usual(han));

    [Fact]
    public void All_readings_of_a_character_are_known_but_at_most_three()
    {
        Assert.Equal(["changdou", "zhangdou"], Pinyin.Ways("长豆", initials: false));
        Assert.Equal(["lv", "lu"], Pinyin.Readings('绿').ToArray());
        Assert.Equal(["td"], Pinyin.Ways("土豆", initials: true));
        Assert.Empty(Pinyin.Ways("土x", initials: false));
        // lü and nü are written both lv and lu, so those characters have one more way to type them.
        Assert.All(Enumerable.Range(0x4e00, 0x51a6), code => Assert.InRange(Pinyin.Readings((char)code).Length, 0, 5));
    }

    [Fact]
    public void Every_group_of_synonyms_is_complete_and_no_name_is_in_two()
    {
        var groups = Resources.Lines("synonyms.txt").Select(line => line.Split(',')).ToList();
        Assert.InRange(groups.Count, 80, 300);
        Assert.All(groups, group => Assert.True(group.Length > 1 && group.All(name => name.Length > 0 && name.Trim() == name), string.Join(',', group)));
        Assert.Empty(groups.SelectMany(group => group).GroupBy(name => name).Where(name => name.Count() > 1).Select(name => name.Key));
        Assert.All(groups, group => Assert.Single(group.Select(name => Synonyms.Group(string.Join(' ',
            Words.Of(name).Select(word => EnglishPlural.Singular(word.Text))))).Distinct()));
    }

    [Fact]
    public void A_longer_known_name_hides_the_shorter_one_inside_it()
    {
        Assert.Equal([Synonyms.Group("胡萝卜")], Synonyms.In(Words.Of("新鲜胡萝卜")).Select(known => known.Group));
        Assert.Equal([Synonyms.Group("大白菜"), Synonyms.Group("菜花")], Synonyms.In(Words.Of("大白菜花")).Select(known => known.Group));
        Assert.Equal([Synonyms.Group("sweet potato")], Synonyms.In(Words.Of("Sweet Potatoes")).Select(known => known.Group));
    }
}
