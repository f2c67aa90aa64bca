using Market.Traceability.Scans;

namespace Market.Web.Hosting.Pages;

/// <summary>Who scans: whether they may go on, and what of them is kept.</summary>
public sealed class Shoppers(FailedLooks failed, ScanTowns towns)
{
    /// <summary>Whether this address tried too many codes that nobody issued.</summary>
    public bool IsBlocked(HttpContext context) => failed.IsBlocked(context);

    /// <summary>The device, told apart from others for a day, and the town the shopper chose to tell.</summary>
    public async ValueTask<Scanner> OfAsync(HttpContext context) =>
        new($"{context.Connection.RemoteIpAddress}\n{context.Request.Headers.UserAgent}", context.Request.Headers.Cookie.Count == 0 ? "" : await towns.OfAsync(context));
}
