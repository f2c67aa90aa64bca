using System.Text.Json.Nodes;
using Market.Traceability.Tests.Support;
using Market.Traceability.Tracing;

namespace Market.Traceability.Tests.Tracing;

public sealed class TraceGraphTests : IAsyncLifetime
{
    private const string A = "urn:x:lot:a", B = "urn:x:lot:b", C = "urn:x:lot:c", D = "urn:x:lot:d", P = "urn:x:pallet:1", Shop = "urn:x:shop:1", Other = "urn:x:shop:2";
    private Trace trace = null!;
    private Chain chain = null!;

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        chain = new(trace);
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task A_lot_is_followed_through_packing_to_its_receiver_and_back()
    {
        await chain.TellAsync(chain.Made([(A, 100), (B, 300)], [(C, 380)]), chain.ShippedLot(C, 200, Shop));

        var forward = await chain.GraphAsync(A, TraceDirection.Forward);
        var back = await chain.GraphAsync(C, TraceDirection.Back);

        Assert.Equal([A, C, Shop], Keys(forward));
        Assert.Equal([(A, C, 95_000), (C, Shop, 200_000)], forward.Links.Select(x => (x.From, x.To, x.Grams!.Value)).Order());
        Assert.All(forward.Nodes, x => Assert.True(x.Certain));
        Assert.Equal([A, B, C], Keys(back));
        Assert.Equal(TraceNodeKind.Place, forward.Nodes.Single(x => x.Key == Shop).Kind);
        Assert.False(forward.Truncated);
    }

    [Fact]
    public async Task Shares_of_mixed_lots_are_inferred_and_only_in_the_widest_scope()
    {
        await chain.TellAsync(chain.Made([(A, 100), (B, 300)], [(C, 200), (D, 200)]));

        var graph = await chain.GraphAsync(A, TraceDirection.Forward);

        Assert.Equal([A, C, D], Keys(graph));
        Assert.All(graph.Links, x => Assert.Equal((50_000, true), (x.Grams, x.Inferred)));
        Assert.Equal([A], graph.Nodes.Where(x => x.Certain).Select(x => x.Key));
    }

    [Fact]
    public async Task A_pallet_carries_its_contents_to_the_receiver_only_while_they_lie_on_it()
    {
        await chain.TellAsync(chain.Packed("ADD", P, "urn:x:item:1"), chain.Shipped(P, null, Shop), chain.Packed("DELETE", P, "urn:x:item:1"),
            chain.Packed("ADD", P, "urn:x:item:2"), chain.Shipped(P, null, Other));

        Assert.Equal(["urn:x:item:1", P, Shop], Keys(await chain.GraphAsync("urn:x:item:1", TraceDirection.Forward)));
        Assert.Equal(["urn:x:item:2", P, Other], Keys(await chain.GraphAsync("urn:x:item:2", TraceDirection.Forward)));
        Assert.Equal(["urn:x:item:1", "urn:x:item:2", P, Shop, Other], Keys(await chain.GraphAsync(P, TraceDirection.Forward)));
    }

    [Fact]
    public async Task A_pallet_that_is_emptied_without_a_list_holds_nothing_more()
    {
        await chain.TellAsync(chain.Packed("ADD", P, "urn:x:item:1"), chain.Packed("DELETE", P), chain.Shipped(P, null, Shop));

        Assert.Equal(["urn:x:item:1", P], Keys(await chain.GraphAsync("urn:x:item:1", TraceDirection.Forward)));
    }

    [Fact]
    public async Task Circles_of_packs_and_of_lots_end()
    {
        await chain.TellAsync(chain.Packed("ADD", P, "urn:x:pallet:2"), chain.Packed("ADD", "urn:x:pallet:2", P), chain.Made([(A, 1)], [(B, 1)]), chain.Made([(B, 1)], [(A, 1)]));

        Assert.Equal([P, "urn:x:pallet:2"], Keys(await chain.GraphAsync(P, TraceDirection.Both)));
        Assert.Equal([A, B], Keys(await chain.GraphAsync(A, TraceDirection.Both)));
    }

