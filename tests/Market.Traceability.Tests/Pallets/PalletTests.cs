using Market.Kernel;
using Market.Traceability.Lots;
using Market.Traceability.Pallets;
using Market.Traceability.Tests.Support;
using Market.Traceability.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Pallets;

public sealed class PalletTests : IAsyncLifetime
{
    private static readonly (string Kind, Guid Id) Store = (ReceivingPlace.Store, Guid.CreateVersion7());
    private static readonly TraceParty Receiver = new(Guid.CreateVersion7(), []) { Places = [Store] };
    private static readonly TraceParty Stranger = new(Guid.CreateVersion7(), [Guid.CreateVersion7()]) { Places = [(ReceivingPlace.Store, Guid.CreateVersion7())] };

    private Trace trace = null!;
    private Farm farm = null!;

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        farm = new(trace);
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task A_pallet_has_its_own_uri_and_what_is_put_on_it_is_an_aggregation()
    {
        var (lot, pallet) = (await farm.LotAsync(620_000), await MakeAsync());

        Assert.True(await LoadAsync(pallet, lot, 500_000));

        await trace.WithAsync(async db =>
        {
            var told = await db.Events.OrderByDescending(x => x.Seq).FirstAsync();
            Assert.Equal(("AggregationEvent", "ADD", "packing"), (told.Type, told.Action, told.BizStep));
            Assert.Contains($"\"parentID\":\"{Trace.Base}/id/pallet/{pallet}\"", told.Body, StringComparison.Ordinal);
        });
        var found = (await FindAsync(null, pallet))!;
        Assert.Equal((PalletState.Open, 500_000, false, false), (found.State, found.Lines.Single().OnIt, found.Owner, found.Receiver));
    }

    [Fact]
    public async Task An_sscc_is_checked_and_never_two_pallets_have_one()
    {
        Assert.Equal("pallet.sscc", (await Assert.ThrowsAsync<RuleException>(() => MakeAsync("095210000000000012"))).Code);
        Assert.Equal("pallet.sscc", (await Assert.ThrowsAsync<RuleException>(() => MakeAsync("12"))).Code);
        var code = await MakeAsync("095210000000000018");
        Assert.Equal("https://id.gs1.org/00/095210000000000018", (await FindAsync(null, code))!.Key);
        Assert.Equal("pallet.sscc_taken", (await Assert.ThrowsAsync<RuleException>(() => MakeAsync("095210000000000018"))).Code);
    }

    [Fact]
    public async Task No_more_of_a_lot_comes_onto_pallets_than_there_is_not_even_at_the_same_moment()
    {
        var lot = await farm.LotAsync(100_000);
        var pallets = new[] { await MakeAsync(), await MakeAsync(), await MakeAsync(), await MakeAsync() };
        Assert.Equal("pallet.weight", (await Assert.ThrowsAsync<RuleException>(() => LoadAsync(pallets[0], lot, 0))).Code);
        Assert.Equal("pallet.weight", (await Assert.ThrowsAsync<RuleException>(() => LoadAsync(pallets[0], lot, -5))).Code);
        Assert.Equal("pallet.weight", (await Assert.ThrowsAsync<RuleException>(() => LoadAsync(pallets[0], lot, 10_000_000_001))).Code);

        var outcomes = await Task.WhenAll(pallets.Select(x => Task.Run(() => CodeOfAsync(() => LoadAsync(x, lot, 40_000)))));

        Assert.Equal(["", "", "lot.too_little", "lot.too_little"], outcomes.Order());
    }

    [Fact]
    public async Task Units_stand_on_one_pallet_only_and_never_on_themselves()
    {
        var (a, b, c) = (await MakeAsync(), await MakeAsync(), await MakeAsync());

        Assert.Equal("pallet.cycle", await CodeOfAsync(() => PutOnAsync(a, a)));
        Assert.True(await PutOnAsync(a, b));
        Assert.True(await PutOnAsync(b, c));
        Assert.Equal("pallet.cycle", await CodeOfAsync(() => PutOnAsync(c, a)));
        Assert.Equal("pallet.on_another", await CodeOfAsync(() => PutOnAsync(a, c)));
        Assert.Equal("pallet.not_on_it", await CodeOfAsync(() => TakeOffAsync(a, c)));
        Assert.True(await TakeOffAsync(b, c));
        Assert.True(await PutOnAsync(a, c));
    }

