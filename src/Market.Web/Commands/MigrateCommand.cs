using System.Text.Json;
using Market.Web.Hosting;

namespace Market.Web.Commands;

/// <summary>./market migrate: the databases as this version needs them.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var services = Services(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        await using var scope = services.CreateAsyncScope();
        var applied = await scope.ServiceProvider.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        Console.WriteLine(args.Contains("--json") ? JsonSerializer.Serialize(new { ok = true, applied }, JsonSerializerOptions.Web) : $"{applied} migrations applied");
        return 0;
    }

    /// <summary>The modules without a web server, for commands.</summary>
    public static ServiceProvider Services(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration).AddLogging(log => log.AddConsole().SetMinimumLevel(LogLevel.Warning)
            // A lost race is tried again; what fails for good is reported by whoever asked.
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None));
        services.AddMarket(configuration);
        return services.BuildServiceProvider();
    }
}
