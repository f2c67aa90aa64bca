using Market.Catalog.People;
using Market.Orders.Basket;
using Market.Web.Hosting.Pages;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Market.Web.Hosting;

/// <summary>Cookie sign-ins: a fresh cookie each time, and the visitor's basket comes along.</summary>
public sealed class Sessions(AccountDesk accounts, BasketDesk baskets, TimeProvider clock)
{
    public async Task StartAsync(HttpContext context, SignedIn person)
    {
        if (Guid.TryParse(context.Request.Cookies[ShopFrame.BasketCookie], out var visitor))
        {
            await baskets.MoveAsync(visitor, person.Id, context.RequestAborted);
            context.Response.Cookies.Delete(ShopFrame.BasketCookie);
        }
        FrameCookies.Note(context, await baskets.CountAsync(person.Id, context.RequestAborted));
        await SignInAsync(context, person);
    }

    /// <summary>The person got a new role: the cookie says so at once.</summary>
    public async Task RefreshAsync(HttpContext context)
    {
        var stamp = context.User.FindFirst(Callers.Stamp)?.Value ?? "";
        if (await accounts.RenewAsync(context.User.Caller().Id, stamp) is { } person) await SignInAsync(context, person);
    }

    private Task SignInAsync(HttpContext context, SignedIn person) => context.SignInAsync(Callers.Principal(person, CookieAuthenticationDefaults.AuthenticationScheme),
        new AuthenticationProperties { IsPersistent = true, IssuedUtc = clock.GetUtcNow() });
}
