using System.Threading.RateLimiting;

namespace Market.Web.Hosting;

/// <summary>Counts looks at codes that nobody issued, by address: who tries serials out is stopped, whoever scans genuine ones never is, however many share an address.</summary>
public sealed class FailedLooks : IDisposable
{
    private const int PerMinute = 60;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(address,
        _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether this address has tried too many within a minute.</summary>
    public bool IsBlocked(HttpContext context) => limiter.GetStatistics(Address(context))?.CurrentAvailablePermits == 0;

    /// <summary>One more in vain.</summary>
    public void Note(HttpContext context)
    {
        using var counted = limiter.AttemptAcquire(Address(context));
    }

    public void Dispose() => limiter.Dispose();

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
