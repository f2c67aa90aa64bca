using Market.Catalog.Imports;

namespace Market.Catalog.Tests.Imports;

public sealed class CodesTests
{
    [Fact]
    public void Every_code_has_a_sentence_in_both_languages_with_the_same_arguments()
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "docs", "codes", "imports.tsv")).Select(x => x.Split('\t')).ToList();

        Assert.Equal(Sentences.English.Keys.Order(StringComparer.Ordinal), lines.Select(x => x[0]).Order(StringComparer.Ordinal));
        foreach (var line in lines)
        {
            Assert.Equal(3, line.Length);
            Assert.Equal(Sentences.English[line[0]], line[2]);
            for (var i = 0; i < 3; i++) Assert.Equal(line[2].Contains($"{{{i}}}", StringComparison.Ordinal), line[1].Contains($"{{{i}}}", StringComparison.Ordinal));
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CoopMarket.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
