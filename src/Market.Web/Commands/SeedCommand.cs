using System.Globalization;
using System.Text.Json;
using Market.Catalog.Demo;
using Market.Catalog.Pictures;
using Market.Kernel;
using Market.Orders;
using Market.Orders.Checkout;
using Market.Orders.Demo;
using Market.Traceability.Demo;
using Market.Web.Hosting;

namespace Market.Web.Commands;

/// <summary>./market seed: the demo district in an empty database.</summary>
internal static class SeedCommand
{
    /// <summary>Orders of the past year, unless MARKET_DEMO_ORDERS says otherwise.</summary>
    private const int Orders = 240;

    public static async Task<int> RunAsync(string[] args)
    {
        var filled = await FillIfEmptyAsync(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        if (args.Contains("--json")) Console.WriteLine(JsonSerializer.Serialize(new { ok = true, filled }, JsonSerializerOptions.Web));
        else Console.WriteLine(filled ? "The demo district is ready." : "The database is not empty: nothing was changed.");
        return 0;
    }

    /// <returns>false when the catalogue is not empty.</returns>
    public static async Task<bool> FillIfEmptyAsync(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration).AddLogging(log => log.AddConsole().SetMinimumLevel(LogLevel.Warning));
        // The demo's past year is from before lots were kept: nothing it sold or delivered has a certificate.
        services.AddMarket(new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection([new("MARKET_COMMITMENT_CATEGORIES", "")]).Build());
        services.AddDemo();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var district = scope.ServiceProvider.GetRequiredService<DemoDistrict>();
        if (!await district.IsEmptyAsync(CancellationToken.None)) return false;
        var made = await district.FillAsync(picture => SaveAsync(provider, picture), CancellationToken.None);
        await OrderAsync(provider, made, int.TryParse(configuration["MARKET_DEMO_ORDERS"], NumberStyles.None, CultureInfo.InvariantCulture, out var orders) ? orders : Orders);
        await DealAsync(provider, made);
        // Afterwards: the orders of the past year cannot have taken from yesterday's harvest.
        await GrowAsync(provider, made);
        return true;
    }

    /// <summary>In a scope of its own: the district is not saved yet.</summary>
    private static async Task<string> SaveAsync(IServiceProvider provider, Stream picture)
    {
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PictureStore>().SaveAsync(picture, Guid.Empty, CancellationToken.None);
    }

    /// <summary>Lots of each cooperative's products: of the first two with all that can be told, of the others what selling needs.</summary>
    private static async Task GrowAsync(ServiceProvider provider, DemoMade made)
    {
        await using var scope = provider.CreateAsyncScope();
        var offers = await scope.ServiceProvider.GetRequiredService<ICatalogQuestions>().OffersAsync([.. made.Offers.Where(x => !x.Presale).Select(x => x.OfferId)], CancellationToken.None);
        var place = made.Offers.Select((x, i) => (x.OfferId, i)).ToDictionary(x => x.OfferId, x => x.i);
        var growers = offers.OrderBy(x => place[x.OfferId]).GroupBy(x => x.CooperativeId).Select(x => new DemoGrower(x.Key, made.Managers[x.Key], [.. x.Select(y => y.ProductId).Distinct()]));
        await provider.GetRequiredService<DemoLots>().FillAsync([.. growers], CancellationToken.None);
    }

    /// <summary>A supply contract, from before the first lot was recorded, and a demand with bids that is matched once the shop runs.</summary>
    private static async Task DealAsync(ServiceProvider provider, DemoMade made)
    {
        await using var scope = provider.CreateAsyncScope();
        var (catalog, deal) = (scope.ServiceProvider.GetRequiredService<ICatalogQuestions>(), made.Parties);
        var offer = made.Offers.Last(x => x.CooperativeId == deal.CooperativeId && !x.Presale);
        var terms = (await catalog.OffersAsync([offer.OfferId], CancellationToken.None)).Single();
        var between = new DemoDeal(deal.ChainId, deal.StoreId, deal.Buyer, deal.Approver, deal.CooperativeId, deal.TownId, made.Managers[deal.CooperativeId], deal.Reviewer, deal.Chair);
        await provider.GetRequiredService<DemoContract>().FillAsync(between, (await catalog.ProductAsync(terms.ProductId, CancellationToken.None))!, CancellationToken.None);
        var place = made.Offers.Select((x, i) => (x.OfferId, i)).ToDictionary(x => x.OfferId, x => x.i);
        var goods = (await catalog.OffersAsync([.. place.Keys], CancellationToken.None)).OrderBy(x => place[x.OfferId]).DistinctBy(x => (x.Category, x.CooperativeId));
        await provider.GetRequiredService<DemoDemand>().FillAsync(between, [.. goods.Select(x => new DemoBidder(x.Category, x.CooperativeId, made.Managers[x.CooperativeId], x.ProductId))], CancellationToken.None);
    }

    private static async Task OrderAsync(IServiceProvider provider, DemoMade made, int orders)
    {
        var committer = provider.GetRequiredService<CheckoutCommitter>();
        await committer.StartAsync(CancellationToken.None);
        var shelf = made.Offers.Where(x => !x.Presale).Select(x => new DemoShelf(x.OfferId, x.CooperativeId, x.StepMilli, x.Weighed, x.StockMilli)).ToList();
        await provider.GetRequiredService<DemoOrders>().FillAsync(shelf, new(made.Consumers, ["李晓梅", "周建平"], made.Managers, made.Stations), orders, CancellationToken.None);
        await committer.StopAsync(CancellationToken.None);
    }

    private static void AddDemo(this IServiceCollection services)
    {
        services.AddScoped<DemoDistrict>();
        services.AddDemoOrders();
        services.AddSingleton<DemoLots>();
    }
}
