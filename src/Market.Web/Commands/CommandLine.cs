using System.Globalization;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Market.Web.Commands;

/// <summary>What the program does: serve (the default), or one of the ./market commands.</summary>
internal static class CommandLine
{
    /// <summary>Called wrongly.</summary>
    public const int Wrong = 2;

    private static readonly Dictionary<string, (string Words, string Help, Func<string[], Task<int>> Run)> Known = new(StringComparer.Ordinal)
    {
        ["serve"] = ("", "start the shop (the default)", ServeAsync),
        ["migrate"] = ("[--json]", "bring the databases up to date", MigrateCommand.RunAsync),
        ["import"] = (ImportCommand.Words, "products and prices from CSV or xlsx; exit 1 when rows were rejected", ImportCommand.RunAsync),
        ["match"] = (MatchCommand.Words, "who supplies which line of a demand, from JSON (docs/matching.md) or an OR-Library file; the plan as JSON; exit 2 names the field that is wrong", MatchCommand.RunAsync),
        ["verify"] = ("[--json]", "check every invariant; exit 1 names what is broken", VerifyCommand.RunAsync),
        ["verify-proof"] = (VerifyProofCommand.Words, "check a proof file of the public log; exit 1 when it is not valid", VerifyProofCommand.RunAsync),
        ["verify-log"] = (VerifyLogCommand.Words, "check a copy of the whole public log: signatures, chains, tiles, and that an earlier checkpoint is its beginning; exit 1 when it is not sound", VerifyLogCommand.RunAsync),
        ["digital-link"] = (DigitalLinkCommand.Words, "GS1 addresses (parse) or AIs in brackets (generate), one a line on standard input; JSON a line; exit 1 when lines were refused", DigitalLinkCommand.RunAsync),
        ["epcis-hash"] = (EpcisHashCommand.Words, "event hashes of an EPCIS document in JSON or XML, one a line; exit 1 when the document or an event is invalid", EpcisHashCommand.RunAsync),
        ["seed"] = ("[--json]", "fill an empty database with the demo district", SeedCommand.RunAsync),
    };

    /// <returns>0 done, 1 something is wrong with the data, 2 called wrongly.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var name = args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not "--help" ? "serve" : args[0];
        if (Known.TryGetValue(name, out var command))
        {
            if (!args.Contains("--help")) return await command.Run(args is [var first, ..] && first == name ? args[1..] : args);
            Console.WriteLine($"usage: {name} {command.Words}".TrimEnd());
            Console.WriteLine($"  {command.Help}");
            return 0;
        }
        var asked = name is "--help" or "help";
        foreach (var (known, (words, help, _)) in Known) (asked ? Console.Out : Console.Error).WriteLine($"  {$"{known} {words}".TrimEnd()}: {help}");
        return asked ? 0 : Wrong;
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        await using var app = MarketHost.Build(args);
        var settings = app.Services.GetRequiredService<MarketSettings>();
        await Startup.PrepareAsync(app.Services, settings);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CoopMarket listens on {address}"));
        if (settings.Demo) Console.WriteLine(DemoAccounts.Sheet);
        await app.WaitForShutdownAsync();
        return 0;
    }
}
