using Market.Catalog.Data;
using Market.Catalog.Products;
using Market.Catalog.Search;
using Market.Orders.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Market.Web.Hosting;

/// <summary>Ready when both databases answer the search index has caught up, and the first look at the catalogue is done.</summary>
public sealed class ReadyCheck(CatalogDb catalog, OrdersDb orders, Shelf shelf, IndexFeed index) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!await catalog.Database.CanConnectAsync(cancellationToken)) return HealthCheckResult.Unhealthy("catalog");
        if (!await orders.Database.CanConnectAsync(cancellationToken)) return HealthCheckResult.Unhealthy("orders");
        if (!index.IsReady) return HealthCheckResult.Unhealthy("search");
        return shelf.Seen < 0 ? HealthCheckResult.Unhealthy("shelf") : HealthCheckResult.Healthy();
    }
}
