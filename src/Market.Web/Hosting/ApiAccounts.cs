namespace Market.Web.Hosting;

/// <summary>On the API the bearer token alone says who is asking, and only as long as its account says so too. Routes ignore case, so this does.</summary>
public sealed class ApiAccounts(RequestDelegate next, FreshTokens tokens)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var api = context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.Request.Path.StartsWithSegments("/epcis", StringComparison.OrdinalIgnoreCase);
        if (api || (context.Request.Headers.Authorization.Count > 0 && context.Request.Path.StartsWithSegments("/sandbox", StringComparison.OrdinalIgnoreCase)))
            context.User = await tokens.CallerAsync(context) ?? new();
        await next(context);
    }
}
