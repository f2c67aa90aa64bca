
namespace Market.Web.Hosting;

/// <summary>What happens before the first request.</summary>
internal static class Startup
{
    public static async Task PrepareAsync(IServiceProvider services, MarketSettings settings)
    {
        Directory.CreateDirectory(settings.Data);
        if (settings.MigrateAtStart)
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        }
        if (settings.Demo) await Commands.SeedCommand.FillIfEmptyAsync(services.GetRequiredService<IConfiguration>());
    }
}
