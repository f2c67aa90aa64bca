using System.Globalization;
using System.Security.Claims;
using Market.Catalog.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Market.Web.Hosting;

/// <summary>Cookie for pages, bearer tokens for the API; both are checked against the account once a minute.</summary>
public static class SignIn
{
    public static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(1);
    private const string CheckedAt = "checked";

    /// <param name="https">Over https the cookie's name starts with <c>__Host-</c>.</param>
    public static IServiceCollection AddSignIn(this IServiceCollection services, bool https)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.Cookie.Name = https ? "__Host-market" : "market";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = TimeSpan.FromDays(14);
                options.SlidingExpiration = true;
                options.LoginPath = "/login";
                options.AccessDeniedPath = "/forbidden";
                options.ReturnUrlParameter = "returnUrl";
                options.Events.OnValidatePrincipal = RenewAsync;
                options.Events.OnRedirectToLogin = AskAsync;
            })
            .AddBearerToken(options => options.BearerTokenExpiration = TokenLife);
        services.AddScoped<TokenDesk>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Seller, policy => policy.RequireAssertion(x => Is(x, Role.Manager, Role.Clerk, Role.Supervisor, Role.Station)))
            .AddPolicy(Policies.Manager, policy => policy.RequireAssertion(x => Is(x, Role.Manager)))
            .AddPolicy(Policies.Buyer, policy => policy.RequireAssertion(x => Is(x, Role.Buyer)))
            .AddPolicy(Policies.Sourcing, policy => policy.RequireAssertion(x => Is(x, Role.Buyer, Role.Approver, Role.Manager, Role.Clerk, Role.Station)))
            .AddPolicy(Policies.Approver, policy => policy.RequireAssertion(x => Is(x, Role.Approver)))
            .AddPolicy(Policies.Shelves, policy => policy.RequireAssertion(x => Is(x, Role.Buyer, Role.Approver, Role.Receiver, Role.Manager, Role.Clerk, Role.Office, Role.Admin)))
            .AddPolicy(Policies.StorePeople, policy => policy.RequireAssertion(x => Is(x, Role.Buyer, Role.Receiver)))
            .AddPolicy(Policies.Fairs, policy => policy.RequireAssertion(x => Is(x, Role.Manager, Role.Office)))
            .AddPolicy(Policies.Contracts, policy => policy.RequireAssertion(x => Is(x, Role.Buyer, Role.Approver, Role.Receiver, Role.Manager, Role.Clerk, Role.Reviewer)))
            .AddPolicy(Policies.Agreeing, policy => policy.RequireAssertion(x => Is(x, Role.Approver, Role.Manager)))
            .AddPolicy(Policies.Dealing, policy => policy.RequireAssertion(x => Is(x, Role.Buyer, Role.Manager)))
            .AddPolicy(Policies.Supplying, policy => policy.RequireAssertion(x => Is(x, Role.Buyer, Role.Approver, Role.Receiver, Role.Manager, Role.Clerk)))
            .AddPolicy(Policies.GoodsIn, policy => policy.RequireAssertion(x => Is(x, Role.Receiver)))
            .AddPolicy(Policies.Office, policy => policy.RequireAssertion(x => Is(x, Role.Office)))
            .AddPolicy(Policies.Checker, policy => policy.RequireAssertion(x => Is(x, Role.Office, Role.Inspector)))
            .AddPolicy(Policies.Grower, policy => policy.RequireAssertion(x => Is(x, Role.Manager, Role.Clerk)))
            .AddPolicy(Policies.Goods, policy => policy.RequireAssertion(x => Is(x, Role.Manager, Role.Clerk, Role.Station, Role.Receiver)))
            .AddPolicy(Policies.Tracer, policy => policy.RequireAssertion(x => Is(x, Role.Manager, Role.Clerk, Role.Receiver, Role.Inspector, Role.Office, Role.Admin)))
            .AddPolicy(Policies.Receiving, policy => policy.RequireAssertion(x => Is(x, Role.Manager, Role.Clerk, Role.Station, Role.Buyer, Role.Approver, Role.Receiver, Role.Office, Role.Inspector)))
            .AddPolicy(Policies.Answering, policy => policy.RequireAssertion(x => Is(x, Role.Manager, Role.Clerk, Role.Station, Role.Buyer, Role.Approver, Role.Receiver, Role.Office)))
            .AddPolicy(Policies.Inspecting, policy => policy.RequireAssertion(x => Is(x, Role.Manager, Role.Clerk, Role.Inspector)))
            .AddPolicy(Policies.Inspector, policy => policy.RequireAssertion(x => Is(x, Role.Inspector)))
            .AddPolicy(Policies.Station, policy => policy.RequireAssertion(x => Is(x, Role.Station)))
            .AddPolicy(Policies.Town, policy => policy.RequireAssertion(x => Is(x, Role.Reviewer)))
            .AddPolicy(Policies.District, policy => policy.RequireAssertion(x => Is(x, Role.Office, Role.Admin)))
            .AddPolicy(Policies.Admin, policy => policy.RequireAssertion(x => Is(x, Role.Admin)));
        return services;
    }

    private static bool Is(AuthorizationHandlerContext context, params Role[] roles) => context.User.TryCaller()?.Is(roles) == true;

    /// <summary>Pages lead to the sign-in, on whatever host the visitor used; the API says what it wants.</summary>
    private static Task AskAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ApiControllerAttribute>() is not null)
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.Headers.WWWAuthenticate = "Bearer";
            return Task.CompletedTask;
        }
        response.Redirect("/login?returnUrl=" + Uri.EscapeDataString(request.Path + request.QueryString));
        return Task.CompletedTask;
    }

    private static async Task RenewAsync(CookieValidatePrincipalContext context)
    {
        var clock = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
        var now = clock.GetUtcNow();
        if (context.Properties.Items.TryGetValue(CheckedAt, out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) && now - at < CheckEvery) return;
        var caller = context.Principal?.TryCaller();
        var accounts = context.HttpContext.RequestServices.GetRequiredService<AccountDesk>();
        var person = caller is null ? null : await accounts.RenewAsync(caller.Id, context.Principal!.FindFirstValue(Callers.Stamp) ?? "");
        if (person is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return;
        }
        context.ReplacePrincipal(Callers.Principal(person, CookieAuthenticationDefaults.AuthenticationScheme));
        context.Properties.Items[CheckedAt] = now.ToString("O", CultureInfo.InvariantCulture);
        context.ShouldRenew = true;
    }
}

