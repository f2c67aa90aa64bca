using System.Globalization;
using System.Text.Json.Nodes;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>From paid to received: what the scales, the packer, the station and the bank may say, and what they may not.</summary>
[Collection(InputTests.Name)]
public sealed class FulfilmentTests(AttackedSite site)
{
    [Fact]
    public async Task The_pack_list_and_the_label_name_every_parcel_that_waits_and_none_that_left()
    {
        var product = await site.ProductAsync();
        var (first, second) = (await PaidAsync(product, 2), await PaidAsync(product, 3));
        var heyan = site.Browsing("manager.heyan");

        var list = (await heyan.GetAsync("/office/orders/print")).Document;
        foreach (var order in new[] { first, second })
        {
            var ordered = Ordered(order).ToString("0.###", CultureInfo.InvariantCulture) + " ";
            var sheet = Assert.Single(list.QuerySelectorAll("section"), x => x.QuerySelector("h2")!.TextContent == order.Of<string>("number"));
            Assert.Contains(Name(product), sheet.QuerySelector("tbody th")!.TextContent);
            Assert.StartsWith(ordered, sheet.QuerySelector("tbody td")!.TextContent);
            var label = (await heyan.GetAsync($"/office/orders/{Part(order)["id"]}/label")).Document.QuerySelector("main")!.TextContent;
            foreach (var said in new[] { order.Of<string>("number"), Name(product), ordered }) Assert.Contains(said, label);
        }
        await site.As("manager.heyan").PostAsync($"/api/v1/sub-orders/{Part(first)["id"]}/dispatch", new { });

        // The code opens the parcel at the station: only its buyer has it.
        Assert.DoesNotContain(await CodeAsync(first), (await heyan.GetAsync($"/office/orders/{Part(first)["id"]}/label")).Document.QuerySelector("main")!.TextContent);
        var numbers = (await heyan.GetAsync("/office/orders/print")).Document.QuerySelectorAll("section h2").Select(x => x.TextContent).ToList();
        Assert.DoesNotContain(first.Of<string>("number"), numbers);
        Assert.Contains(second.Of<string>("number"), numbers);
    }

    [Fact]
    public async Task However_many_parcels_wait_the_pack_list_has_them_all()
    {
        var product = await site.ProductAsync();
        var unit = product["unit"]!.GetValue<string>();
        Assert.Equal(204, (await site.As("manager.heyan").PostAsync("/api/v1/stock", new { offerId = product["offerId"], quantity = new { value = "300", unit } })).Status);
        var placed = new List<Reply>();
        foreach (var some in Enumerable.Range(0, 201).Chunk(16)) placed.AddRange(await Task.WhenAll(some.Select(_ => site.PlaceAsync(product))));
        foreach (var some in placed.Chunk(16)) await Task.WhenAll(some.Select(x => site.As("consumer").PostAsync($"/sandbox/payments/{x["payment"]["id"]}", new { outcome = "succeed" })));
        foreach (var order in placed) await Wait.ForAsync(async () => await site.StatusAsync(order) == "paid", "the payment's webhook");

        var numbers = (await site.Browsing("manager.heyan").GetAsync("/office/orders/print")).Document.QuerySelectorAll("section h2").Select(x => x.TextContent).ToList();

        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Empty(placed.Select(x => x.Of<string>("number")).Except(numbers));
        foreach (var some in placed.Chunk(16)) await Task.WhenAll(some.Select(x => site.As("manager.heyan").PostAsync($"/api/v1/sub-orders/{Part(x)["id"]}/dispatch", new { })));
    }

