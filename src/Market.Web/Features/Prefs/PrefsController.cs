using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Prefs;

/// <summary>Language, colours and type size: kept in cookies, changed by plain links.</summary>
[AllowAnonymous]
public sealed class PrefsController : Controller
{
    [HttpGet("/prefs/lang/{value:regex(^(zh-CN|en)$)}")]
    public IActionResult Language(string value, string? back) => Keep(Languages.Cookie, value, back);

    [HttpGet("/prefs/theme/{value:regex(^(light|dark|system)$)}")]
    public IActionResult Theme(string value, string? back) => Keep("theme", value, back);

    [HttpGet("/prefs/size/{value:regex(^(normal|large)$)}")]
    public IActionResult Size(string value, string? back) => Keep("size", value, back);

    private LocalRedirectResult Keep(string cookie, string value, string? back)
    {
        Response.Cookies.Append(cookie, value, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true, HttpOnly = true, Secure = Request.IsHttps });
        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }
}