/// <summary>Names of the policies that guard controllers.</summary>
public static class Policies
{
    public const string Seller = "seller";
    public const string Manager = "manager";
    public const string Office = "office";

    /// <summary>Buys for a supermarket chain.</summary>
    public const string Buyer = "buyer";

    /// <summary>Reads demands, bids and plans: chains and cooperatives.</summary>
    public const string Sourcing = "sourcing";

    /// <summary>Reads the shelf map: chains, cooperatives, the district.</summary>
    public const string Shelves = "shelves";

    /// <summary>Says what is on a store's shelf.</summary>
    public const string StorePeople = "store-people";

    /// <summary>Announces fairs or takes part in them.</summary>
    public const string Fairs = "fairs";

    /// <summary>Agrees for a supermarket to what its buyer asks for.</summary>
    public const string Approver = "approver";
    public const string Checker = "checker";

    /// <summary>Reads contracts: both parties and the towns.</summary>
    public const string Contracts = "contracts";

    /// <summary>Agrees to contracts: the chain's approver, the supplier's manager.</summary>
    public const string Agreeing = "agreeing";

    /// <summary>Acts on contracts and statements for a party: the chain's buyer, the supplier's manager.</summary>
    public const string Dealing = "dealing";

    /// <summary>Reads call-offs, deliveries and statements.</summary>
    public const string Supplying = "supplying";

    /// <summary>Books goods in for a supermarket.</summary>
    public const string GoodsIn = "goods-in";

    /// <summary>Records what grows and is packed.</summary>
    public const string Grower = "grower";

    /// <summary>Sends or receives pallets.</summary>
    public const string Goods = "goods";

    /// <summary>Captures and reads events.</summary>
    public const string Tracer = "tracer";

    /// <summary>Receives goods and answers recalls of them; the office and the inspectors look on, and answer for those outside.</summary>
    public const string Receiving = "receiving";

    /// <summary>Answers recalls of received goods.</summary>
    public const string Answering = "answering";

    /// <summary>Records inspections.</summary>
    public const string Inspecting = "inspecting";
    public const string Inspector = "inspector";
    public const string Station = "station";
    public const string Town = "town";
    public const string District = "district";
    public const string Admin = "admin";

    /// <summary>The API takes bearer tokens only: no cookie can be used against it.</summary>
    public const string Api = BearerTokenDefaults.AuthenticationScheme;
}

/// <summary>Bearer tokens of the API.</summary>
public sealed class TokenDesk(IOptionsMonitor<BearerTokenOptions> options, TimeProvider clock)
{
    public (string Token, DateTime ExpiresAt) Issue(SignedIn person)
    {
        var expires = clock.GetUtcNow() + SignIn.TokenLife;
        var ticket = new AuthenticationTicket(Callers.Principal(person, Policies.Api), new AuthenticationProperties { ExpiresUtc = expires }, $"{Policies.Api}:AccessToken");
        return (options.Get(Policies.Api).BearerTokenProtector.Protect(ticket), expires.UtcDateTime);
    }
}
