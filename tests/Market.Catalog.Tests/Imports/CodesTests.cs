using System.Xml.Linq;
using Market.Catalog.Imports;

namespace Market.Catalog.Tests.Imports;

public sealed class CodesTests
{
    [Fact]
    public void Every_code_has_a_sentence_in_both_languages_with_the_same_arguments()
    {
        var (chinese, english) = (Read("Refusals.resx"), Read("Refusals.en.resx"));

        foreach (var (code, sentence) in Sentences.English)
        {
            Assert.Equal(sentence, english.GetValueOrDefault(code));
            for (var i = 0; i < 3; i++) Assert.Equal(sentence.Contains($"{{{i}}}", StringComparison.Ordinal), chinese[code].Contains($"{{{i}}}", StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Root(), "src/Market.Web/Resources/Shared", file)).Root!
        .Elements("data").ToDictionary(x => x.Attribute("name")!.Value, x => x.Element("value")!.Value);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CoopMarket.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
