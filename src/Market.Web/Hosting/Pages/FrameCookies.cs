using System.Globalization;

namespace Market.Web.Hosting.Pages;

/// <summary>What a request's cookies say about the frame around a public page; nothing is looked up.</summary>
public static class FrameCookies
{
    /// <summary>Number of different products in the basket, kept beside the basket so that no page has to count.</summary>
    public const string Items = "items";
    public const string Flash = "flash";

    public static Looks Looks(IRequestCookieCollection cookies) =>
        new(cookies[Languages.Cookie] == "en", cookies["size"] == "large", cookies["theme"] switch { "light" => 1, "dark" => 2, _ => 0 });

    public static FrameState State(IRequestCookieCollection cookies) =>
        new(int.TryParse(cookies[Items], NumberStyles.None, CultureInfo.InvariantCulture, out var items) ? Math.Min(items, 100) : 0,
            cookies.ContainsKey("market") || cookies.ContainsKey("__Host-market"));

    /// <summary>Notes how many products lie in the basket now.</summary>
    public static void Note(HttpContext context, int items) => context.Response.Cookies.Append(Items, items.ToString(CultureInfo.InvariantCulture), new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = TimeSpan.FromDays(60),
    });
}
