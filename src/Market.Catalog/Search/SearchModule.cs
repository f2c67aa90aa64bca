using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Catalog.Search;

/// <summary>Wires product search into a host.</summary>
public static class SearchModule
{
    /// <summary>Adds <see cref="IProductSearch"/> over an index in this replica's own folder, and the feed that keeps it level.</summary>
    public static IServiceCollection AddProductSearch(this IServiceCollection services, SearchSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<ProductIndex>()
        .AddSingleton<IProductSearch, LuceneSearch>()
        .AddSingleton(provider => new IndexFeed(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<ProductIndex>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<IndexFeed>>()))
        .AddHostedService(provider => provider.GetRequiredService<IndexFeed>());
}
