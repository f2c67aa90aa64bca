using Market.Orders.Basket;
using Market.Web.Hosting;

namespace Market.Web.Shared;

/// <summary>What the frame of a shop page shows of the visitor: whose basket, how many things in it, who is signed in.</summary>
public sealed class ShopFrame(IHttpContextAccessor http, BasketDesk baskets)
{
    public const string BasketCookie = "basket";
    private HttpContext Context => http.HttpContext!;

    public Caller? Visitor => Context.User.TryCaller();

    /// <summary>Owner of the basket: the person, or the visitor's random cookie; null while there is none.</summary>
    public Guid? Owner => Visitor?.Id ?? (Guid.TryParse(Context.Request.Cookies[BasketCookie], out var id) ? id : null);

    public async Task<int> BasketCountAsync() => Owner is { } owner ? await baskets.CountAsync(owner, Context.RequestAborted) : 0;

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
