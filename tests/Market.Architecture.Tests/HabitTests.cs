using System.Text.RegularExpressions;
using Market.Catalog.Data;
using Market.Kernel.Data;
using Market.Orders.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Architecture.Tests;

/// <summary>Habits that keep bugs out: consumers that count once, no swallowed errors, migrations that are up to date.</summary>
public sealed partial class HabitTests
{
    [Fact]
    public void Every_consumer_has_an_inbox_receipt()
    {
        var consumers = new[] { typeof(CatalogDb).Assembly, typeof(OrdersDb).Assembly }.SelectMany(x => x.GetTypes())
            .Where(x => x.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConsumer<>))).Select(x => x.Name).ToList();

        Assert.NotEmpty(consumers);
        foreach (var consumer in consumers)
        {
            var file = Source.Files.Single(x => Path.GetFileNameWithoutExtension(x) == consumer);
            Assert.Contains($"nameof({consumer})", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_error_is_swallowed() =>
        Nothing(Source.Files.SelectMany(file => EmptyCatch().Matches(File.ReadAllText(file)).Select(x => $"{Source.Name(file)}: {x.Value}")));

    [Fact]
    public void No_todo_and_no_region() =>
        Nothing(Source.Files.Concat(Source.Views).SelectMany(file => File.ReadLines(file).Where(x => Unfinished().IsMatch(x)).Select(x => $"{Source.Name(file)}: {x.Trim()}")));

    [Fact]
    public void Views_print_no_raw_html() =>
        Nothing(Source.Views.Where(x => File.ReadAllText(x).Contains("Html.Raw", StringComparison.Ordinal)).Select(Source.Name));

    [Fact]
    public void Views_have_no_inline_style_or_script() =>
        Nothing(Source.Views.Where(x => Inline().IsMatch(File.ReadAllText(x))).Select(Source.Name));

    [Fact]
    public void No_project_file_has_a_version_of_its_own() =>
        Nothing(Directory.EnumerateFiles(Source.Root, "*.csproj", SearchOption.AllDirectories).Where(x => File.ReadAllText(x).Contains("Version=\"", StringComparison.Ordinal)).Select(Source.Name));

    public static TheoryData<string> Contexts() => ["SqliteCatalogDb", "MySqlCatalogDb", "SqliteOrdersDb", "MySqlOrdersDb"];

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Migrations_are_up_to_date_with_the_model(string context)
    {
        using var db = Create(context);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static DbContext Create(string context)
    {
        DbContextOptions<T> Options<T>(string history) where T : DbContext
        {
            var options = new DbContextOptionsBuilder<T>();
            (context.StartsWith("Sqlite", StringComparison.Ordinal) ? ModuleDatabase.SqliteFile("none.db") : new("mysql", "Server=127.0.0.1;Database=none")).Apply(options, history);
            return options.Options;
        }
        return context switch
        {
            "SqliteCatalogDb" => new SqliteCatalogDb(Options<SqliteCatalogDb>(Catalog.CatalogModule.History)),
            "MySqlCatalogDb" => new MySqlCatalogDb(Options<MySqlCatalogDb>(Catalog.CatalogModule.History)),
            "SqliteOrdersDb" => new SqliteOrdersDb(Options<SqliteOrdersDb>(Orders.OrdersModule.History)),
            _ => new MySqlOrdersDb(Options<MySqlOrdersDb>(Orders.OrdersModule.History)),
        };
    }

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|#region")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"<style|\sstyle=""|\son\w+=""|<script(?![^>]*\ssrc=)")]
    private static partial Regex Inline();

    private static void Nothing<T>(IEnumerable<T> wrong) => Assert.True(!wrong.Any(), string.Join('\n', wrong));
}
