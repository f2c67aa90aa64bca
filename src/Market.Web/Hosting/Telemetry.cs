using OpenTelemetry.Metrics;

namespace Market.Web.Hosting;

/// <summary>Metrics for Prometheus; exporters follow the standard OpenTelemetry variables.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IServiceCollection services) => services.AddOpenTelemetry()
        .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter("CoopMarket")
            // Counted twice a request, it would cost more than sending a kept page; the connections tell the same.
            .AddView("http.server.active_requests", MetricStreamConfiguration.Drop)
            // Told of every buffer a connection borrows, three times a request.
            .AddView("aspnetcore.memory_pool.*", MetricStreamConfiguration.Drop)
            // The requests' own durations carry the route they were matched to.
            .AddView("aspnetcore.routing.match_attempts", MetricStreamConfiguration.Drop)
            .AddPrometheusExporter());
}
