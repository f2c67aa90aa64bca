using Market.Catalog.Data;
using Market.Catalog.Products;
using Market.Catalog.Search;
using Market.Orders.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Market.Web.Hosting;

/// <summary>Ready when both databases answer, the search index has caught up, and the first look at the catalogue is done.</summary>
/// <remarks>A shop that only has not come that far yet is degraded: not ready, and nothing to report. A database that is away is unhealthy, and logged.</remarks>
public sealed class ReadyCheck(CatalogDb catalog, OrdersDb orders, Shelf shelf, IndexFeed index) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!await catalog.Database.CanConnectAsync(cancellationToken)) return HealthCheckResult.Unhealthy("catalog");
        if (!await orders.Database.CanConnectAsync(cancellationToken)) return HealthCheckResult.Unhealthy("orders");
        if (!index.IsReady) return HealthCheckResult.Degraded("search");
        return shelf.Seen < 0 ? HealthCheckResult.Degraded("shelf") : HealthCheckResult.Healthy();
    }
}
