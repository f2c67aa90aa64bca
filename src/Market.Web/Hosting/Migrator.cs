using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Orders.Data;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Web.Hosting;

/// <summary>Brings the databases up to date.</summary>
public sealed class Migrator(CatalogDb catalog, OrdersDb orders, TraceDb trace, RegisterUpkeep registers, MarketSettings settings)
{
    /// <returns>How many migrations were applied.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (settings.MySql is null) Directory.CreateDirectory(settings.Data);
        var applied = 0;
        foreach (var db in new DbContext[] { catalog, orders, trace })
        {
            applied += (await db.Database.GetPendingMigrationsAsync(ct)).Count();
            await db.Database.MigrateAsync(ct);
        }
        if (applied > 0) await registers.CompleteAsync(ct);
        return applied;
    }
}
