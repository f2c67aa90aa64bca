using System.Globalization;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Market.Web.Commands;

/// <summary>What the program does: serve (the default), or one of the ./market commands.</summary>
internal static class CommandLine
{
    private const int Wrong = 2;

    private static readonly Dictionary<string, (string Help, Func<string[], Task<int>> Run)> Known = new(StringComparer.Ordinal)
    {
        ["serve"] = ("start the shop (the default)", ServeAsync),
        ["migrate"] = ("bring the databases up to date", MigrateCommand.RunAsync),
        ["import"] = ("import FILE --cooperative SLUG: products and prices from CSV or xlsx", ImportCommand.RunAsync),
        ["verify"] = ("check every invariant; exit 1 names what is broken", VerifyCommand.RunAsync),
        ["seed"] = ("fill an empty database with the demo district", SeedCommand.RunAsync),
    };

    /// <returns>0 done, 1 something is wrong with the data, 2 called wrongly.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var name = args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not "--help" ? "serve" : args[0];
        if (Known.TryGetValue(name, out var command)) return await command.Run(args is [var first, ..] && first == name ? args[1..] : args);
        foreach (var (known, (help, _)) in Known) Console.Error.WriteLine($"  {known,-12} {help}");
        return name is "--help" or "help" ? 0 : Wrong;
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
