using System.Threading.RateLimiting;
using Market.Catalog.People;
using Market.Web.Shared;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Market.Web.Hosting;

/// <summary>How often one caller may try.</summary>
internal static class RateLimits
{
    /// <summary>Passwords, resets and registrations: 60 a minute from one address.</summary>
    public const string Credentials = "credentials";

    /// <summary>Pickup codes: 20 a minute for one person at a station, so that six digits cannot be guessed; others complete without a code.</summary>
    public const string Codes = "codes";

    /// <summary>Reports of misuse, which anybody may send with a photo: 30 a minute from one address.</summary>
    public const string Reports = "reports";

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.AddPolicy(Credentials, context => PerMinute(context.Connection.RemoteIpAddress?.ToString() ?? "", 60));
        limits.AddPolicy(Reports, context => PerMinute(context.Connection.RemoteIpAddress?.ToString() ?? "", 30));
        limits.AddPolicy(Codes, context => context.User.TryCaller() is { } caller && caller.Is(Role.Station) ? PerMinute(caller.Id.ToString(), 20) : RateLimitPartition.GetNoLimiter(""));
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = RejectAsync;
    });

    private static RateLimitPartition<string> PerMinute(string who, int permits) => RateLimitPartition.GetFixedWindowLimiter(who,
        _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });

    private static async ValueTask RejectAsync(OnRejectedContext context, CancellationToken ct)
    {
        var http = context.HttpContext;
        http.Response.Headers.RetryAfter = "60";
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return;
        var words = http.RequestServices.GetRequiredService<IStringLocalizer<Refusals>>();
        await http.WriteAsync(Problems.Document(http, StatusCodes.Status429TooManyRequests, "request.too_many", words["request.too_many"].Value));
    }
}