    [Fact]
    public async Task What_is_not_there_is_refunded_to_the_fen_and_no_more_or_other_than_ordered_is_sent()
    {
        var product = await site.ProductAsync();
        var order = await PaidAsync(product, 3);
        var (part, line) = (Part(order), Part(order)["lines"]![0]!);
        var path = $"/api/v1/sub-orders/{part["id"]}/dispatch";
        object Ship(string value, string unit, object? of = null) => new { lines = new[] { new { lineId = of ?? line["id"], quantity = new { value, unit } } } };
        var (unit, step) = (product["unit"]!.GetValue<string>(), Ordered(order) / 3);
        string Steps(int steps) => (step * steps).ToString(CultureInfo.InvariantCulture);

        await RefusedAsync("manager.heyan", path, Ship(Steps(2), unit == "kg" ? "box" : "kg"), 409, "quantity.unit");
        await RefusedAsync("manager.heyan", path, Ship(Steps(4), unit), 409, "line.over_shipped");
        await RefusedAsync("manager.heyan", path, Ship(Steps(0), unit), 409, "suborder.nothing_shipped");
        await RefusedAsync("manager.heyan", path, Ship(Steps(1), unit, Guid.CreateVersion7()), 409, "line.unknown");
        await RefusedAsync("manager.shangwan", path, Ship(Steps(1), unit), 404, "request.absent");
        Assert.Equal(200, (await site.As("manager.heyan").PostAsync(path, Ship(Steps(2), unit))).Status);
        await RefusedAsync("manager.heyan", path, Ship(Steps(2), unit), 409, "suborder.not_to_pack");

        var now = await site.As("consumer").GetAsync($"/api/v1/orders/{order["id"]}");
        Assert.Equal(Fen(line["amount"]!) - (long)Math.Round(Fen(line["amount"]!) * 2 / 3m, MidpointRounding.AwayFromZero), Fen(now["refunded"]));
        await RefusedAsync("consumer", $"/api/v1/orders/{order["id"]}/cancellation", new { }, 409, "suborder.already_packed");
        await site.VerifyAsync();
    }

    [Fact]
    public async Task A_parcel_is_handed_over_once_at_its_station_for_its_code()
    {
        var order = await PaidAsync(await site.ProductAsync(), 1);
        var path = $"/api/v1/sub-orders/{Part(order)["id"]}/completion";

        await RefusedAsync("station.shangwan-village", path, new { pickupCode = "000000" }, 409, "pickup.code_unknown");
        Assert.Equal(200, (await site.As("manager.heyan").PostAsync($"/api/v1/sub-orders/{Part(order)["id"]}/dispatch", new { })).Status);
        var code = await CodeAsync(order);
        var wrong = code == "000000" ? "000001" : "000000";
        await RefusedAsync("station.shangwan-village", path, new { pickupCode = wrong }, 409, "pickup.code_unknown");
        await RefusedAsync("station.heyan-village", path, new { pickupCode = code }, 409, "pickup.code_unknown");
        await RefusedAsync("station.shangwan-village", path, new { pickupCode = "12345" }, 400, "request.malformed");
        Assert.Equal(200, (await site.As("station.shangwan-village").PostAsync(path, new { pickupCode = code })).Status);
        await RefusedAsync("station.shangwan-village", path, new { pickupCode = code }, 409, "pickup.code_unknown");

        Assert.Equal("completed", await site.StatusAsync(order));
    }

    [Fact]
    public async Task Scales_settle_only_what_is_weighed_and_never_upwards()
    {
        var weighed = (await site.As("").GetAsync("/api/v1/products?pageSize=100"))["items"].AsArray().First(x => x!["weighed"]!.GetValue<bool>() && x["cooperative"]!["slug"]!.GetValue<string>() == "shangwan")!;
        var order = await PaidAsync(weighed, 2);
        var (part, line) = (Part(order), Part(order)["lines"]![0]!);
        var path = $"/api/v1/sub-orders/{part["id"]}/weights";
        object Weigh(string value, string unit = "kg", object? of = null) => new { lines = new[] { new { lineId = of ?? line["id"], weight = new { value, unit } } } };

        await RefusedAsync("manager.shangwan", $"/api/v1/sub-orders/{part["id"]}/dispatch", new { }, 409, "suborder.weights_missing");
        await RefusedAsync("manager.shangwan", path, Weigh("0"), 409, "line.weight_range");
        await RefusedAsync("manager.shangwan", path, Weigh("1", "box"), 409, "line.weight_unit");
        await RefusedAsync("manager.shangwan", path, Weigh("1", of: Guid.CreateVersion7()), 409, "line.unknown");
        await RefusedAsync("manager.heyan", path, Weigh("1"), 404, "request.absent");
        var light = await site.As("manager.shangwan").PostAsync(path, Weigh("0.1"));
        Assert.Equal(200, light.Status);
        await RefusedAsync("manager.shangwan", path, Weigh("0.2"), 409, "suborder.not_to_weigh");
        var now = await site.As("consumer").GetAsync($"/api/v1/orders/{order["id"]}");
        Assert.Equal(Fen(line["ceiling"]!) - Fen(light["lines"][0]!["amount"]!), Fen(now["refunded"]));
        Assert.Equal((long)Math.Round(Fen(weighed["price"]!) * 0.2m, MidpointRounding.AwayFromZero), Fen(light["lines"][0]!["amount"]!));

        // Far too heavy: the buyer pays the agreed ceiling and not a fen more.
        var other = await PaidAsync(weighed, 2);
        var heavy = await site.As("manager.shangwan").PostAsync($"/api/v1/sub-orders/{Part(other)["id"]}/weights", Weigh("900", of: Part(other)["lines"]![0]!["id"]));
        Assert.Equal((200, Fen(line["ceiling"]!)), (heavy.Status, Fen(heavy["lines"][0]!["amount"]!)));
        Assert.Equal(0, Fen((await site.As("consumer").GetAsync($"/api/v1/orders/{other["id"]}"))["refunded"]));
        await site.VerifyAsync();
    }

