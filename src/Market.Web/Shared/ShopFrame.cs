using System.Globalization;
using Market.Orders.Basket;
using Market.Web.Hosting;
using Market.Web.Hosting.Pages;
using Microsoft.AspNetCore.Html;

namespace Market.Web.Shared;

/// <summary>What the frame of a shop page shows of the visitor: whose basket, how many things in it, who is signed in.</summary>
public sealed class ShopFrame(BasketDesk baskets, FrameHoles holes)
{
    public const string BasketCookie = "basket";

    /// <summary>Owner of the basket: the person, or the visitor's random cookie; null while there is none.</summary>
    public static Guid? Owner(HttpContext context) =>
        context.User.TryCaller()?.Id ?? (Guid.TryParse(context.Request.Cookies[BasketCookie], out var id) ? id : null);

    /// <summary>The owner, with a new cookie for a visitor who has none.</summary>
    public static Guid OwnerOrNew(HttpContext context)
    {
        if (Owner(context) is { } owner) return owner;
        var id = Guid.CreateVersion7();
        context.Response.Cookies.Append(BasketCookie, id.ToString(), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(60),
        });
        return id;
    }

    /// <summary>One place of the frame, filled for this visitor; left open on a page that is kept for all.</summary>
    public IHtmlContent Place(FrameHole hole, HttpContext context) => context.Items.ContainsKey(PublicPages.Capturing)
        ? FrameHoles.Marked(hole)
        : new HtmlString(holes.Fill(hole, FrameCookies.State(context.Request.Cookies), CultureInfo.CurrentUICulture.Name));

    /// <summary>Where a change of language, size or colours leads back to, escaped for an address; on the kept page of packs, to the pack that was scanned.</summary>
    public static IHtmlContent Back(HttpContext context) => context.Items.ContainsKey(PublicPages.Capturing) && context.Items.ContainsKey(PackPages.Scanned)
        ? new HtmlContentBuilder().AppendHtml("%2Ft%2F").AppendHtml(FrameHoles.Marked(FrameHole.PackCode))
        : new HtmlString(Uri.EscapeDataString(context.Request.Path + context.Request.QueryString));

    /// <summary>Counts the basket and notes the number for the frame of the pages that follow.</summary>
    public async Task NoteBasketAsync(Guid owner, HttpContext context) =>
        FrameCookies.Note(context, await baskets.CountAsync(owner, context.RequestAborted));

    /// <summary>light, dark or empty for the system's choice.</summary>
    public static string Theme(HttpContext context) => context.Request.Cookies["theme"] is ("light" or "dark") and var theme ? theme : "";

    public static bool LargeType(HttpContext context) => context.Request.Cookies["size"] == "large";
}