    [Fact]
    public async Task Four_that_are_put_onto_each_other_at_the_same_moment_make_no_circle()
    {
        for (var round = 0; round < 5; round++)
        {
            var all = new[] { await MakeAsync(), await MakeAsync(), await MakeAsync(), await MakeAsync() };

            await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => CodeOfAsync(() => PutOnAsync(all[(i + 1) % 4], all[i])))));

            await trace.WithAsync(async db => Assert.Contains(await db.Pallets.Where(x => all.Contains(x.Code)).ToListAsync(), x => x.OnId is null));
        }
    }

    [Fact]
    public async Task What_is_not_on_a_pallet_is_not_taken_off_it()
    {
        var (lot, other, pallet) = (await farm.LotAsync(), await farm.LotAsync(), await MakeAsync());
        await LoadAsync(pallet, lot, 10_000);

        Assert.Equal("pallet.not_on_it", await CodeOfAsync(() => UnpackAsync(farm.Party, pallet, lot, 10_001)));
        Assert.Equal("pallet.not_on_it", await CodeOfAsync(() => UnpackAsync(farm.Party, pallet, other, 1)));
        Assert.True(await UnpackAsync(farm.Party, pallet, lot, 10_000));
        await trace.WithAsync(async db => Assert.Equal("DELETE", await db.Events.OrderByDescending(x => x.Seq).Select(x => x.Action).FirstAsync()));
    }

    [Fact]
    public async Task Shipped_goods_are_booked_on_the_lot_and_the_trace_leads_to_the_receiver()
    {
        var (lot, crate, pallet) = (await farm.LotAsync(620_000), await MakeAsync(), await MakeAsync());
        await LoadAsync(crate, lot, 20_000);
        await LoadAsync(pallet, lot, 100_000);
        await PutOnAsync(pallet, crate);
        Assert.Equal("pallet.on_another", await CodeOfAsync(() => ShipAsync(crate)));
        Assert.Equal("pallet.empty", await CodeOfAsync(async () => await ShipAsync(await MakeAsync())));

        Assert.True(await ShipAsync(pallet));

        Assert.Equal("pallet.gone", await CodeOfAsync(() => LoadAsync(pallet, lot, 1)));
        Assert.Equal("pallet.under_way", await CodeOfAsync(() => UnpackAsync(farm.Party, pallet, lot, 1)));
        await trace.WithAsync(async db => Assert.Equal(120_000, await db.Lots.Where(x => x.Code == lot).Select(x => x.ShippedGrams).SingleAsync()));
        var graph = await new Chain(trace).GraphAsync($"{Trace.Base}/id/lot/{lot}", TraceDirection.Forward);
        var place = $"{Trace.Base}/id/store/{Store.Id}";
        Assert.Contains(graph.Nodes, x => x.Key == place && x.Kind == TraceNodeKind.Place && x.Certain);
        Assert.Contains(graph.Nodes, x => x.Key == $"{Trace.Base}/id/pallet/{crate}" && x.Kind == TraceNodeKind.Pack);
        Assert.True(await ReceiveAsync(Receiver, pallet, new GoodsInLine(lot, 110_000, 4_000, 6_000)));
        graph = await new Chain(trace).GraphAsync($"{Trace.Base}/id/lot/{lot}", TraceDirection.Forward);
        Assert.Equal(110_000, graph.Links.Single(x => x.From.EndsWith(lot, StringComparison.Ordinal) && x.To == place).Grams);
        Assert.Equal((626_000, 626_000, true), (graph.Balance!.In, graph.Balance.Out, graph.Balance.InBand));
        var back = await new Chain(trace).GraphAsync($"{Trace.Base}/id/pallet/{pallet}", TraceDirection.Back);
        Assert.Contains(back.Nodes, x => x.Kind == TraceNodeKind.Plot);
    }

    [Fact]
    public async Task Goods_in_accounts_for_all_that_was_shipped()
    {
        var (lot, pallet) = await ShippedAsync(100_000);

        Assert.Equal("goods_in.differs", await CodeOfAsync(() => ReceiveAsync(Receiver, pallet, new GoodsInLine(lot, 90_000, 5_000, 4_999))));
        Assert.Equal("goods_in.range", await CodeOfAsync(() => ReceiveAsync(Receiver, pallet, new GoodsInLine(lot, 110_000, -10_000, 0))));
        Assert.Equal("goods_in.range", await CodeOfAsync(() => ReceiveAsync(Receiver, pallet, new GoodsInLine(lot, long.MaxValue, 0, 0))));
        Assert.Equal("goods_in.lots", await CodeOfAsync(() => ReceiveAsync(Receiver, pallet)));
        Assert.Equal("goods_in.lots", await CodeOfAsync(() => ReceiveAsync(Receiver, pallet, new GoodsInLine("B00", 100_000, 0, 0))));
        Assert.Equal("event.in_future", await CodeOfAsync(() => ReceiveAsync(Receiver with { FilledAt = Trace.Start.UtcDateTime.AddHours(1) }, pallet, new GoodsInLine(lot, 100_000, 0, 0))));
        Assert.False(await ReceiveAsync(Stranger, pallet, new GoodsInLine(lot, 100_000, 0, 0)));
        Assert.False(await ReceiveAsync(farm.Party, pallet, new GoodsInLine(lot, 100_000, 0, 0)));
        Assert.True(await ReceiveAsync(Receiver, pallet, new GoodsInLine(lot, 90_000, 5_000, 5_000)));
        Assert.Equal("goods_in.done", await CodeOfAsync(() => ReceiveAsync(Receiver, pallet, new GoodsInLine(lot, 90_000, 5_000, 5_000))));

        await trace.WithAsync(async db =>
        {
            Assert.Equal(5_000, await db.Lots.Where(x => x.Code == lot).Select(x => x.ReturnedGrams).SingleAsync());
            var body = await db.Events.Where(x => x.BizStep == "receiving").Select(x => x.Body).SingleAsync();
            foreach (var part in new[] { "recadv", "\"cm:acceptedKilograms\":90", "\"cm:shortKilograms\":5", "\"cm:rejectedKilograms\":5" }) Assert.Contains(part, body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Goods_of_a_stopped_lot_are_rejected_or_destroyed_but_not_accepted_or_sold()
    {
        var (lot, pallet) = await ShippedAsync(100_000);
        var (second, late) = await ShippedAsync(10_000);
        Assert.True(await ReceiveAsync(Receiver, late, new GoodsInLine(second, 10_000, 0, 0)));
        await StopAsync(lot, second);

        Assert.Equal("goods_in.stopped", await CodeOfAsync(() => ReceiveAsync(Receiver, pallet, new GoodsInLine(lot, 1_000, 0, 99_000))));
        Assert.True(await ReceiveAsync(Receiver, pallet, new GoodsInLine(lot, 0, 0, 100_000)));
        foreach (var step in new[] { ShelfStep.Shelf, ShelfStep.Sale }) Assert.Equal("goods_in.stopped", await CodeOfAsync(() => MoveAsync(late, second, 1_000, step)));
        Assert.True(await MoveAsync(late, second, 1_000, ShelfStep.Waste));
    }

    [Fact]
    public async Task The_receiver_unpacks_shelves_sells_and_destroys_no_more_than_it_took()
    {
        var (lot, pallet) = await ShippedAsync(10_000);
        Assert.False(await MoveAsync(pallet, lot, 1_000, ShelfStep.Shelf));
        await ReceiveAsync(Receiver, pallet, new GoodsInLine(lot, 9_000, 0, 1_000));

        Assert.False(await UnpackAsync(farm.Party, pallet, lot, 1_000));
        Assert.True(await UnpackAsync(Receiver, pallet, lot, 9_000));
        Assert.True(await MoveAsync(pallet, lot, 6_000, ShelfStep.Shelf));
        Assert.Equal("goods_in.too_little", await CodeOfAsync(() => MoveAsync(pallet, lot, 3_001, ShelfStep.Shelf)));
        Assert.True(await MoveAsync(pallet, lot, 5_000, ShelfStep.Sale));
        Assert.True(await MoveAsync(pallet, lot, 1_000, ShelfStep.Waste));
        Assert.Equal("goods_in.too_little", await CodeOfAsync(() => MoveAsync(pallet, lot, 3_001, ShelfStep.Sale)));
        Assert.Equal("pallet.weight", await CodeOfAsync(() => MoveAsync(pallet, lot, -1, ShelfStep.Waste)));

        await trace.WithAsync(async db => Assert.Equal(["stocking OBSERVE", "retail_selling DELETE", "destroying DELETE"], await db.Events.OrderByDescending(x => x.Seq).Take(3).OrderBy(x => x.Seq).Select(x => x.BizStep + " " + x.Action).ToListAsync()));
    }

    [Fact]
    public async Task A_stopped_lot_comes_onto_no_pallet_and_leaves_on_none()
    {
        var (lot, pallet) = (await farm.LotAsync(), await MakeAsync());
        await LoadAsync(pallet, lot, 10_000);
        await StopAsync(lot);

        Assert.Equal("lot.recalled", await CodeOfAsync(() => LoadAsync(pallet, lot, 1)));
        Assert.Equal("lot.recalled", await CodeOfAsync(() => ShipAsync(pallet)));
        Assert.True(await UnpackAsync(farm.Party, pallet, lot, 10_000));
    }

    [Fact]
    public async Task Others_pallets_do_not_exist()
    {
        var (lot, pallet) = (await farm.LotAsync(), await MakeAsync());
        Task<bool> AsStrangerAsync(Func<PalletDesk, Task<bool>> work) => trace.AskAsync(work);

        Assert.Null(await trace.AskAsync<PalletDesk, string?>(x => x.MakeAsync(Stranger, farm.Cooperative, "", default)));
        Assert.False(await AsStrangerAsync(x => x.LoadAsync(Stranger, pallet, new(lot, 1), default)));
        Assert.False(await AsStrangerAsync(x => x.ShipAsync(Stranger, pallet, new(Store.Kind, Store.Id), default)));
        Assert.False(await AsStrangerAsync(x => x.UnpackAsync(Stranger, pallet, new(lot, 1), default)));
        Assert.False(await PutOnAsync(pallet, "K0000"));
        Assert.False(await LoadAsync(pallet, "H0000", 1));
    }

    [Fact]
    public async Task Goods_in_sent_twice_at_once_is_booked_once()
    {
        var (lot, pallet) = await ShippedAsync(10_000);
        var keyed = Receiver with { Key = new(Receiver.PersonId, "g1", "x") };

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ReceiveAsync(keyed, pallet, new GoodsInLine(lot, 8_000, 0, 2_000))))), Assert.True);

        await trace.WithAsync(async db => Assert.Equal((2_000, 1), (await db.Lots.Where(x => x.Code == lot).Select(x => x.ReturnedGrams).SingleAsync(), await db.Events.CountAsync(x => x.BizStep == "receiving"))));
    }

    private async Task<(string Lot, string Pallet)> ShippedAsync(long grams)
    {
        var (lot, pallet) = (await farm.LotAsync(620_000), await MakeAsync());
        Assert.True(await LoadAsync(pallet, lot, grams));
        Assert.True(await ShipAsync(pallet));
        return (lot, pallet);
    }

    private Task StopAsync(params string[] lots) => trace.WithAsync(async db =>
    {
        foreach (var lot in await db.Lots.Where(x => lots.Contains(x.Code)).ToListAsync()) lot.Recall();
        await db.SaveChangesAsync();
    });

    private async Task<string> MakeAsync(string sscc = "") => (await trace.AskAsync<PalletDesk, string?>(x => x.MakeAsync(farm.Party, farm.Cooperative, sscc, default)))!;

    private Task<bool> LoadAsync(string pallet, string lot, long grams) => trace.AskAsync<PalletDesk, bool>(x => x.LoadAsync(farm.Party, pallet, new(lot, grams), default));

    private Task<bool> PutOnAsync(string pallet, string unit) => trace.AskAsync<PalletDesk, bool>(x => x.PutOnAsync(farm.Party, pallet, unit, default));

    private Task<bool> TakeOffAsync(string pallet, string unit) => trace.AskAsync<PalletDesk, bool>(x => x.TakeOffAsync(farm.Party, pallet, unit, default));

    private Task<bool> UnpackAsync(TraceParty party, string pallet, string lot, long grams) => trace.AskAsync<PalletDesk, bool>(x => x.UnpackAsync(party, pallet, new(lot, grams), default));

    private Task<bool> ShipAsync(string pallet) => trace.AskAsync<PalletDesk, bool>(x => x.ShipAsync(farm.Party, pallet, new(Store.Kind, Store.Id), default));

    private Task<bool> ReceiveAsync(TraceParty party, string pallet, params GoodsInLine[] lines) => trace.AskAsync<GoodsInDesk, bool>(x => x.ReceiveAsync(party, pallet, lines, "", default));

    private Task<bool> MoveAsync(string pallet, string lot, long grams, ShelfStep step) => trace.AskAsync<GoodsInDesk, bool>(x => x.MoveAsync(Receiver, pallet, new(lot, grams), step, default));

    private Task<PalletView?> FindAsync(TraceParty? party, string pallet) => trace.AskAsync<PalletReads, PalletView?>(x => x.FindAsync(party, pallet, default));

    private static async Task<string> CodeOfAsync(Func<Task> work)
    {
        try
        {
            await work();
            return "";
        }
        catch (RuleException rule)
        {
            return rule.Code;
        }
    }
}
