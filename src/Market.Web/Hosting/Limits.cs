using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Market.Web.Hosting;

/// <summary>What one request may cost.</summary>
internal static class Limits
{
    /// <summary>Largest upload: an import of 20 MiB and the form around it.</summary>
    public const long Upload = 21 * 1024 * 1024;

    public static void Apply(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = 1024 * 1024;
        server.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        server.Limits.MaxRequestLineSize = 8 * 1024;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        server.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(10));
        server.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }
}
