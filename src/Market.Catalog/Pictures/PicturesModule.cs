using Market.Catalog.Data;
using Market.Kernel.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Catalog.Pictures;

/// <summary>Wires the picture store into a host.</summary>
public static class PicturesModule
{
    /// <summary>Adds <see cref="PictureStore"/> over a folder, and the hourly sweep of files that belong to nothing.</summary>
    public static IServiceCollection AddPictures(this IServiceCollection services, PictureSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<PictureFiles>()
        .AddSingleton<PictureDecoders>()
        .AddScoped(provider => new PictureStore(provider.GetRequiredService<CatalogDb>(), provider.GetRequiredService<PictureFiles>(),
            provider.GetRequiredService<PictureDecoders>(), provider.GetRequiredService<TimeProvider>()))
        .AddHostedService<PictureSweep>();
}

/// <summary>Sweeps once an hour. Replicas may do so at the same time: a file can only be removed once.</summary>
internal sealed class PictureSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PictureSweep> log) : Worker(clock, log)
{
    protected override TimeSpan Pause => TimeSpan.FromHours(1);

    protected override async Task<bool> PassAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var removed = await scope.ServiceProvider.GetRequiredService<PictureStore>().SweepAsync(ct);
        if (removed > 0) Log.LogInformation("{Count} picture files belonged to nothing and were removed", removed);
        return false;
    }
}
