using System.Reflection;

namespace Market.Architecture.Tests;

/// <summary>The house's budgets (docs/STYLE.md): small files, few parameters, no interface for its own sake.</summary>
public sealed class BudgetTests
{
    private static readonly Assembly[] Ours = [.. Directory.EnumerateDirectories(Path.Combine(Source.Root, "src"), "Market.*").Select(x => Assembly.Load(Path.GetFileName(x)!))];

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Nothing(Source.Files.Select(x => (Name: Source.Name(x), Lines: File.ReadLines(x).Count())).Where(x => x.Lines > 300));

    [Fact]
    public void Half_of_the_files_have_at_most_60_lines_and_nine_of_ten_at_most_130()
    {
        var lines = Source.Files.Select(x => File.ReadLines(x).Count()).Order().ToList();

        Assert.InRange(lines[lines.Count / 2], 12, 60);
        Assert.InRange(lines[lines.Count * 9 / 10], 12, 130);
    }

    [Fact]
    public void Not_more_than_a_quarter_of_the_files_are_fragments() =>
        Assert.True(Source.Files.Count(x => File.ReadLines(x).Count() < 12) <= Source.Files.Count / 4);

    [Fact]
    public void No_class_is_given_more_than_five_things_to_work_with()
    {
        var greedy = Ours.SelectMany(x => x.GetTypes()).Where(x => x.IsClass && !IsRecord(x) && !x.IsAbstract && !x.Name.StartsWith('<') && !typeof(Delegate).IsAssignableFrom(x))
            .SelectMany(x => x.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance), (type, constructor) => (type, count: constructor.GetParameters().Length))
            .Where(x => x.count > 5 && !x.type.FullName!.Contains("AspNetCoreGenerated", StringComparison.Ordinal));

        Nothing(greedy.Select(x => $"{x.type.FullName}: {x.count}"));
    }

    /// <summary>Questions are asked across modules, and search waits for its second engine; everything else needs two.</summary>
    [Fact]
    public void No_interface_has_a_single_implementation()
    {
        string[] allowed = ["ICatalogQuestions", "IStockQuestions", "ILotStatus", "ISupplyQuestions", "IProductSearch"];
        var types = Ours.SelectMany(x => x.GetTypes()).ToList();
        var lonely = types.Where(x => x.IsInterface && !allowed.Contains(x.Name)).Where(x => types.Count(type => type.IsClass && x.IsAssignableFrom(type)) == 1);

        Nothing(lonely.Select(x => x.FullName));
    }

    [Fact]
    public void No_type_inherits_twice_from_ours()
    {
        var deep = Ours.SelectMany(x => x.GetTypes()).Where(x => x.BaseType is { } parent && Ours.Contains(parent.Assembly) && parent.BaseType is { } grand && Ours.Contains(grand.Assembly));

        Nothing(deep.Select(x => x.FullName));
    }

    [Fact]
    public void Names_say_what_a_thing_is() =>
        Nothing(Ours.SelectMany(x => x.GetTypes()).Select(x => x.Name).Where(x => !x.Contains('<', StringComparison.Ordinal) && (x.EndsWith("Manager", StringComparison.Ordinal) || x.EndsWith("Util", StringComparison.Ordinal)
            || x.EndsWith("Utils", StringComparison.Ordinal) || (x.EndsWith("Helper", StringComparison.Ordinal) && !x.EndsWith("TagHelper", StringComparison.Ordinal)) || x.EndsWith("Impl", StringComparison.Ordinal))));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static void Nothing<T>(IEnumerable<T> wrong) => Assert.True(!wrong.Any(), string.Join('\n', wrong));
}
