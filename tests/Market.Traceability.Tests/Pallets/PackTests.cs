using Market.Kernel;
using Market.Traceability.Codes;
using Market.Traceability.Lots;
using Market.Traceability.Pallets;
using Market.Traceability.Serials;
using Market.Traceability.Tests.Support;
using Market.Traceability.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Pallets;

/// <summary>Single packs on pallets.</summary>
public sealed class PackTests : IAsyncLifetime
{
    private static readonly (string Kind, Guid Id) Store = (ReceivingPlace.Store, Guid.CreateVersion7());
    private static readonly TraceParty Receiver = new(Guid.CreateVersion7(), []) { Places = [Store] };

    private Trace trace = null!;
    private Farm farm = null!;

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        farm = new(trace);
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task Packs_come_onto_a_pallet_by_their_codes_and_the_trace_leads_from_the_lot_through_each_to_the_receiver()
    {
        var ((lot, packs), pallet) = (await PacksAsync(3), await MakeAsync());

        // As a scanner types them, as people do, and one twice.
        Assert.True(await PutOnAsync(pallet, 2_500, $"HTTPS://SHOP.EXAMPLE/T/{packs[0]}", packs[1].ToLowerInvariant(), $"{packs[2][..4]}-{packs[2][4..8]}-{packs[2][8..]}", packs[0]));

        var seen = (await FindAsync(farm.Party, pallet))!;
        Assert.Equal((3, 7_500, 0), (seen.PackCount, seen.Lines.Single().OnIt, (await FindAsync(null, pallet))!.Packs.Count));
        Assert.Equal(packs.Order(StringComparer.Ordinal), seen.Packs);
        await trace.WithAsync(async db =>
        {
            var told = await db.Events.OrderByDescending(x => x.Seq).Take(2).ToListAsync();
            Assert.Equal([("AggregationEvent", "packing"), ("TransformationEvent", "packing")], told.Select(x => (x.Type, x.BizStep)));
            Assert.All(packs, x => Assert.All(told, y => Assert.Contains($"\"{Trace.Base}/id/pack/{x}\"", y.Body, StringComparison.Ordinal)));
            Assert.Contains("\"quantity\":7.5", told[1].Body, StringComparison.Ordinal);
        });

        Assert.True(await trace.AskAsync<PalletDesk, bool>(x => x.ShipAsync(farm.Party, pallet, new(Store.Kind, Store.Id), default)));

        var graph = await new Chain(trace).GraphAsync($"{Trace.Base}/id/lot/{lot}", TraceDirection.Forward);
        Assert.All(packs, x => Assert.Contains(graph.Links, y => y.To == $"{Trace.Base}/id/pack/{x}" && y.Kind == TraceLinkKind.Transformation && !y.Inferred));
        Assert.Contains(graph.Nodes, x => x.Key == $"{Trace.Base}/id/store/{Store.Id}" && x.Certain);
        Assert.Equal((620_000, 620_000), (graph.Balance!.In, graph.Balance.Out));
        var back = await new Chain(trace).GraphAsync($"{Trace.Base}/id/pack/{packs[1]}", TraceDirection.Back);
        Assert.Contains(back.Nodes, x => x.Kind == TraceNodeKind.Plot);
        await trace.WithAsync(async db => Assert.Equal(7_500, await db.Lots.Where(x => x.Code == lot).Select(x => x.ShippedGrams).SingleAsync()));
    }

    [Fact]
    public async Task A_pack_stands_on_one_pallet_only_not_even_at_the_same_moment_on_two()
    {
        var ((_, packs), pallets) = (await PacksAsync(1), new[] { await MakeAsync(), await MakeAsync(), await MakeAsync(), await MakeAsync() });

        var outcomes = await Task.WhenAll(pallets.Select(x => Task.Run(() => CodeOfAsync(() => PutOnAsync(x, 500, packs[0])))));

        Assert.Equal(["", "pack.on_pallet", "pack.on_pallet", "pack.on_pallet"], outcomes.Order(StringComparer.Ordinal));
        await trace.WithAsync(async db => Assert.Equal((500, 1), (await db.PalletLoads.SumAsync(x => x.Grams), await db.Events.CountAsync(x => x.Type == "TransformationEvent"))));
    }

    [Fact]
    public async Task Packs_taken_off_can_be_put_elsewhere_and_are_made_once()
    {
        var ((lot, packs), a, b) = (await PacksAsync(2), await MakeAsync(), await MakeAsync());
        await PutOnAsync(a, 500, [.. packs]);
        Assert.Equal("pallet.not_on_it", await CodeOfAsync(() => trace.AskAsync<PalletDesk, bool>(x => x.UnpackAsync(farm.Party, a, new(lot, 1), default))));

        Assert.True(await TakeOffAsync(farm.Party, a, packs[0]));
        Assert.Equal("pack.not_on_it", await CodeOfAsync(() => TakeOffAsync(farm.Party, a, packs[1], packs[0])));
        Assert.Equal("pack.other_weight", await CodeOfAsync(() => PutOnAsync(b, 600, packs[0])));
        Assert.True(await PutOnAsync(b, 500, packs[0]));

        Assert.Equal([(1, 500L), (1, 500L)], new[] { (await FindAsync(farm.Party, a))!, (await FindAsync(farm.Party, b))! }.Select(x => (x.PackCount, x.Lines.Single().OnIt)));
        await trace.WithAsync(async db => Assert.Equal(["packing ", "packing ADD", "unpacking DELETE", "packing ADD"], await db.Events.Where(x => x.Type != "ObjectEvent").OrderBy(x => x.Seq).Select(x => x.BizStep + " " + x.Action).ToListAsync()));
    }

