using System.Globalization;
using Market.Orders.Basket;
using Market.Web.Hosting;
using Market.Web.Hosting.Pages;
using Microsoft.AspNetCore.Html;

namespace Market.Web.Shared;

/// <summary>What the frame of a shop page shows of the visitor: whose basket, how many things in it, who is signed in.</summary>
public sealed class ShopFrame(IHttpContextAccessor http, BasketDesk baskets, FrameHoles holes)
{
    public const string BasketCookie = "basket";
    private HttpContext Context => http.HttpContext!;

    public Caller? Visitor => Context.User.TryCaller();

    /// <summary>Owner of the basket: the person, or the visitor's random cookie; null while there is none.</summary>
    public Guid? Owner => Visitor?.Id ?? (Guid.TryParse(Context.Request.Cookies[BasketCookie], out var id) ? id : null);

    /// <summary>One place of the frame, filled for this visitor; left open on a page that is kept for all.</summary>
    public IHtmlContent Place(FrameHole hole) => Context.Items.ContainsKey(PublicPages.Capturing)
        ? FrameHoles.Marked(hole)
        : new HtmlString(holes.Fill(hole, FrameCookies.State(Context.Request.Cookies), CultureInfo.CurrentUICulture.Name));

    /// <summary>Counts the basket and notes the number for the frame of the pages that follow.</summary>
    public async Task NoteBasketAsync(Guid owner) => FrameCookies.Note(Context, await baskets.CountAsync(owner, Context.RequestAborted));

    /// <summary>light, dark or empty for the system's choice.</summary>
    public string Theme => Context.Request.Cookies["theme"] is "light" or "dark" ? Context.Request.Cookies["theme"]! : "";

    public bool LargeType => Context.Request.Cookies["size"] == "large";

    /// <summary>The owner, with a new cookie for a visitor who has none.</summary>
    public Guid OwnerOrNew()
    {
        if (Owner is { } owner) return owner;
        var id = Guid.CreateVersion7();
        Context.Response.Cookies.Append(BasketCookie, id.ToString(), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = Context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(60),
        });
        return id;
    }
}
