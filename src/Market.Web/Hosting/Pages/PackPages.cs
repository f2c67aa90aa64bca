using System.Diagnostics.Metrics;
using Market.Traceability.Scans;
using Market.Web.Features.Resolver;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Market.Web.Hosting.Pages;

/// <summary>Answers scans of packs: each is checked and recorded, and shown on its lot's page kept for at most a second, with the pack's own words put in.</summary>
public sealed class PackPages(RequestDelegate next, ScanDesk scans, Shoppers shoppers, PageCache cache, PackHoles packs)
{
    /// <summary>The scan that was recorded before the page is rendered.</summary>
    public static readonly object Scanned = new();

    private static readonly Meter Meter = new("CoopMarket");
    private static long _scanned;

    // Asked once a scrape, as with the pages that are kept.
    static PackPages() => Meter.CreateObservableCounter("market.pages.scanned", () => Interlocked.Read(ref _scanned), description: "Pages of packs that were scanned.");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || KnownAddresses.IsHead(context) || Serial(request.Path.Value!) is not ({ } serial, var gtin) || LinkRequest.IsOne(request)) return next(context);
        if (request.Headers.Cookie.Count == 0) return PackAsync(context, serial, gtin, default, default);
        return request.Cookies.ContainsKey(FrameCookies.Flash) ? next(context) : PackAsync(context, serial, gtin, FrameCookies.Looks(request.Cookies), FrameCookies.State(request.Cookies));
    }

    private async Task PackAsync(HttpContext context, string serial, string? gtin, Looks looks, FrameState state)
    {
        // Nothing between us and the shopper may keep it: every look is counted.
        context.Response.Headers.CacheControl = "no-store";
        if (shoppers.IsBlocked(context) || await scans.ScanAsync(serial, gtin, await shoppers.OfAsync(context), context.RequestAborted) is not { } code)
        {
            await next(context);
            return;
        }
        // How the lot stands is part of the key: what was kept before a recall is not shown after it.
        var key = new PageKey($"/t/{code.Lot}/{code.History.Lot}", code.IsOdd ? "odd" : "", looks);
        var mine = false;
        var page = cache.Fresh(key) ?? await cache.RenderAsync(key, begun =>
        {
            mine = true;
            context.Items[Scanned] = code;
            return PageCapture.RunAsync(context, begun, next);
        });
        if (page is not null)
        {
            var (framed, texts) = packs.On(page, code, state);
            await SendAsync(context, framed, texts);
        }
        else if (!mine)
        {
            context.Items[Scanned] = code;
            await next(context);
        }
    }

    /// <returns>Serial and, for goods with one, GTIN of <c>/t/{serial}</c>, <c>/01/{gtin}/21/{serial}</c> and <c>/01/{gtin}/10/{lot}/21/{serial}</c>; null for other paths.</returns>
    private static (string Serial, string? Gtin)? Serial(string path)
    {
        if (path.Length < 4) return null;
        if (path[1] is 't' or 'T' && path[2] == '/') return path.AsSpan(3).Contains('/') ? null : (path[3..], null);
        if (!path.StartsWith("/01/", StringComparison.Ordinal)) return null;
        var parts = path.Split('/');
        return parts is [_, _, _, .., "21", { Length: > 0 }] && parts.Length is 5 or 7 ? (parts[^1], parts[2]) : null;
    }

    private static async Task SendAsync(HttpContext context, KeptPage page, IReadOnlyList<byte[]> texts)
    {
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics) metrics.MetricsDisabled = true;
        Interlocked.Increment(ref _scanned);
        var (response, headers) = (context.Response, context.Response.Headers);
        var gzip = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal);
        headers.CacheControl = "no-store";
        headers.ContentLanguage = page.ContentLanguage;
        // The standard asks it of GS1's addresses; on all others it would cost a fiftieth of the page.
        if (context.Request.Path.Value![1] == '0') headers.Link = $"<{context.Request.Path.ToUriComponent()}?linkType=all>; rel=\"linkset\"; type=\"{LinkRequest.LinkSet}\"";
        response.ContentType = "text/html; charset=utf-8";
        if (gzip) headers[HeaderNames.ContentEncoding] = "gzip";
        response.ContentLength = page.Length(texts, gzip);
        await response.StartAsync(context.RequestAborted);
        page.Write(response.BodyWriter, texts, gzip);
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
