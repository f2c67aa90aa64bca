using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>Orders that were tampered with, doubled, paid late or twice, and what comes after them.</summary>
[Collection(InputTests.Name)]
public sealed class CheckoutTests(AttackedSite site)
{
    [Theory]
    [InlineData("total", "{\"amount\":1,\"currency\":\"CNY\"}")]
    [InlineData("freight", "{\"amount\":0,\"currency\":\"CNY\"}")]
    [InlineData("buyerId", "\"01900000-0000-7000-8000-000000000001\"")]
    [InlineData("status", "\"paid\"")]
    [InlineData("organisation", "true")]
    public async Task A_total_freight_or_buyer_from_outside_is_refused(string member, string value)
    {
        var body = (JsonObject)JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Buying.Body(await site.ProductAsync(), "1", await site.StationAsync())))!;
        body[member] = JsonNode.Parse(value);

        await RefusedAsync(body, 400, "request.malformed");
    }

    [Theory]
    [InlineData("price")]
    [InlineData("discount")]
    public async Task A_price_in_a_line_is_refused(string member)
    {
        var body = (JsonObject)JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Buying.Body(await site.ProductAsync(), "1", await site.StationAsync())))!;
        body["lines"]![0]![member] = new JsonObject { ["amount"] = 1, ["currency"] = "CNY" };

        await RefusedAsync(body, 400, "request.malformed");
    }

    [Fact]
    public async Task The_total_is_reckoned_here()
    {
        var product = await site.ProductAsync();

        var order = await site.PlaceAsync(product, steps: 3);

        Assert.Equal(Math.Round(3 * product["price"]!["amount"]!.GetValue<long>() * Step(product), MidpointRounding.AwayFromZero), order["subOrders"][0]!["subtotal"]!["amount"]!.GetValue<long>());
        Assert.Equal(order["payment"]["amount"]!["amount"]!.GetValue<long>(), order["total"]["amount"]!.GetValue<long>());
    }

    [Fact]
    public async Task Goods_that_are_not_there_off_their_step_or_in_another_unit_are_refused()
    {
        var product = await site.ProductAsync();
        await RefusedAsync(Of(product, "0.001"), 409, "quantity.step");
        await RefusedAsync(Of(product, "900000"), 409, "stock.insufficient");
        await RefusedAsync(Buying.Body(With(product, "unit", "kg"), "1", await site.StationAsync()), 409, "quantity.unit");
        await RefusedAsync(Buying.Body(With(product, "offerId", Guid.CreateVersion7().ToString()), "1", await site.StationAsync()), 409, "offer.not_on_sale");
        await RefusedAsync(Buying.Body(product, "1", Guid.CreateVersion7()), 409, "station.unknown");
        await RefusedAsync(Buying.Body(product, "1", await site.StationAsync(), "gold"), 400, "payment.method_unknown");
        await RefusedAsync(Buying.Body(product, "1", await site.StationAsync(), "bank_transfer"), 409, "payment.organisations_only");

        object Of(JsonNode goods, string quantity) => Buying.Body(goods, quantity, site.StationAsync().Result);
    }

    [Fact]
    public async Task A_listing_that_is_a_draft_awaits_review_was_returned_or_retired_cannot_be_bought()
    {
        var places = await Places.FindAsync(site);
        var manager = site.As("manager.shangwan");
        var product = (await manager.PostAsync("/api/v1/products", new { cooperativeId = places.Members["cooperativeId"], words = new { name = "没上架的豆角" }, category = "fruit" })).Of<Guid>("id");
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/products/{product}/offers", new { price = new { amount = 500, currency = "CNY" }, step = new { value = "1", unit = "box" }, netWeight = new { value = "1", unit = "kg" } })).Status);
        var page = await site.Browsing("manager.shangwan").GetAsync($"/office/products/{product}");
        var action = page.Document.Forms.Select(x => x.GetAttribute("action") ?? "").First(x => x.EndsWith("/stock", StringComparison.Ordinal));
        var offer = Guid.Parse(action.Split('/')[^2]);
        await manager.PostAsync("/api/v1/stock", new { offerId = offer, quantity = new { value = "100", unit = "box" } });
        var body = new { lines = new[] { new { offerId = offer, quantity = new { value = "1", unit = "box" } } }, pickup = new { stationId = await site.StationAsync() }, paymentMethod = "sandbox" };

        await RefusedAsync(body, 409, "offer.not_on_sale");
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/products/{product}/submission", null)).Status);
        await RefusedAsync(body, 409, "offer.not_on_sale");
        Assert.Equal(204, (await site.As("reviewer.shuanghe").PostAsync("/api/v1/listing-reviews", new { productIds = new[] { product }, approve = false, reason = "照片不清楚" })).Status);
        await RefusedAsync(body, 409, "offer.not_on_sale");
        Assert.Equal(404, (await site.As("").GetAsync($"/api/v1/products/{product}")).Status);
    }

    [Fact]
    public async Task A_presale_ends_at_its_cap()
    {
        var presale = (await site.As("").GetAsync("/api/v1/products?pageSize=100"))["items"].AsArray().First(x => x!["saleMode"]!.GetValue<string>() == "presale")!;
        var left = decimal.Parse(presale["available"]!["value"]!.GetValue<string>(), CultureInfo.InvariantCulture);

        await RefusedAsync(Buying.Body(presale, (left + Step(presale)).ToString(CultureInfo.InvariantCulture), await site.StationAsync()), 409, "stock.insufficient");
    }

    [Fact]
    public async Task Eight_submits_with_one_key_place_one_order()
    {
        var (product, station, key) = (await site.ProductAsync(), await site.StationAsync(), Guid.CreateVersion7().ToString());
        var before = await site.Counts.QuietAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.As("consumer2").PostAsync("/api/v1/orders", Buying.Body(product, "1", station), key)));

        Assert.All(replies, x => Assert.Equal(201, x.Status));
        Assert.Single(replies.Select(x => x.Of<Guid>("id")).Distinct());
        Assert.Equal(before["orders_orders"] + 1, (await site.Counts.TakeAsync())["orders_orders"]);
        Assert.Equal("idempotency.key_reused", (await site.As("consumer2").PostAsync("/api/v1/orders", Buying.Body(product, "2", station), key)).Code);
    }

    [Fact]
    public async Task Paying_twice_and_cancelling_while_paying_leave_the_books_right()
    {
        var product = await site.ProductAsync();
        var twice = await site.PlaceAsync(product);
        foreach (var _ in new[] { 1, 2, 3 }) await site.As("consumer").PostAsync($"/sandbox/payments/{twice["payment"]["id"]}", new { outcome = "succeed" });
        await Wait.ForAsync(async () => await site.StatusAsync(twice) == "paid", "the payment");
        for (var round = 0; round < 4; round++)
        {
            var order = await site.PlaceAsync(product);
            await Task.WhenAll(site.As("consumer").PostAsync($"/sandbox/payments/{order["payment"]["id"]}", new { outcome = "succeed" }), site.As("consumer").PostAsync($"/api/v1/orders/{order["id"]}/cancellation", new { }));
            await Wait.ForAsync(async () =>
            {
                var now = await site.As("consumer").GetAsync($"/api/v1/orders/{order["id"]}");
                return now.Of<string>("status") is "refunded" or "cancelled" && now["payments"][0]!["status"]!.GetValue<string>() is "refunded";
            }, "the money back");
        }
        Assert.Equal("paid", await site.StatusAsync(twice));
        await site.VerifyAsync();
    }

    [Fact]
    public async Task Somebody_elses_order_is_absent_and_stays_as_it_was()
    {
        var order = await site.PlaceAsync(await site.ProductAsync());
        var id = order["id"];
        var rows = await site.Counts.QuietAsync();
        foreach (var account in new[] { "consumer2", "manager.heyan", "admin", "office", "station.heyan-village" })
        {
            Assert.Equal(404, (await site.As(account).GetAsync($"/api/v1/orders/{id}")).Status);
            Assert.Equal(404, (await site.As(account).PostAsync($"/api/v1/orders/{id}/cancellation", new { })).Status);
            Assert.Equal(404, (await site.As(account).PostAsync($"/sandbox/payments/{order["payment"]["id"]}", new { outcome = "succeed" })).Status);
        }
        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
        Assert.Equal("awaiting_payment", await site.StatusAsync(order));
    }

    [Fact]
    public async Task After_the_sale_nobody_takes_more_than_was_paid_or_reviews_what_they_did_not_get()
    {
        var (_, part) = await site.CompletedAsync(await site.ProductAsync());
        var line = part["lines"]![0]!["id"];
        var paid = part["lines"]![0]!["amount"]!["amount"]!.GetValue<long>();
        object Claim(long fen, string reason = "坏了") => new { orderLineId = line, reason, amount = new { amount = fen, currency = "CNY" } };
        object Refund(long fen) => new { orderLineId = line, reason = "好意", amount = new { amount = fen, currency = "CNY" } };

        Assert.Equal(404, (await site.As("consumer2").PostAsync("/api/v1/claims", Claim(1))).Status);
        foreach (var fen in new[] { 0, -1, paid + 1, long.MaxValue }) Assert.Equal(409, (await site.As("consumer").PostAsync("/api/v1/claims", Claim(fen))).Status);
        foreach (var fen in new[] { 0, -1, paid + 1, long.MaxValue, long.MinValue }) Assert.Equal(409, (await site.As("manager.heyan").PostAsync("/api/v1/refunds", Refund(fen))).Status);
        Assert.Equal(404, (await site.As("manager.shangwan").PostAsync("/api/v1/refunds", Refund(1))).Status);
        foreach (var stars in new[] { 0, 6, -1, int.MaxValue }) Assert.Equal(400, (await site.As("consumer").PostAsync("/api/v1/reviews", new { orderLineId = line, stars })).Status);
        Assert.Equal(404, (await site.As("consumer2").PostAsync("/api/v1/reviews", new { orderLineId = line, stars = 5 })).Status);
        var open = await site.PlaceAsync(await site.ProductAsync());
        Assert.Equal(409, (await site.As("consumer").PostAsync("/api/v1/reviews", new { orderLineId = open["subOrders"][0]!["lines"]![0]!["id"], stars = 5 })).Status);

        var parts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => site.As("manager.heyan").PostAsync("/api/v1/refunds", Refund(paid - 1))));
        Assert.Equal(1, parts.Count(x => x.Status == 201));
        await site.VerifyAsync();
    }

    [Fact]
    public async Task A_reservation_serves_its_holder_once_and_for_just_these_goods()
    {
        var (product, station) = (await site.ProductAsync(), await site.StationAsync());
        var (holder, key) = (site.As("consumer2"), Guid.CreateVersion7().ToString());
        var before = await site.Counts.QuietAsync();
        object Wanted(string quantity) => new { offerId = product["offerId"], quantity = new { value = quantity, unit = product["unit"] } };

        var hold = await holder.PostAsync("/api/v1/reservations", Wanted("2"), key);
        Assert.Equal(201, hold.Status);
        Assert.Equal(hold.Of<Guid>("id"), (await holder.PostAsync("/api/v1/reservations", Wanted("2"), key)).Of<Guid>("id"));
        Assert.Equal("idempotency.key_reused", (await holder.PostAsync("/api/v1/reservations", Wanted("1"), key)).Code);
        Assert.Contains((await holder.GetAsync("/api/v1/reservations"))["items"].AsArray(), x => x!["id"]!.GetValue<Guid>() == hold.Of<Guid>("id"));
        Assert.DoesNotContain((await site.As("consumer").GetAsync("/api/v1/reservations"))["items"].AsArray(), x => x!["id"]!.GetValue<Guid>() == hold.Of<Guid>("id"));
        await RefusedAsync(Order("2", hold.Of<Guid>("id")), 409, "reservation.expired");
        await RefusedAsync(Order("2", Guid.CreateVersion7()), 409, "reservation.expired");
        Assert.Equal(404, (await site.As("consumer").SendAsync(new(HttpMethod.Delete, $"/api/v1/reservations/{hold["id"]}"))).Status);
        Assert.Equal("reservation.other_goods", (await holder.PostAsync("/api/v1/orders", Order("3", hold.Of<Guid>("id")))).Code);

        Assert.Equal(201, (await holder.PostAsync("/api/v1/orders", Order("2", hold.Of<Guid>("id")))).Status);
        Assert.Equal("reservation.expired", (await holder.PostAsync("/api/v1/orders", Order("2", hold.Of<Guid>("id")))).Code);
        Assert.Equal(404, (await holder.SendAsync(new(HttpMethod.Delete, $"/api/v1/reservations/{hold["id"]}"))).Status);
        var given = await holder.PostAsync("/api/v1/reservations", Wanted("1"));
        Assert.Equal(204, (await holder.SendAsync(new(HttpMethod.Delete, $"/api/v1/reservations/{given["id"]}"))).Status);
        foreach (var (wrong, status, code) in new[] { (Wanted("0"), 400, "quantity.range"), (Wanted("-1"), 400, "request.malformed"), (Wanted("900000"), 409, "stock.insufficient"), (Wanted("0.001"), 409, "quantity.step") })
        {
            var reply = await holder.PostAsync("/api/v1/reservations", wrong);
            Assert.Equal((status, code), (reply.Status, reply.Code));
        }
        var after = await site.Counts.TakeAsync();
        Assert.Equal((before["orders_holds"], before["orders_orders"] + 1), (after["orders_holds"], after["orders_orders"]));
        await site.VerifyAsync();

        object Order(string quantity, Guid reservation) => new
        {
            lines = new[] { new { offerId = product["offerId"], quantity = new { value = quantity, unit = product["unit"] }, reservationId = reservation } },
            pickup = new { stationId = station },
            paymentMethod = "sandbox",
        };
    }

    [Theory]
    [InlineData("", "application/json", 400, "request.malformed", "$")]
    [InlineData("null", "application/json", 400, "request.malformed", "$")]
    [InlineData("{}", "application/json", 400, "request.malformed", "offerId quantity")]
    [InlineData("{\"offerId\":\"x\"}", "application/json", 400, "request.malformed", "offerId")]
    [InlineData("{\"offerId\":\"01900000-0000-7000-8000-000000000001\"}", "application/json", 400, "request.malformed", "quantity")]
    [InlineData("{\"offerId\":\"01900000-0000-7000-8000-000000000001\",\"quantity\":{\"value\":\"-1\",\"unit\":\"box\"}}", "application/json", 400, "request.malformed", "quantity")]
    [InlineData("{\"offerId\":\"01900000-0000-7000-8000-000000000001\",\"quantity\":{\"value\":\"0\",\"unit\":\"box\"}}", "application/json", 400, "quantity.range", null)]
    [InlineData("{\"offerId\":\"01900000-0000-7000-8000-000000000001\",\"holderId\":1}", "application/json", 400, "request.malformed", "holderId")]
    [InlineData("{}", "text/plain", 415, "request.media_type", null)]
    [InlineData("{}", null, 415, "request.media_type", null)]
    [InlineData("{}", "application/json; charset=utf-7", 415, "request.media_type", null)]
    [InlineData("{}", "application/json; charset=nonsense", 415, "request.media_type", null)]
    [InlineData("{}", "application/json; charset=\"UTF-8\"", 400, "request.malformed", "offerId quantity")]
    public async Task A_reservation_that_cannot_be_read_sets_nothing_aside(string body, string? type, int status, string code, string? fields)
    {
        var rows = await site.Counts.QuietAsync();
        foreach (var language in new[] { "zh", "en" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reservations") { Content = new StringContent(body) };
            request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
            var reply = await site.As("consumer", language).SendAsync(request);

            Assert.Equal((status, code, fields), (reply.Status, reply.Code, reply.Json!["fields"] is JsonArray named ? string.Join(' ', named) : null));
            Assert.Null(Problem.Complaint(reply, language));
        }
        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
    }

    [Theory]
    [InlineData("{\"lines\":[{\"offerId\":\"x\"}],\"paymentMethod\":\"sandbox\"}", "lines[0].offerId")]
    [InlineData("{\"lines\":[{\"quantity\":{\"value\":\"1\",\"unit\":\"box\"}}],\"paymentMethod\":\"sandbox\"}", "lines[0].offerId")]
    [InlineData("{\"lines\":[],\"paymentMethod\":\"sandbox\",\"total\":1}", "total")]
    [InlineData("{\"request\":1}", "request")]
    [InlineData("[]", "$")]
    [InlineData("", "$")]
    public async Task An_order_that_cannot_be_read_says_where_in_the_requests_own_words(string body, string field)
    {
        var reply = await site.As("consumer").PostRawAsync("/api/v1/orders", body);

        Assert.Equal((400, "request.malformed", field), (reply.Status, reply.Code, string.Join(' ', reply["fields"].AsArray())));
    }

    [Fact]
    public async Task The_case_of_a_members_name_does_not_matter()
    {
        var reply = await site.As("consumer").PostRawAsync("/api/v1/reservations", $$$"""{"OfferId":"{{{Guid.CreateVersion7()}}}","QUANTITY":{"Value":"1","uNit":"box"}}""");

        Assert.Equal((409, "offer.not_on_sale"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_reservation_larger_than_any_request_may_be_is_refused_as_such()
    {
        var reply = await site.As("consumer").PostRawAsync("/api/v1/reservations", $"{{\"offerId\":\"{new string('x', 1_500_000)}\"}}");

        Assert.Equal((413, "request.too_large"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_reservation_without_a_key_is_refused()
    {
        var product = await site.ProductAsync();

        var reply = await site.As("consumer").PostAsync("/api/v1/reservations", new { offerId = product["offerId"], quantity = new { value = "1", unit = product["unit"] } }, key: "");

        Assert.Equal((400, "idempotency.key_missing"), (reply.Status, reply.Code));
    }

    private async Task RefusedAsync(object body, int status, string code)
    {
        var rows = await site.Counts.QuietAsync();
        foreach (var language in new[] { "zh", "en" })
        {
            var reply = await site.As("consumer", language).PostAsync("/api/v1/orders", body);
            Assert.True((reply.Status, reply.Code) == (status, code), $"{code}: {reply.Status} {reply.Text}");
            Assert.Null(Problem.Complaint(reply, language));
        }
        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
    }

    private static JsonNode With(JsonNode product, string member, string value)
    {
        var copy = product.DeepClone();
        copy[member] = value;
        return copy;
    }

    private static decimal Step(JsonNode product) => decimal.Parse(product["step"]!["value"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
