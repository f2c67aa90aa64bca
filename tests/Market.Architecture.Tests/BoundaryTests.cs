using System.Reflection;
using System.Text.RegularExpressions;

namespace Market.Architecture.Tests;

/// <summary>Who may know whom. The assemblies are those found on disk: a new module is checked from its first day.</summary>
public sealed partial class BoundaryTests
{
    private static readonly string[] Hosts = ["Market.Web", "Market.Verify"];

    public static TheoryData<string> Modules()
    {
        var modules = new TheoryData<string>();
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(Source.Root, "src"), "Market.*"))
            if (Path.GetFileName(folder) is var name && !Hosts.Contains(name) && name != "Market.Kernel") modules.Add(name);
        return modules;
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_references_the_kernel_and_no_other_module(string module)
    {
        var others = Assembly.Load(module).GetReferencedAssemblies().Select(x => x.Name!).Where(x => x.StartsWith("Market.", StringComparison.Ordinal) && x != "Market.Kernel");

        Nothing(others);
    }

    [Fact]
    public void The_kernel_references_none_of_ours() =>
        Assert.DoesNotContain(Assembly.Load("Market.Kernel").GetReferencedAssemblies(), x => x.Name!.StartsWith("Market.", StringComparison.Ordinal));

    [Fact]
    public void The_verifier_knows_no_domain_code() =>
        Assert.DoesNotContain(Assembly.Load("Market.Verify").GetReferencedAssemblies(), x => x.Name!.StartsWith("Market.", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Modules))]
    public void Entities_stay_inside_their_module(string module)
    {
        var exposed = Assembly.Load(module).GetExportedTypes().SelectMany(x => x.GetProperties())
            .Where(x => x.PropertyType.IsGenericType && x.PropertyType.Name.StartsWith("DbSet", StringComparison.Ordinal) && x.GetMethod!.IsPublic && x.DeclaringType!.Assembly.GetName().Name == module)
            .Where(x => x.PropertyType.GetGenericArguments()[0].Namespace!.StartsWith("Market.", StringComparison.Ordinal));

        Nothing(exposed.Select(x => $"{x.DeclaringType!.Name}.{x.Name}"));
    }

    [Fact]
    public void The_kernel_stays_small()
    {
        var lines = Source.Files.Where(x => x.Contains("/Market.Kernel/", StringComparison.Ordinal)).Sum(x => File.ReadLines(x).Count());

        Assert.InRange(lines, 1, 1500);
    }

    /// <summary>Feature folders of one module may use each other, but never in a circle.</summary>
    [Theory]
    [MemberData(nameof(Modules))]
    public void Feature_folders_of_a_module_form_no_circle(string module)
    {
        // Data holds the maps of every feature and Demo fills all of them: both are beside the features, not among them.
        string[] beside = ["Data", "Demo"];
        var folders = Directory.EnumerateDirectories(Path.Combine(Source.Root, "src", module)).Select(x => Path.GetFileName(x)!).Except(beside).ToHashSet();
        var uses = Source.Files.Where(x => x.StartsWith(Path.Combine(Source.Root, "src", module) + "/", StringComparison.Ordinal))
            .Select(x => (Folder: Path.GetRelativePath(Path.Combine(Source.Root, "src", module), x).Split('/')[0], Text: File.ReadAllText(x)))
            .Where(x => folders.Contains(x.Folder))
            .SelectMany(x => Uses(module).Matches(x.Text).Select(m => m.Groups[1].Value).Where(to => folders.Contains(to) && to != x.Folder), (x, to) => (From: x.Folder, To: to))
            .ToHashSet();

        var circle = Circle(folders, uses);

        Assert.True(circle is null, $"{module}: {circle}");
    }

    private static Regex Uses(string module) => new($@"^using {Regex.Escape(module)}\.(\w+)", RegexOptions.Multiline);

    private static string? Circle(HashSet<string> folders, HashSet<(string From, string To)> uses)
    {
        var left = folders.ToHashSet();
        while (left.FirstOrDefault(x => !uses.Any(use => use.From == x && left.Contains(use.To))) is { } leaf) left.Remove(leaf);
        return left.Count == 0 ? null : string.Join(", ", uses.Where(x => left.Contains(x.From) && left.Contains(x.To)).Select(x => $"{x.From} -> {x.To}"));
    }

    [Fact]
    public void No_sql_of_a_module_names_a_table_of_another()
    {
        var prefixes = new Dictionary<string, string> { ["Market.Catalog"] = "catalog_", ["Market.Orders"] = "orders_", ["Market.Traceability"] = "trace_" };
        var wrong = Source.Files.SelectMany(file => prefixes.Where(x => !file.Contains($"/{x.Key}/", StringComparison.Ordinal) && !file.Contains("/Market.Verify/", StringComparison.Ordinal)
                && Quoted().Matches(File.ReadAllText(file)).Any(m => m.Value.Contains(x.Value, StringComparison.Ordinal))).Select(x => $"{Source.Name(file)}: {x.Value}"));

        Nothing(wrong);
    }

    [GeneratedRegex("\"[^\"\n]*\"")]
    private static partial Regex Quoted();

    private static void Nothing<T>(IEnumerable<T> wrong) => Assert.True(!wrong.Any(), string.Join('\n', wrong));
}