    [Fact]
    public async Task An_event_that_was_declared_wrong_links_nothing()
    {
        var wrong = chain.Made([(A, 1)], [(B, 1)]);
        wrong["eventID"] = "urn:uuid:1";
        var declared = (JsonObject)wrong.DeepClone();
        declared["errorDeclaration"] = new JsonObject { ["declarationTime"] = "2026-11-22T12:00:00Z", ["reason"] = "did_not_occur" };
        await chain.TellAsync(wrong);
        Assert.Equal([A, B], Keys(await chain.GraphAsync(A, TraceDirection.Forward)));

        await chain.TellAsync(declared);

        Assert.Equal([A], Keys(await chain.GraphAsync(A, TraceDirection.Forward)));
    }

    [Fact]
    public async Task A_transformation_told_in_parts_is_one()
    {
        var (into, outOf) = (chain.Made([(A, 1)], []), chain.Made([], [(B, 1)]));
        into["transformationID"] = "urn:x:process:1";
        outOf["transformationID"] = "urn:x:process:1";
        await chain.TellAsync(into, outOf);

        Assert.Equal([A, B], Keys(await chain.GraphAsync(A, TraceDirection.Forward)));
        Assert.Equal([A, B], Keys(await chain.GraphAsync(B, TraceDirection.Back)));
    }

    [Fact]
    public async Task Beyond_a_limit_the_graph_says_that_there_is_more()
    {
        await chain.TellAsync([.. Enumerable.Range(0, 6).Select(i => chain.Made([($"urn:x:lot:{i}", 1)], [($"urn:x:lot:{i + 1}", 1)]))]);

        var (deep, wide, all) = (await chain.GraphAsync("urn:x:lot:0", TraceDirection.Forward, depth: 3), await chain.GraphAsync("urn:x:lot:0", TraceDirection.Forward, nodes: 3), await chain.GraphAsync("urn:x:lot:0", TraceDirection.Forward));

        Assert.Equal((4, true), (deep.Nodes.Count, deep.Truncated));
        Assert.Equal((3, true), (wide.Nodes.Count, wide.Truncated));
        Assert.Equal((7, false), (all.Nodes.Count, all.Truncated));
    }

    [Fact]
    public async Task A_lot_of_ours_leads_back_to_its_plots_with_facts_and_balance()
    {
        var farm = new Farm(trace);
        var harvest = await farm.LotAsync(100_000);
        var packed = await chain.PackAsync(farm, harvest, 60_000, 57_000);

        var graph = (await trace.AskAsync<TraceReads, TraceGraph?>(x => x.FindAsync(farm.Party, packed.ToLowerInvariant(), new(TraceDirection.Back), default)))!;

        Assert.Equal([TraceNodeKind.Lot, TraceNodeKind.Lot, TraceNodeKind.Plot], graph.Nodes.Select(x => x.Kind).Order());
        Assert.Equal([harvest, packed], graph.Nodes.Where(x => x.Lot is not null).Select(x => x.Lot!.Code).OrderDescending());
        Assert.Equal((57_000, 57_000, 10_000, true), (graph.Balance!.In, graph.Balance.Out, graph.Balance.BasisPoints, graph.Balance.InBand));
        var plot = graph.Nodes.Single(x => x.Kind == TraceNodeKind.Plot).Key;
        Assert.Equal(3, (await chain.GraphAsync(plot, TraceDirection.Forward)).Nodes.Count);
        Assert.Null(await trace.AskAsync<TraceReads, TraceGraph?>(x => x.FindAsync(new(Guid.CreateVersion7(), [Guid.CreateVersion7()]), packed, new(TraceDirection.Back), default)));
    }

    [Fact]
    public async Task Nothing_is_known_of_a_key_that_no_event_names() =>
        Assert.Null(await trace.AskAsync<TraceReads, TraceGraph?>(x => x.FindAsync(Chain.Inspector, "urn:x:nobody", new(TraceDirection.Both), default)));

    private static IEnumerable<string> Keys(TraceGraph graph) => graph.Nodes.Select(x => x.Key).Order(StringComparer.Ordinal);
}