    [Fact]
    public async Task A_payout_is_at_most_what_is_owed_and_its_reference_is_used_once()
    {
        var product = await site.ProductAsync();
        await site.CompletedAsync(product);
        var cooperative = product["cooperative"]!["id"]!.GetValue<Guid>();
        async Task<long> OwedAsync() => Fen((await site.As("admin").GetAsync($"/api/v1/income?cooperative={cooperative}"))["owed"]);
        var owed = await OwedAsync();
        object Pay(long fen, string reference) => new { cooperativeId = cooperative, amount = new { amount = fen, currency = "CNY" }, bankReference = reference };
        var reference = $"ICBC {Guid.CreateVersion7()}";

        foreach (var fen in new[] { 0, -1, owed + 1, long.MaxValue }) await RefusedAsync("admin", "/api/v1/payouts", Pay(fen, reference), 409, "payout.too_much");
        await RefusedAsync("admin", "/api/v1/payouts", Pay(1, " "), 400, "request.malformed");
        Assert.Equal(201, (await site.As("admin").PostAsync("/api/v1/payouts", Pay(1, reference))).Status);
        await RefusedAsync("admin", "/api/v1/payouts", Pay(1, reference), 409, "payout.reference_used");
        Assert.Equal(owed - 1, await OwedAsync());

        var twice = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => site.As("admin").PostAsync("/api/v1/payouts", Pay(owed - 1, $"{reference} {i}"))));
        Assert.Equal(1, twice.Count(x => x.Status == 201));
        Assert.Equal(0, await OwedAsync());
        await site.VerifyAsync();
    }

    private async Task<Reply> PaidAsync(JsonNode product, int steps)
    {
        var order = await site.PlaceAsync(product, steps: steps);
        await site.PayAsync(order);
        return order;
    }

    private async Task RefusedAsync(string account, string path, object body, int status, string code)
    {
        var rows = await site.Counts.QuietAsync();
        foreach (var language in new[] { "zh", "en" })
        {
            var reply = await site.As(account, language).PostAsync(path, body);
            Assert.True((reply.Status, reply.Code) == (status, code), $"{code}: {reply.Status} {reply.Text}");
            Assert.Null(Problem.Complaint(reply, language));
        }
        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
    }

    private async Task<string> CodeAsync(Reply order) => (await site.As("consumer").GetAsync($"/api/v1/orders/{order["id"]}"))["subOrders"][0]!["pickupCode"]!.GetValue<string>();

    /// <summary>How much of its only line was ordered, in the line's unit.</summary>
    private static decimal Ordered(Reply order) => decimal.Parse(Part(order)["lines"]![0]!["quantities"]!["ordered"]!["value"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private static JsonNode Part(Reply order) => order["subOrders"][0]!;

    private static string Name(JsonNode product) => product["name"]!.GetValue<string>();

    private static long Fen(JsonNode money) => money["amount"]!.GetValue<long>();
}
