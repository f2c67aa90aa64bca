using System.Diagnostics.Metrics;
using Market.Web.Features.Resolver;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Market.Web.Hosting.Pages;

/// <summary>Answers public pages from <see cref="PageCache"/>; before everything that costs, so that a kept page costs almost nothing.</summary>
public sealed class PublicPages(RequestDelegate next, PageCache cache, FrameHoles holes)
{
    /// <summary>Set while a page is rendered to be kept: its frame then leaves its places open.</summary>
    public static readonly object Capturing = new();

    private const int LongestQuery = 300;
    private static readonly Meter Meter = new("CoopMarket");
    private static long _sent;

    // Asked once a scrape: a counter that is told of every page takes a thirtieth of sending it.
    static PublicPages() => Meter.CreateObservableCounter("market.pages.kept", () => Interlocked.Read(ref _sent), description: "Public pages sent as they were kept.");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || !IsPublic(request.Path.Value!) || request.QueryString.Value!.Length > LongestQuery || LinkRequest.IsOne(request)) return next(context);
        var (looks, state) = (default(Looks), default(FrameState));
        if (request.Headers.Cookie.Count > 0)
        {
            // A message for this visitor is shown once, on a page of their own.
            if (request.Cookies.ContainsKey(FrameCookies.Flash)) return next(context);
            (looks, state) = (FrameCookies.Looks(request.Cookies), FrameCookies.State(request.Cookies));
        }
        var key = new PageKey(request.Path.Value!, request.QueryString.Value!, looks);
        return cache.Fresh(key) is { } page ? SendAsync(context, page, state) : RenderAsync(context, key, state);
    }

    private async Task RenderAsync(HttpContext context, PageKey key, FrameState state)
    {
        var mine = false;
        var page = await cache.RenderAsync(key, begun =>
        {
            mine = true;
            return PageCapture.RunAsync(context, begun, next);
        });
        if (page is not null) await SendAsync(context, page, state);
        else if (!mine) await next(context);
    }

    /// <summary>The stall, shelves, search, products and cooperatives: pages without anything personal but their frame.</summary>
    private static bool IsPublic(string path) => path.Length switch
    {
        1 => true,
        > 3 when path[1] is 'p' or 'c' && path[2] == '/' => true,
        _ => path is "/search" or "/coops" or "/stations" || path.StartsWith("/coop/", StringComparison.Ordinal) || IsLot(path),
    };

    /// <summary>Pages of lots; those of single packs count who looks at them and are never kept.</summary>
    private static bool IsLot(string path) => path.StartsWith("/id/lot/", StringComparison.Ordinal) || (path.StartsWith("/01/", StringComparison.Ordinal) && path.Contains("/10/", StringComparison.Ordinal) && !path.Contains("/21/", StringComparison.Ordinal));

    private async Task SendAsync(HttpContext context, KeptPage page, FrameState state)
    {
        // The histogram of all requests would cost more than the page; these are counted on their own.
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics) metrics.MetricsDisabled = true;
        Interlocked.Increment(ref _sent);
        var (body, response, headers) = (page.For(state, holes), context.Response, context.Response.Headers);
        headers.CacheControl = "no-cache";
        headers.ETag = body.ETag;
        headers.Vary = "Cookie, Accept-Encoding";
        headers.ContentLanguage = page.ContentLanguage;
        if (context.Request.Headers.IfNoneMatch.ToString() == body.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = "text/html; charset=utf-8";
        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        var bytes = body.Plain;
        if (accepted.Contains("br", StringComparison.Ordinal)) (bytes, headers[HeaderNames.ContentEncoding]) = (body.Brotli, "br");
        else if (accepted.Contains("gzip", StringComparison.Ordinal)) (bytes, headers[HeaderNames.ContentEncoding]) = (body.Gzip, "gzip");
        response.ContentLength = bytes.Length;
        // Once the head is written, the body goes behind it in one piece, and not in as many as the server's blocks are small.
        await response.StartAsync(context.RequestAborted);
        bytes.CopyTo(response.BodyWriter.GetSpan(bytes.Length));
        response.BodyWriter.Advance(bytes.Length);
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
