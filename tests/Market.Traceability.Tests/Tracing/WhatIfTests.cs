using Market.Traceability.Lots;
using Market.Traceability.Tests.Support;
using Market.Traceability.Tracing;

namespace Market.Traceability.Tests.Tracing;

public sealed class WhatIfTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private Trace trace = null!;
    private Farm farm = null!;
    private Chain chain = null!;
    private Guid plot;
    private string harvest = "", packed = "", apart = "";

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        (farm, chain) = (new(trace), new(trace));
        plot = await farm.PlotAsync();
        await trace.AskAsync<PlotDesk, bool>(x => x.ApplyAsync(farm.Party, plot, new(InputKind.Fertiliser, "有机肥", "", Today.AddDays(-20), 0), default));
        harvest = await farm.HarvestAsync(100_000, plot);
        packed = await chain.PackAsync(farm, harvest, 60_000, 57_000);
        apart = await farm.LotAsync(1_000);
        await chain.TellAsync(chain.ShippedLot($"{Trace.Base}/id/lot/{packed}", 20, $"{Trace.Base}/id/order/9"));
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task A_lot_reaches_what_was_made_from_it_its_packs_and_its_orders()
    {
        var scope = await AskAsync(new(WhatIfKind.Lot, harvest));

        Assert.Equal(Two(), scope.Lots.Select(x => x.Code));
        Assert.Equal((2, 97_000, 0, 295), (scope.Widest.Lots, scope.Widest.LeftGrams, scope.Widest.ShippedGrams, scope.Widest.Packs));
        Assert.Equal((1, 1, 20_000, false), (scope.Widest.Shoppers, scope.Receivers.Count, scope.Receivers[0].Grams, scope.Truncated));
        Assert.Equal(scope.Widest, scope.Narrowest);
        Assert.Equal([harvest], scope.Proposal);
    }

    [Fact]
    public async Task Where_lots_were_mixed_the_narrowest_scope_is_smaller()
    {
        var (first, second) = ($"{Trace.Base}/id/lot/{harvest}", $"{Trace.Base}/id/lot/{apart}");
        var (one, two) = (await farm.LotAsync(1_000), await farm.LotAsync(1_000));
        await chain.TellAsync(chain.Made([(first, 5), (second, 5)], [($"{Trace.Base}/id/lot/{one}", 5), ($"{Trace.Base}/id/lot/{two}", 5)]), chain.ShippedLot($"{Trace.Base}/id/lot/{two}", 1, $"{Trace.Base}/id/store/3"));

        var scope = await AskAsync(new(WhatIfKind.Lot, harvest));

        Assert.Equal((2, 4, 0, 1), (scope.Narrowest.Lots, scope.Widest.Lots, scope.Narrowest.Shops, scope.Widest.Shops));
        Assert.Equal(Two(), scope.Lots.Where(x => x.Certain).Select(x => x.Code));
    }

    [Theory]
    [InlineData(-21, -1, 2)]
    [InlineData(-19, -1, 0)]
    public async Task An_input_reaches_what_was_harvested_after_it(int from, int until, int lots) =>
        Assert.Equal(lots, (await AskAsync(new(WhatIfKind.Input, "有机肥", Today.AddDays(from), Today.AddDays(until)))).Widest.Lots);

    [Fact]
    public async Task A_plot_and_a_window_reach_their_harvests()
    {
        var code = (await trace.AskAsync<PlotDesk, List<PlotView>>(x => x.ListAsync(farm.Party, default))).Single(x => x.Id == plot).Code;

        Assert.Equal(Two(), (await AskAsync(new(WhatIfKind.Plot, code))).Lots.Select(x => x.Code));
        Assert.Equal(3, (await AskAsync(new(WhatIfKind.Window, "", Today, Today))).Widest.Lots);
        Assert.Equal(0, (await AskAsync(new(WhatIfKind.Window, "", Today.AddDays(1)))).Widest.Lots);
    }

    [Theory]
    [InlineData(79, 1)]
    [InlineData(80, 0)]
    public async Task A_breach_of_the_cold_chain_reaches_the_goods_that_were_too_warm(int above, int lots)
    {
        var now = Trace.Start.UtcDateTime;
        await trace.AskAsync<LotSteps, bool>(x => x.KeepColdAsync(farm.Party, apart, new(now.AddHours(-2), now, 20, 80, 50, 60, "一号冷库"), default));

        var scope = await AskAsync(new(WhatIfKind.Breach, "", AboveTenths: above));

        Assert.Equal(lots, scope.Widest.Lots);
        Assert.All(scope.Lots, x => Assert.Equal(apart, x.Code));
    }

    [Fact]
    public async Task A_cooperative_supposes_about_its_own_lots_alone()
    {
        var stranger = new TraceParty(Guid.CreateVersion7(), [Guid.CreateVersion7()]);

        Assert.Equal(0, (await trace.AskAsync<WhatIf, WhatIfScope>(x => x.FindAsync(stranger, new(WhatIfKind.Lot, harvest), default))).Widest.Lots);
    }

    [Fact]
    public async Task The_sheet_has_a_row_for_each_lot_of_a_packing_and_of_a_shipping()
    {
        var key = $"{Trace.Base}/id/lot/{packed}";
        await chain.TellAsync(Loaded(key, 5), chain.Shipped("urn:x:pallet:1", "urn:x:farm", "urn:x:shop"));

        var all = await SheetAsync(Chain.Inspector, [], new(2026, 1, 1), Today);
        var one = await SheetAsync(farm.Party, [packed], new(2026, 1, 1), Today);

        Assert.All(all, x => Assert.Equal(TraceSheet.Header.Count, x.Length));
        Assert.Equal([("initial packing", packed, "57", "60", harvest), ("shipping", packed, "20", "", ""), ("shipping", packed, "5", "", "")], all.Select(x => (x[0], x[2], x[5], x[14], x[15])));
        Assert.Equal(("后湾村 三号地", "urn:x:desadv:1", "desadv"), (all[0][13], all[1][11], all[1][10]));
        Assert.Equal(("urn:x:farm", "urn:x:shop"), (all[2][7], all[2][8]));
        Assert.Equal(2, one.Count);
        Assert.Empty(await SheetAsync(Chain.Inspector, [], Today.AddDays(1), Today.AddDays(2)));
        Assert.Empty(await SheetAsync(new(Guid.CreateVersion7(), []), [], new(2026, 1, 1), Today));
    }

    private System.Text.Json.Nodes.JsonObject Loaded(string key, int kilograms)
    {
        var told = chain.Packed("ADD", "urn:x:pallet:1");
        told.Remove("childEPCs");
        told["childQuantityList"] = new System.Text.Json.Nodes.JsonArray(Chain.Quantity(key, kilograms));
        return told;
    }

    private IEnumerable<string> Two() => new[] { harvest, packed }.Order(StringComparer.Ordinal);

    private Task<WhatIfScope> AskAsync(WhatIfQuestion question) => trace.AskAsync<WhatIf, WhatIfScope>(x => x.FindAsync(Chain.Inspector, question, default));

    private Task<List<string[]>> SheetAsync(TraceParty party, string[] codes, DateOnly from, DateOnly until) =>
        trace.AskAsync<TraceSheet, List<string[]>>(async x => await x.RowsAsync(party, new(codes, from, until), default).ToListAsync());
}
