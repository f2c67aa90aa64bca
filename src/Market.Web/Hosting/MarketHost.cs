using System.Text.Encodings.Web;
using System.Text.Unicode;
using Market.Catalog;
using Market.Catalog.Messaging;
using Market.Catalog.Pictures;
using Market.Catalog.Search;
using Market.Orders;
using Market.Orders.Payments.Sandbox;
using Market.Traceability;
using Market.Web.Api;
using Market.Web.Hosting.Pages;
using Market.Web.Shared;
using MassTransit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.WebEncoders;

namespace Market.Web.Hosting;

/// <summary>Puts the program together.</summary>
public static class MarketHost
{
    /// <summary>Modules, payments and the bus: what commands and the web share.</summary>
    public static MarketSettings AddMarket(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = MarketSettings.From(configuration);
        services.AddSingleton(settings).TryAddSingleton(TimeProvider.System);
        services.AddSingleton(SupervisionConfiguration.Read(configuration)).AddSingleton(SupervisionConfiguration.Shelves(configuration));
        services.AddCatalog(settings.Database("catalog"));
        services.AddOrders(settings.Database("orders"), OrdersConfiguration.Read(configuration, settings.BaseUrl));
        services.AddTraceability(settings.Database("trace"), TraceConfiguration.Read(configuration, settings));
        if (settings.Demo) services.AddSandboxPayments(new SandboxSettings { File = Path.Combine(settings.Data, "sandbox.db") });
        if (OrdersConfiguration.Stripe(configuration) is { } stripe) services.AddStripePayments(stripe);
        services.AddSingleton<IMessenger>(provider => MessengerConfiguration.Read(configuration) is { } gateway
            ? new GatewayMessenger(gateway, new HttpClient())
            : new FileMessenger(Path.Combine(settings.Data, "mail"), provider.GetRequiredService<TimeProvider>()));
        services.AddMediator(bus =>
        {
            bus.AddConsumers(typeof(CatalogModule).Assembly);
            bus.AddConsumers(typeof(OrdersModule).Assembly);
            bus.AddConsumers(typeof(TraceModule).Assembly);
        });
        services.AddPictures(new PictureSettings(Path.Combine(settings.Data, "pictures")));
        services.AddScoped<Migrator>();
        return settings;
    }

    /// <summary>The web application, ready to run.</summary>
    /// <param name="configure">Last changes to configuration and services, for tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder);
        builder.WebHost.UseStaticWebAssets();
        // Run from a build, the framework would send style sheet and scripts anew and as good as uncompressed, in case somebody edits them.
        if (!builder.Environment.IsDevelopment()) builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.WebHost.ConfigureKestrel(Limits.Apply);
        var settings = builder.Services.AddMarket(builder.Configuration);
        builder.Services.AddCatalogWorkers().AddOrdersWorkers().AddTraceabilityWorkers().AddProductSearch(new SearchSettings(settings.Search));
        if (settings.Demo) builder.Services.AddHostedService<SandboxCourier>();
        builder.Services.AddSignIn(settings.Https).AddSingleton<FreshTokens>();
        builder.Services.AddPages(settings);
        Listen(builder, settings);
        var app = builder.Build();
        app.UsePages(settings);
        return app;
    }

    private static void Listen(WebApplicationBuilder builder, MarketSettings settings)
    {
        if (settings.Demo && settings.Bind is not ("127.0.0.1" or "::1" or "localhost"))
            throw new InvalidOperationException("Demo mode listens on loopback only: set MARKET_DEMO=0 to listen elsewhere.");
        builder.WebHost.UseUrls($"http://{(settings.Bind.Contains(':', StringComparison.Ordinal) ? $"[{settings.Bind}]" : settings.Bind)}:{settings.Port}");
    }

    private static void AddPages(this IServiceCollection services, MarketSettings settings)
    {
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        services.AddScoped<Sessions>().AddScoped<Cards>().AddScoped<Features.Books.StatementExport>().AddScoped<Features.Listing.FacetNames>();
        services.AddSingleton<FailedLooks>().AddSingleton<PageCache>().AddSingleton<FrameHoles>().AddSingleton<PackHoles>().AddSingleton<ScanTowns>().AddSingleton<Shoppers>().AddScoped<Wording>().AddScoped<ShopFrame>().AddScoped<Features.Brand.ApplicationFacts>().AddScoped<Listers>().AddScoped<DemandTables>().AddScoped<Features.Resolver.LinkSets>().AddScoped<Receivers>().AddScoped<Features.TracePages.LotPages>().AddScoped<ReceivingPlaces>().AddScoped<Features.Recalls.RecallFile>();
        services.AddRateLimits();
        services.AddAntiforgery(options => (options.Cookie.Name, options.Cookie.SecurePolicy) = settings.Https ? ("__Host-form", CookieSecurePolicy.Always) : ("form", CookieSecurePolicy.SameAsRequest));
        // Chinese stays readable in the source, and half the size.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RazorViewEngineOptions>(options =>
        {
            options.ViewLocationFormats.Clear();
            foreach (var place in new[] { "/Features/{1}/{0}.cshtml", "/Features/Office/{0}.cshtml", "/Shared/{0}.cshtml" }) options.ViewLocationFormats.Add(place);
        });
        services.AddControllersWithViews(options =>
            {
                options.Conventions.Add(new ApiConvention());
                options.Filters.Add<SameOriginFilter>();
                options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
                options.Filters.Add<RefusalFilter>();
                options.ModelBindingMessageProvider.UseSentences();
                options.MaxModelBindingCollectionSize = 1000;
            })
            .AddDataAnnotationsLocalization()
            .AddJsonOptions(options => ApiJson.Configure(options.JsonSerializerOptions))
            .ConfigureApiBehaviorOptions(options =>
            {
                options.InvalidModelStateResponseFactory = MalformedRequests.Answer;
                // The framework's own problem documents have no code: StatusController writes them.
                options.SuppressMapClientErrors = true;
            })
            .AddCookieTempDataProvider(options => (options.Cookie.Name, options.Cookie.SecurePolicy) = (FrameCookies.Flash, CookieSecurePolicy.SameAsRequest));
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddOpenApi("v1", ApiDocument.Configure);
        services.AddHealthChecks().AddCheck<ReadyCheck>("ready");
        services.AddTelemetry();
    }

    private static void UsePages(this WebApplication app, MarketSettings settings)
    {
        var policy = SecurityHeaders.PolicyWith(OrdersConfiguration.Stripe(app.Configuration) is null ? null : "https://checkout.stripe.com");
        app.UseBehindProxy(settings);
        app.UseHeadAsGet();
        app.UseSecurityHeaders(policy, settings.Https);
        app.UseOwnHosts(settings);
        app.UseMiddleware<PublicPages>();
        // A failure begins its answer anew, without the headers set so far.
        app.UseExceptionHandler(failed =>
        {
            failed.UseSecurityHeaders(policy, settings.Https);
            Failures.Answer(failed);
        });
        app.UseMiddleware<PackPages>();
        app.UseLanguages();
        app.UseStatusCodePagesWithReExecute("/status/{0}");
        app.MapStaticAssets().AllowAnonymous();
        app.UseRouting();
        app.UseSizeLimits();
        app.UseAbsence();
        app.UseAuthentication();
        app.UseMiddleware<ApiAccounts>();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapControllers().WithStaticAssets();
        SetAside.Map(app);
        app.MapOpenApi().AllowAnonymous();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { ResultStatusCodes = { [HealthStatus.Degraded] = StatusCodes.Status503ServiceUnavailable } }).AllowAnonymous();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
    }
}
