using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Market.Benchmarks.Load;
using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Fulfilment;
using Market.Orders.Income;
using Market.Orders.Payments.Sandbox;
using Market.Orders.Settlement;
using Market.Orders.Stock;
using Market.Verify;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Benchmarks;

/// <summary>A real shop's invoices through order, payment, dispatch, receipt and income: the income must equal the file to the fen.</summary>
internal static class ReplayBench
{
    private const int Buyers = 16;

    private sealed record Shelf(Guid Cooperative, Guid Manager, Dictionary<(string Code, long Fen), Guid> Offers);

    public static async Task<int> RunAsync()
    {
        var truth = RetailSlice.Truth();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"File: {truth.Rows} rows, ¥{truth.Yuan} exactly, {truth.Fen} fen with each row rounded (rounding explains {truth.Fen - truth.Yuan * 100} fen); published ¥{truth.Published}"));
        if (truth.Yuan != truth.Published) throw new InvalidOperationException("The file does not sum to its published total.");
        var invoices = RetailSlice.Invoices();
        var right = await OnAsync("SQLite", null, invoices, truth.Fen);
        if (BenchShop.Server is { } server) right &= await OnAsync("MariaDB", server, invoices, truth.Fen);
        else Console.WriteLine("MariaDB is left out: MARKET_BENCH_MYSQL is not set.");
        return right ? 0 : 1;
    }

    private static async Task<bool> OnAsync(string name, string? server, List<RetailInvoice> invoices, long fen)
    {
        await using var shop = await BenchShop.CreateAsync(server, demo: false);
        var shelf = await ListAsync(shop, invoices);
        var committer = shop.Services.GetRequiredService<CheckoutCommitter>();
        await committer.StartAsync(CancellationToken.None);
        var watch = Stopwatch.StartNew();
        var buyers = new ConcurrentDictionary<string, Guid>();
        await Parallel.ForEachAsync(invoices, new ParallelOptions { MaxDegreeOfParallelism = Buyers },
            async (invoice, ct) => await SellAsync(shop, shelf, invoice, buyers.GetOrAdd(invoice.Customer, _ => Guid.CreateVersion7()), ct));
        var seconds = watch.Elapsed.TotalSeconds;
        await committer.StopAsync(CancellationToken.None);
        await DeliverAsync(shop);

        long owed = 0, held = 0, services = 0;
        await shop.InAsync<IncomeReads>(async income =>
        {
            owed = (await income.ListAsync(new(shelf.Cooperative, null, null), 1, 1, CancellationToken.None)).OwedFen;
            held = (await income.BalanceAsync(shelf.Cooperative, CancellationToken.None)).HeldFen;
        });
        await shop.InAsync<OrdersDb>(async db => services = await db.Lines.Where(x => x.Name.StartsWith("SERVICE ")).SumAsync(x => x.FinalFen));
        var broken = await new Verifier(new(shop.Data, shop.MySql), TimeProvider.System.GetUtcNow().UtcDateTime).RunAsync();
        foreach (var violation in broken) Console.WriteLine($"  {violation.Key}: not so: {violation.Says} ({violation.Rows} rows, first {violation.First})");
        var right = owed == fen && held == 0 && broken.Count == 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {invoices.Count} orders, {invoices.Sum(x => x.Rows.Count)} rows in {seconds:0.0} s = {invoices.Count / seconds:0.0} orders/s from basket to income; " +
            $"income {owed} fen, of it services {services}, difference {owed - fen}; held {held}; invariants {(broken.Count == 0 ? "hold" : "BROKEN")}"));
        return right;
    }

    /// <summary>The shop's own process sends the messages that wait.</summary>
    private static async Task DeliverAsync(BenchShop shop)
    {
        await using var server = await shop.ServeAsync(("MARKET_DEMO", "0"));
        var waiting = 1;
        for (var i = 0; waiting > 0 && i < 1200; i++)
        {
            await Task.Delay(100);
            await shop.InAsync<OrdersDb>(async db => waiting = await db.Outbox.CountAsync(x => x.SentAt == null));
        }
    }

    /// <summary>One product for each stock code and price, all in one cooperative's name, with as much stock as was sold.</summary>
    private static async Task<Shelf> ListAsync(BenchShop shop, List<RetailInvoice> invoices)
    {
        var (now, manager) = (TimeProvider.System.GetUtcNow().UtcDateTime, Guid.CreateVersion7());
        await using var scope = shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogDb>();
        var town = new Town { Slug = "retail", Name = "零售镇", NameEn = "Retail" };
        var cooperative = Cooperative.Apply(new("retail", "零售合作社", "Retail cooperative", town.Id, "零售村", "Retail", "0935-8210000", "章程"), now);
        var category = new Category { Slug = "goods", Name = "百货", NameEn = "Goods" };
        db.AddRange(town, cooperative, category);
        var sold = invoices.SelectMany(x => x.Rows).GroupBy(x => (x.Code, x.Fen)).ToDictionary(x => x.Key, x => (x.First().Words, x.First().Service, Quantity: x.Sum(y => (long)y.Quantity)));
        var products = sold.ToDictionary(x => x.Key, x =>
        {
            var product = new Product { CooperativeId = cooperative.Id, CreatedAt = now };
            var words = $"{(x.Value.Service ? "SERVICE " : "")}{x.Key.Code} {x.Value.Words}".Trim();
            product.Describe(new(words, words, "", "", "", x.Key.Fen.ToString(CultureInfo.InvariantCulture), ""), category.Id);
            product.Offers.Add(Offer.For(product, new(Unit.Piece, 1000, 100, x.Key.Fen), DistrictClock.Date(now)));
            product.Submit(processed: false);
            product.Approve(now);
            return product;
        });
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await ChangeSequence.StampAsync(db, products.Values, CancellationToken.None);
            await db.SaveChangesAsync();
            await db.BulkInsertAsync([.. products.Values], CancellationToken.None);
            await db.BulkInsertAsync(products.Values.Select(x => x.Offers[0]).ToList(), CancellationToken.None);
            await transaction.CommitAsync();
        }
        var orders = scope.ServiceProvider.GetRequiredService<OrdersDb>();
        await using (var transaction = await orders.Database.BeginTransactionAsync())
        {
            var book = scope.ServiceProvider.GetRequiredService<StockBook>();
            foreach (var (key, product) in products)
            {
                await book.ReceiveAsync(product.Offers[0].Id, cooperative.Id, sold[key].Quantity * 1000, manager, CancellationToken.None);
                await orders.SaveChangesAsync();
                // Thousands of tracked rows would be looked through at each save.
                orders.ChangeTracker.Clear();
            }
            await transaction.CommitAsync();
        }
        return new(cooperative.Id, manager, products.ToDictionary(x => x.Key, x => x.Value.Offers[0].Id));
    }

    private static async Task SellAsync(BenchShop shop, Shelf shelf, RetailInvoice invoice, Guid buyer, CancellationToken ct)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var (services, now) = (scope.ServiceProvider, TimeProvider.System.GetUtcNow().UtcDateTime);
        var lines = invoice.Rows.Select(x => new WantedLine(shelf.Offers[(x.Code, x.Fen)], new(x.Quantity * 1000L, Unit.Piece))).ToList();
        var order = await services.GetRequiredService<CheckoutDesk>().PlaceAsync(new(buyer, lines, null, new("顾客", "13800000000", "零售街 1 号"), SandboxProvider.Method),
            new(buyer, invoice.Number, "replay"), now, ct);
        var (sandbox, payment, part) = (services.GetRequiredService<SandboxProvider>(), order.Payments[0], order.SubOrders[0]);
        await services.GetRequiredService<PaymentDesk>().TakeAsync(SandboxProvider.Method, sandbox.DecideQuietly(sandbox.Open(payment.Id, payment.Url!)!, now), now, ct);
        await services.GetRequiredService<FulfilmentDesk>().DispatchAsync(new(part.Id, [part.CooperativeId], new(shelf.Manager, "manager"), now), new Dictionary<Guid, long>(), null, ct);
        await services.GetRequiredService<Pickup>().ConfirmAsync(part.Id, new(new(buyer, "consumer"), null, now), ct);
    }
}
