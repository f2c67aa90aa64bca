using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Tests.Support;

namespace Market.Orders.Tests.Contracts;

/// <summary>What the contract says of deliveries: how long goods keep, and crates that come back.</summary>
public sealed class DeliveryTermTests : IAsyncLifetime
{
    private readonly Shop shop = new();
    private Dealing dealing = null!;

    public async Task InitializeAsync()
    {
        await shop.InitializeAsync();
        dealing = new(shop);
    }

    public async Task DisposeAsync()
    {
        await shop.VerifyAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task Goods_leave_from_lots_that_keep_as_long_as_was_agreed()
    {
        var callOff = await CalledAsync(new() { MinShelfDays = 5 });
        var day = (await ReadAsync(callOff)).DeliverOn;
        shop.Goods.Lots[dealing.Seller.Product] = (false, [new("SHORT", 9000), new("LONG", 3000), new("NOBODY-SAID", 9000)]);
        shop.Goods.Standing["SHORT"] = new(LotMark.Open, "") { BestBefore = day.AddDays(4) };
        shop.Goods.Standing["LONG"] = new(LotMark.Open, "") { BestBefore = day.AddDays(5) };

        Assert.Equal("goods.keep_too_short", await Dealing.RefusedAsync(() => dealing.ShipAsync(callOff, 3001)));
        await dealing.ShipAsync(callOff, 3000);

        var sent = (await ReadAsync(callOff)).Deliveries.Single();
        Assert.Equal(("LONG", day.AddDays(5)), (sent.Lines[0].Lots.Single(), sent.KeepsUntil));
        Assert.Equal(3000L, (await ReadAsync(callOff)).Lines[0].Shipped);
    }

    [Fact]
    public async Task A_pallet_with_goods_that_keep_too_short_or_nobody_knows_how_long_is_refused()
    {
        var callOff = await CalledAsync(new() { MinShelfDays = 5 });
        var (day, product) = ((await ReadAsync(callOff)).DeliverOn, dealing.Seller.Product);
        PalletGoods Pallet(DateOnly? until) => new(dealing.Seller.Cooperative, new Dictionary<Guid, long> { [product] = 2000 }) { KeepsUntil = until is { } known ? new Dictionary<Guid, DateOnly> { [product] = known } : [] };

        foreach (var until in new DateOnly?[] { null, day.AddDays(4) })
        {
            shop.Goods.Pallets["K0001"] = Pallet(until);
            Assert.Equal("goods.keep_too_short", await Dealing.RefusedAsync(() => dealing.ShipAsync(callOff, 2000, "K0001")));
        }
        shop.Goods.Pallets["K0001"] = Pallet(day.AddDays(5));
        Assert.NotNull(await dealing.ShipAsync(callOff, 2000, "K0001"));
    }

    [Fact]
    public async Task Crates_come_with_goods_and_no_more_go_back_than_are_there()
    {
        var callOff = await CalledAsync(new() { CrateFen = 1500 });
        foreach (var crates in new[] { -1, 100_001 }) Assert.Equal("delivery.crates", await Dealing.RefusedAsync(() => dealing.ShipAsync(callOff, 1000, crates: crates)));
        var sent = (await dealing.ShipAsync(callOff, 1000, crates: 12))!.Value;
        Assert.Equal((12, 12), (await FindAsync(sent) is var found ? found.Crates : 0, found.CratesToTake));

        foreach (var back in new[] { -1, 13 }) Assert.Equal("receipt.crates", await Dealing.RefusedAsync(() => dealing.ReceiveAsync(callOff, 1000, cratesBack: back)));
        await dealing.ReceiveAsync(callOff, 1000, cratesBack: 5);
        await dealing.ShipAsync(callOff, 500, crates: 3);
        Assert.Equal("receipt.crates", await Dealing.RefusedAsync(() => dealing.ReceiveAsync(callOff, 500, cratesBack: 11)));
        await dealing.ReceiveAsync(callOff, 500, cratesBack: 10);

        var figures = await shop.InAsync<DeliveryReads, CrateFigures>(async x => await x.CratesAsync((await ReadAsync(callOff)).HeadId, default));
        Assert.Equal((15, 15, 0, 0L), (figures.Sent, figures.Back, figures.Out, figures.Deposit(1500)));
    }

    [Fact]
    public async Task Goods_found_where_there_was_no_network_came_when_they_were_found_never_before_they_were_sent_or_in_the_future()
    {
        var callOff = await CalledAsync(new());
        await dealing.ShipAsync(callOff, 1000);
        var (sentAt, found) = (shop.Now, shop.Now.AddHours(2));
        shop.Clock.Advance(TimeSpan.FromDays(3));
        var late = (await dealing.ReceiveAsync(callOff, 1000, foundAt: found))!.Value;
        Assert.Equal((found, true), ((await dealing.ReceiptAsync(late)).At, (await dealing.ReceiptAsync(late)).DisputeUntil > shop.Now));

        await dealing.ShipAsync(callOff, 1000);
        var early = (await dealing.ReceiveAsync(callOff, 1000, foundAt: sentAt))!.Value;
        Assert.Equal(shop.Now, (await dealing.ReceiptAsync(early)).At);
        await dealing.ShipAsync(callOff, 1000);
        var ahead = (await dealing.ReceiveAsync(callOff, 1000, foundAt: shop.Now.AddHours(5)))!.Value;
        Assert.Equal(shop.Now, (await dealing.ReceiptAsync(ahead)).At);
    }

    [Fact]
    public async Task Crates_of_which_the_contract_says_nothing_are_refused()
    {
        var callOff = await CalledAsync(new());
        Assert.Equal("delivery.crates", await Dealing.RefusedAsync(() => dealing.ShipAsync(callOff, 1000, crates: 1)));
        Assert.False((await ReadAsync(callOff)).WithCrates);
    }

    private async Task<Guid> CalledAsync(ContractTerms terms) => (await dealing.CallAsync(await dealing.FiledAsync(dealing.Facts() with { Terms = terms }), 5000))!.Value;

    private async Task<CallOffView> ReadAsync(Guid callOff) => (await shop.InAsync<DeliveryReads, CallOffView?>(x => x.CallOffAsync(dealing.Whole, callOff, default)))!;

    private async Task<DeliveryView> FindAsync(Guid id) => (await shop.InAsync<DeliveryReads, DeliveryView?>(x => x.FindAsync(dealing.Whole, id, default)))!;
}
