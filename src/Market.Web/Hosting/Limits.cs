using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Market.Web.Hosting;

/// <summary>What one request may cost.</summary>
internal static class Limits
{
    /// <summary>Largest upload: an import of 20 MiB and the form around it.</summary>
    public const long Upload = 21 * 1024 * 1024;

    /// <summary>Bytes of a refused request that are listened to.</summary>
    private const long LargestRefused = 4 * Upload;

    private static readonly TimeSpan LongestRefused = TimeSpan.FromMinutes(1);

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

    /// <summary>A request larger than its address takes is heard to its end before it is refused.</summary>
    /// <remarks>Browsers read no answer while they still send: cut off, they would show a broken connection instead of what is wrong. The server itself listens on for five seconds, too short for a photo from a village.</remarks>
    public static IApplicationBuilder UseSizeLimits(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        // The page that says so is found by the same request once more.
        if (!(context.Request.ContentLength > limit?.MaxRequestBodySize) || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            await next(context);
            return;
        }
        // Who asks first hears it before sending anything.
        if (context.Request.Headers.Expect.Count == 0)
        {
            limit.MaxRequestBodySize = null;
            await SwallowAsync(context);
        }
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    });

    private static async Task SwallowAsync(HttpContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(LongestRefused);
        try
        {
            for (long heard = 0; heard < LargestRefused;)
            {
                var read = await context.Request.BodyReader.ReadAsync(patience.Token);
                heard += read.Buffer.Length;
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) return;
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // Heard long enough: the answer goes out whether it is read or not.
        }
    }
}
