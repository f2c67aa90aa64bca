using System.Text.Json;
using Market.Verify;
using Market.Web.Hosting;

namespace Market.Web.Commands;

/// <summary>./market verify: every invariant by its own SQL; names what is broken.</summary>
internal static class VerifyCommand
{
    /// <returns>0 when everything holds, 1 when not.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = MarketSettings.From(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        var broken = await new Verifier(new(settings.Data, settings.MySql), TimeProvider.System.GetUtcNow().UtcDateTime).RunAsync();
        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { ok = broken.Count == 0, checks = Verifier.Invariants.Count, broken }, JsonSerializerOptions.Web));
            return broken.Count == 0 ? 0 : 1;
        }
        foreach (var violation in broken) Console.WriteLine($"{violation.Key}: not so: {violation.Says} ({violation.Rows} rows, first {violation.First})");
        Console.WriteLine(broken.Count == 0 ? "All invariants hold." : string.Join(' ', broken.Select(x => x.Key).Distinct()));
        return broken.Count == 0 ? 0 : 1;
    }
}
