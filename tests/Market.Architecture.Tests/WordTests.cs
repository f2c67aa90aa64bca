using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Market.Architecture.Tests;

/// <summary>Every sentence exists in both languages, and none is left over.</summary>
public sealed partial class WordTests
{
    private static readonly string Resources = Path.Combine(Source.Root, "src/Market.Web/Resources/Shared");
    private static readonly IReadOnlyDictionary<string, string> Words = Read("Words.resx"), English = Read("Words.en.resx"), Refusals = Read("Refusals.resx"), EnglishRefusals = Read("Refusals.en.resx");

    [Fact]
    public void Both_languages_have_the_same_sentences()
    {
        Assert.Equal(Words.Keys.Order(), English.Keys.Order());
        Assert.Equal(Refusals.Keys.Order(), EnglishRefusals.Keys.Order());
    }

    [Fact]
    public void English_sentences_hold_no_chinese_and_take_the_same_values()
    {
        string[] names = ["shop.name2"];
        Nothing(English.Concat(EnglishRefusals).Where(x => !names.Contains(x.Key) && !x.Key.StartsWith("unit.", StringComparison.Ordinal) && Han().IsMatch(Quoted().Replace(x.Value, ""))).Select(x => x.Key));
        Nothing(Words.Where(x => x.Key is not "weight.jin_kg" && Holes(English[x.Key]).Count() != Holes(x.Value).Count()).Select(x => x.Key));
        Nothing(Refusals.Where(x => Holes(EnglishRefusals[x.Key]).Count() != Holes(x.Value).Count()).Select(x => x.Key));
    }

    [Fact]
    public void Every_sentence_a_page_asks_for_exists()
    {
        var asked = Source.Views.Concat(Source.Files).SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(x => (Key: x.Groups[2].Value, File: Source.Name(file))));

        Nothing(asked.Where(x => !Words.ContainsKey(x.Key) && !Refusals.ContainsKey(x.Key)).Select(x => $"{x.Key} in {x.File}").Distinct());
    }

    [Fact]
    public void Every_refusal_has_its_sentence()
    {
        var codes = Source.Files.SelectMany(file => Codes().Matches(File.ReadAllText(file)).Select(x => x.Groups[1].Value)).Distinct().ToList();

        Assert.NotEmpty(codes);
        Nothing(codes.Where(x => !Refusals.ContainsKey(x)));
    }

    [Fact]
    public void Pages_hold_no_words_of_their_own()
    {
        string[] names = ["中文", "金穗集市"];
        var own = Source.Views.SelectMany(file => File.ReadLines(file).Where(line => Han().IsMatch(names.Aggregate(line, (text, name) => text.Replace(name, "", StringComparison.Ordinal)).Replace("、", "", StringComparison.Ordinal)))
            .Select(line => $"{Source.Name(file)}: {line.Trim()}"));

        Nothing(own);
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Resources, file)).Root!.Elements("data").ToDictionary(x => x.Attribute("name")!.Value, x => x.Element("value")!.Value);

    private static IEnumerable<string> Holes(string sentence) => Hole().Matches(sentence).Select(x => x.Value).Distinct();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex("\"[^\"]*\"|[斤公克吨个只箱捆常温冷藏或冻]|use [^;]*$")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(T|words)\[""([a-z0-9_]+(?:\.[a-z0-9_]+)*)""[\],]")]
    private static partial Regex Asked();

    [GeneratedRegex(@"(?:RuleException|Refusal)\(""([a-z0-9_.]+)""")]
    private static partial Regex Codes();

    private static void Nothing<T>(IEnumerable<T> wrong) => Assert.True(!wrong.Any(), string.Join('\n', wrong));
}
