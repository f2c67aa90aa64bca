using System.Diagnostics;
using System.Text.Json.Nodes;
using Market.Testing;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Commands;

/// <summary>The ./market commands as somebody types them.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    [Theory]
    [InlineData("serve", "--help")]
    [InlineData("migrate", "--help")]
    [InlineData("migrate", "--json", "--help")]
    [InlineData("seed", "--help")]
    [InlineData("verify", "--help")]
    [InlineData("verify-proof", "--help")]
    [InlineData("verify-proof", "some.tlog-proof", "--key", "nonsense", "--help")]
    [InlineData("import", "--help")]
    [InlineData("import", "prices.csv", "--help")]
    [InlineData("digital-link", "--help")]
    [InlineData("digital-link", "parse", "--help")]
    public async Task Help_prints_the_usage_and_does_nothing(params string[] words)
    {
        var (code, output, errors) = await RunAsync(words);

        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith($"usage: {words[0]}", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_database.Folder));
    }

    [Fact]
    public async Task Migrations_and_the_demo_district_are_reported_as_json()
    {
        var first = JsonNode.Parse((await RunAsync("migrate", "--json")).Output)!;
        var again = JsonNode.Parse((await RunAsync("migrate", "--json")).Output)!;
        var filled = JsonNode.Parse((await RunAsync("seed", "--json")).Output)!;
        var full = JsonNode.Parse((await RunAsync("seed", "--json")).Output)!;

        Assert.True(first["ok"]!.GetValue<bool>());
        Assert.NotEqual(0, first["applied"]!.GetValue<int>());
        Assert.Equal(0, again["applied"]!.GetValue<int>());
        Assert.Equal((true, true), (filled["ok"]!.GetValue<bool>(), filled["filled"]!.GetValue<bool>()));
        Assert.Equal((true, false), (full["ok"]!.GetValue<bool>(), full["filled"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task An_import_called_wrongly_answers_two()
    {
        Assert.Equal(0, (await RunAsync("migrate")).Code);
        var file = Path.Combine(_database.Folder, "prices.csv");
        await File.WriteAllTextAsync(file, "name,price\n");

        Assert.Equal(2, (await RunAsync("import", file)).Code);
        Assert.Equal(2, (await RunAsync("import", file + ".gone", "--cooperative", "shangwan")).Code);
        var (code, _, errors) = await RunAsync("import", file, "--cooperative", "nobody");
        Assert.Equal(2, code);
        Assert.Contains("nobody", errors, StringComparison.Ordinal);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Server.Program, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _database.Folder };
        foreach (var (key, value) in new Dictionary<string, string?> { ["MARKET_DATA"] = _database.Folder, ["MARKET_MYSQL"] = _database.MySql, ["MARKET_DEMO_ORDERS"] = "1", ["PORT"] = "0" })
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            // One that serves instead of saying its usage would outlive the test.
            if (!process.HasExited) process.Kill();
        }
        return (process.ExitCode, await output, await errors);
    }
}
