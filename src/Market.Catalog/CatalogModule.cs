using Market.Catalog.Data;
using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Catalog;

/// <summary>Wires the catalogue into a host.</summary>
public static class CatalogModule
{
    /// <summary>Own migrations history, so that the modules can share one MySQL database.</summary>
    public const string History = "catalog_migrations";

    /// <param name="database">Where the catalogue's tables are.</param>
    public static IServiceCollection AddCatalog(this IServiceCollection services, ModuleDatabase database)
    {
        if (database.IsSqlite)
            services.AddDbContext<SqliteCatalogDb>(options => database.Apply(options, History))
                .AddScoped<CatalogDb>(provider => provider.GetRequiredService<SqliteCatalogDb>());
        else
            services.AddDbContext<MySqlCatalogDb>(options => database.Apply(options, History))
                .AddScoped<CatalogDb>(provider => provider.GetRequiredService<MySqlCatalogDb>());
        return services.AddHostedService<OutboxSender<CatalogDb>>();
    }
}
