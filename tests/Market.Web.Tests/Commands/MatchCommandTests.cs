using System.Diagnostics;
using System.Text.Json;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Commands;

/// <summary>./market match as somebody without a server runs it.</summary>
public sealed class MatchCommandTests : IDisposable
{
    private const string Windows = """[{"id":"w1","from":"2026-11-30","to":"2026-12-06"}]""";
    private const string Lines = """{"id":"l1","product":"上海青","place":"shop","unit":"kg","ceilingFenPerKg":620,"minLot":100,"maxSuppliers":2,"demand":[{"window":"w1","quantity":1200.5}]},{"id":"l2","product":"韭菜","place":"shop","ceilingFenPerKg":900,"maxSuppliers":1,"demand":[{"window":"w1","quantity":300000}]}""";
    private const string Cooperatives = """{"id":"a"},{"id":"b"},{"id":"c"}""";
    private const string Offers = """{"id":"o1","supplier":"a","product":"上海青","tiers":[{"fenPerKg":500}],"harvests":[{"window":"w1","quantity":800000}],"bidAt":"2026-11-20T00:00:00Z"},{"id":"o2","supplier":"b","product":"上海青","tiers":[{"fenPerKg":520}],"harvests":[{"window":"w1","quantity":800000}],"bidAt":"2026-11-20T00:00:00Z"},{"id":"o3","supplier":"c","product":"韭菜","tiers":[{"fenPerKg":700}],"harvests":[{"window":"w1","quantity":250000}],"bidAt":"2026-11-20T00:00:00Z"}""";

    private readonly string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_market_from_a_file_has_its_plan_on_standard_output()
    {
        var (code, output, errors) = await RunAsync(Market(Lines, Offers, Cooperatives));
        var plan = JsonDocument.Parse(output).RootElement;

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(0.966678m, plan.GetProperty("fill").GetDecimal());
        Assert.Equal(64, plan.GetProperty("hash").GetString()!.Length);
        Assert.Equal([800_000L, 400_500L, 250_000L], plan.GetProperty("awards").EnumerateArray().Select(x => x.GetProperty("grams").GetInt64()));
        Assert.Equal(800 * 500 + 400.5m * 520 + 250 * 700, plan.GetProperty("cost").GetProperty("landedFen").GetDecimal());
        Assert.Equal(0, plan.GetProperty("violations").GetArrayLength());
    }

    [Fact]
    public async Task Three_processes_and_shuffled_files_have_the_same_hash()
    {
        static string Reversed(string objects) => string.Join(',', JsonDocument.Parse($"[{objects}]").RootElement.EnumerateArray().Reverse().Select(x => x.GetRawText()));
        var first = await RunAsync(Market(Lines, Offers, Cooperatives));
        var again = await RunAsync(Market(Lines, Offers, Cooperatives));
        var shuffled = await RunAsync(Market(Reversed(Lines), Reversed(Offers), Reversed(Cooperatives)));

        Assert.Equal(first.Output, again.Output);
        Assert.Equal(first.Output, shuffled.Output);
    }

    [Fact]
    public async Task A_refused_file_names_code_and_field_in_both_languages()
    {
        var (code, output, errors) = await RunAsync(Market(Lines.Replace("\"maxSuppliers\":2", "\"maxSuppliers\":0", StringComparison.Ordinal), Offers, Cooperatives));

        Assert.Equal((2, ""), (code, output));
        Assert.Equal(["match.max_suppliers lines[0].maxSuppliers", "最多几家至少是 1:lines[0].maxSuppliers 是 0。", "The most suppliers must be at least 1: lines[0].maxSuppliers is 0."], errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task An_or_library_file_costs_fixed_charges_and_shares_in_its_own_units()
    {
        // Two facilities of 10 for three customers of 5; the cheapest shares a customer between them.
        var (code, output, errors) = await RunAsync("2 3\n10 7.5\n8 2.25\n5 10. 20.\n5 10. 30.\n5 9. 8.\n", "--format", "orlib-cap");
        var plan = JsonDocument.Parse(output).RootElement;

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(7.5m + 2.25m + 10 + 10 + 8, plan.GetProperty("cost").GetDecimal());
        Assert.Equal(JsonValueKind.Number, plan.GetProperty("cost").ValueKind);
        Assert.Equal((2, "match.orlib_malformed token 5"), await WrongAsync("2 3\n10 7.5\nten 2", "--format", "orlib-cap"));
    }

    [Fact]
    public async Task Called_wrongly_it_says_how()
    {
        Assert.Equal(2, (await RunAsync("{}", "--format", "csv")).Code);
        Assert.Equal((2, "match.json_malformed line 1"), await WrongAsync("{"));
        Assert.Contains("usage: match FILE|- [--format orlib-cap]", (await RunAsync("{}", "--rounds", "many")).Errors, StringComparison.Ordinal);
    }

    private static string Market(string lines, string offers, string cooperatives) => $$"""{"windows":{{Windows}},"lines":[{{lines}}],"offers":[{{offers}}],"cooperatives":[{{cooperatives}}]}""";

    private async Task<(int Code, string First)> WrongAsync(string content, params string[] more)
    {
        var (code, _, errors) = await RunAsync(content, more);
        return (code, errors.Split('\n')[0]);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(string content, params string[] more)
    {
        await File.WriteAllTextAsync(file, content);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Server.Program, "match", file, .. more]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
        return (process.ExitCode, await output, await errors);
    }
}