    [Fact]
    public async Task The_receiver_takes_packs_off_after_goods_in()
    {
        var ((lot, packs), pallet) = (await PacksAsync(2), await MakeAsync());
        await PutOnAsync(pallet, 500, [.. packs]);
        await trace.AskAsync<PalletDesk, bool>(x => x.ShipAsync(farm.Party, pallet, new(Store.Kind, Store.Id), default));
        Assert.Equal("pallet.under_way", await CodeOfAsync(() => TakeOffAsync(farm.Party, pallet, packs[0])));
        Assert.Equal("pallet.gone", await CodeOfAsync(() => PutOnAsync(pallet, 500, packs[0])));
        await trace.AskAsync<GoodsInDesk, bool>(x => x.ReceiveAsync(Receiver, pallet, [new(lot, 1_000, 0, 0)], "", default));

        Assert.False(await TakeOffAsync(farm.Party, pallet, packs[0]));
        Assert.True(await TakeOffAsync(Receiver, pallet, packs[0]));

        Assert.Equal([packs[1]], (await FindAsync(Receiver, pallet))!.Packs);
    }

    [Fact]
    public async Task Codes_nobody_issued_void_ones_and_those_of_others_are_refused_and_nothing_is_kept()
    {
        var ((lot, packs), pallet) = (await PacksAsync(5), await MakeAsync());
        var stranger = new Farm(trace);
        var foreign = (await PacksAsync(1, stranger)).Packs[0];
        var forged = packs[0][..10] + (packs[0][10] == '0' ? '1' : '0') + packs[0][11];
        foreach (var wrong in new[] { "", "x", new string('7', 30_000), forged + SerialAlphabet.Check(forged), foreign })
            Assert.Equal("pack.unknown", await CodeOfAsync(() => PutOnAsync(pallet, 500, packs[0], wrong)));
        Assert.Equal("pack.count", await CodeOfAsync(() => PutOnAsync(pallet, 500)));
        Assert.Equal("pack.count", await CodeOfAsync(() => PutOnAsync(pallet, 500, [.. Enumerable.Repeat(packs[0], PackDesk.Most + 1)])));
        foreach (var grams in new[] { 0, -1, 10_000_000_001 }) Assert.Equal("pallet.weight", await CodeOfAsync(() => PutOnAsync(pallet, grams, packs[0])));
        Assert.Equal("lot.too_little", await CodeOfAsync(() => PutOnAsync(pallet, 124_001, [.. packs])));
        Assert.False(await PutOnAsync("K0000", 500, packs[0]));
        await trace.WithAsync(async db =>
        {
            var first = await db.CodeBatches.Where(x => db.Lots.Any(y => y.Id == x.LotId && y.Code == lot)).Select(x => x.First).SingleAsync();
            db.Codes.Add(new() { Number = first, VoidedAt = Trace.Start.UtcDateTime });
            await db.SaveChangesAsync();
        });
        Assert.Equal("pack.void", await CodeOfAsync(() => PutOnAsync(pallet, 500, packs[0])));

        await trace.WithAsync(async db => Assert.Equal((0, 0), (await db.PalletPacks.CountAsync(), await db.Events.CountAsync(x => x.Type != "ObjectEvent"))));
        Assert.True(await PutOnAsync(pallet, 124_000, packs[1], packs[2], packs[3], packs[4]));
    }

    private async Task<(string Lot, List<string> Packs)> PacksAsync(int count, Farm? whose = null)
    {
        var owner = whose ?? farm;
        var lot = await owner.LotAsync(620_000);
        var id = Guid.Empty;
        await trace.WithAsync(async db => id = await db.Lots.Where(x => x.Code == lot).Select(x => x.Id).SingleAsync());
        var batch = (await trace.AskAsync<CodeDesk, Guid?>(x => x.IssueAsync(owner.Party, id, count, "", default)))!.Value;
        return (lot, (await trace.AskAsync<CodeDesk, List<PrintedCode>>(x => x.PageAsync(owner.Party, batch, 0, count, default))).ConvertAll(x => x.Serial));
    }

    private async Task<string> MakeAsync() => (await trace.AskAsync<PalletDesk, string?>(x => x.MakeAsync(farm.Party, farm.Cooperative, "", default)))!;

    private Task<bool> PutOnAsync(string pallet, long grams, params string[] packs) => trace.AskAsync<PackDesk, bool>(x => x.PutOnAsync(farm.Party, pallet, packs, grams, default));

    private Task<bool> TakeOffAsync(TraceParty party, string pallet, params string[] packs) => trace.AskAsync<PackDesk, bool>(x => x.TakeOffAsync(party, pallet, packs, default));

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
