using System.Collections.Frozen;
using Market.Catalog.People;

namespace Market.Web.Hosting.Pages;

/// <summary>The town a shopper allowed to be kept with a scan: chosen by themselves, remembered in a cookie, and one of the district's, so that nobody's words get onto a page.</summary>
public sealed class ScanTowns(IServiceScopeFactory scopes, TimeProvider clock)
{
    public const string Cookie = "town";
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1), Kept = TimeSpan.FromDays(60);
    private volatile Known? known;

    private sealed record Known(IReadOnlyList<PlaceView> Towns, FrozenDictionary<string, string> Names, long At);

    /// <summary>Name of the town in the visitor's cookie; empty when there is none.</summary>
    public ValueTask<string> OfAsync(HttpContext context) => context.Request.Cookies[Cookie] is { Length: > 0 } slug ? NameAsync(slug, context.RequestAborted) : ValueTask.FromResult("");

    /// <summary>Name of a town by its slug; empty when there is none.</summary>
    public async ValueTask<string> NameAsync(string slug, CancellationToken ct) => (await KnownAsync(ct)).Names.GetValueOrDefault(slug, "");

    /// <summary>Towns of the district, at most a minute old.</summary>
    public async ValueTask<IReadOnlyList<PlaceView>> ListAsync(CancellationToken ct) => (await KnownAsync(ct)).Towns;

    private async ValueTask<Known> KnownAsync(CancellationToken ct)
    {
        if (known is { } towns && clock.GetElapsedTime(towns.At) < Fresh) return towns;
        await using var scope = scopes.CreateAsyncScope();
        var all = await scope.ServiceProvider.GetRequiredService<DistrictDirectory>().TownsAsync(ct);
        return known = new(all, all.ToFrozenDictionary(x => x.Slug, x => x.Name, StringComparer.Ordinal), clock.GetTimestamp());
    }

    /// <summary>Remembers the choice, or forgets it.</summary>
    /// <param name="slug">Of a town of the district; empty to forget.</param>
    public static void Remember(HttpContext context, string slug)
    {
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Kept };
        if (slug.Length > 0) context.Response.Cookies.Append(Cookie, slug, options);
        else context.Response.Cookies.Delete(Cookie, options);
    }
}
