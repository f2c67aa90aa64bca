using Market.Web.Tests.Inputs.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>Wrong input that once failed or got a wrong answer.</summary>
[Collection(InputTests.Name)]
public sealed class SlipTests(AttackedSite site)
{
    private const string Nobody = "01900000-0000-7000-8000-000000000001";

    [Theory]
    [InlineData("consumer", "POST /api/v1/orders", "{\"lines\":[null],\"paymentMethod\":\"sandbox\"}", 400, "request.malformed")]
    [InlineData("manager.shangwan", "POST /api/v1/sub-orders/" + Nobody + "/weights", "{\"lines\":[null]}", 400, "request.malformed")]
    [InlineData("manager.shangwan", "POST /api/v1/sub-orders/" + Nobody + "/dispatch", "{\"lines\":[null]}", 400, "request.malformed")]
    [InlineData("manager.shangwan", "POST /api/v1/products", "{\"cooperativeId\":\"" + Nobody + "\",\"words\":{\"name\":\"a\",\"origin\":null}}", 400, "request.malformed")]
    [InlineData("", "GET /api/v1/products?badge=", null, 200, null)]
    [InlineData("", "GET /api/v1/nowhere", null, 404, "request.absent")]
    [InlineData("consumer", "DELETE /api/v1/orders", null, 405, "request.method")]
    [InlineData("consumer", "POST /api/v1/orders", "text", 400, "request.malformed")]
    [InlineData("", "GET /api/v1/orders", null, 401, "account.needed")]
    [InlineData("consumer", "POST /api/v1/payouts", "{}", 403, "account.forbidden")]
    [InlineData("consumer", "GET /api/v1/income?cooperative=" + Nobody, null, 403, "account.forbidden")]
    public async Task A_slip_has_its_code_and_a_sentence_in_both_languages(string account, string request, string? body, int status, string? code)
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var (method, path) = (request.Split(' ')[0], request.Split(' ')[1]);
            var reply = await site.As(account, language).SendAsync(new(new(method), path) { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") });

            Assert.True((reply.Status, reply.Code) == (status, code), $"{reply.Status} {reply.Text}");
            Assert.Null(Problem.Complaint(reply, language));
            if (code is not null) Assert.Equal(path.Split('?')[0], reply.Of<string>("instance"));
        }
    }

    [Fact]
    public async Task Refusals_before_an_order_is_reckoned_speak_the_callers_language()
    {
        var offer = (await site.ProductAsync())["offerId"]!.GetValue<string>();
        var line = "{\"offerId\":\"" + offer + "\",\"quantity\":{\"value\":\"1\",\"unit\":\"box\"}}";
        await BothAsync("consumer", "/api/v1/orders", $$"""{"lines":[{{line}}],"paymentMethod":"sandbox"}""", 400, "order.destination_missing");
        await BothAsync("consumer", "/api/v1/orders", $$"""{"lines":[{{line.Replace("\"1\"", "\"0\"", StringComparison.Ordinal)}}],"pickup":{"stationId":"{{Nobody}}"},"paymentMethod":"sandbox"}""", 400, "quantity.range");
    }

    [Fact]
    public async Task A_supervisor_who_reads_the_books_does_not_settle_the_harvest()
    {
        var presale = (await site.As("").GetAsync("/api/v1/products?pageSize=100"))["items"].AsArray().First(x => x!["saleMode"]!.GetValue<string>() == "presale")!;
        using var supervisor = await Browser.AsAsync(site.Address, $"supervisor.{presale["cooperative"]!["slug"]}");
        var token = (await supervisor.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var before = await site.Counts.QuietAsync();

        var answer = await supervisor.PostAsync($"/office/products/{presale["id"]}/offers/{presale["offerId"]}/harvest", [new("__RequestVerificationToken", token), new("harvest", "1")]);

        Assert.Equal(404, answer.Status);
        Assert.Equal("", Counts.Changes(before, await site.Counts.TakeAsync()));
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_in_the_callers_language() =>
        await BothAsync("consumer", "/api/v1/orders", "{\"a\":\"" + new string('y', 1_200_000) + "\"}", 413, "request.too_large");

    [Fact]
    public async Task A_presale_cannot_wait_for_its_balance_until_the_end_of_time()
    {
        var places = await Places.FindAsync(site);
        var product = (await site.As("manager.shangwan").PostAsync("/api/v1/products", new { cooperativeId = places.Members["cooperativeId"], words = new { name = "远期豆角" }, category = "fruit" })).Of<Guid>("id");

        await BothAsync("manager.shangwan", $"/api/v1/products/{product}/offers", """{"price":{"amount":500,"currency":"CNY"},"step":{"value":"1","unit":"box"},"netWeight":{"value":"1","unit":"kg"},"presale":{"depositPercent":20,"balanceDue":"9999-12-31","cap":{"value":"10","unit":"box"}}}""",
            409, "offer.presale_terms");
    }

    [Fact]
    public async Task Income_can_be_asked_for_until_the_end_of_time()
    {
        var cooperative = (await Places.FindAsync(site)).Members["cooperativeId"];

        Assert.Equal(200, (await site.As("manager.shangwan").GetAsync($"/api/v1/income?cooperative={cooperative}&from=0001-01-01&to=9999-12-31")).Status);
    }

    [Fact]
    public async Task One_key_has_one_effect_and_with_another_body_none()
    {
        var product = await site.ProductAsync();
        object Delivery(string value) => new { offerId = product["offerId"], quantity = new { value, unit = product["unit"] } };
        var key = Guid.CreateVersion7().ToString();
        var manager = site.As("manager.heyan");
        Assert.Equal(204, (await manager.PostAsync("/api/v1/stock", Delivery("10"), key)).Status);
        var rows = await site.Counts.QuietAsync();

        Assert.Equal(204, (await manager.PostAsync("/api/v1/stock", Delivery("10"), key)).Status);
        foreach (var language in new[] { "zh", "en" })
        {
            var reply = await site.As("manager.heyan", language).PostAsync("/api/v1/stock", Delivery("20"), key);
            Assert.Equal((422, "idempotency.key_reused"), (reply.Status, reply.Code));
            Assert.Null(Problem.Complaint(reply, language));
        }
        foreach (var wrong in new[] { "", new string('k', 101) }) Assert.Equal("idempotency.key_missing", (await manager.PostAsync("/api/v1/stock", Delivery("10"), wrong)).Code);

        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
    }

    [Fact]
    public async Task Keys_that_differ_only_in_case_or_accent_are_two_keys()
    {
        var product = await site.ProductAsync();
        var mark = Guid.CreateVersion7().ToString("N");
        var rows = await site.Counts.QuietAsync();

        foreach (var key in new[] { $"Key-{mark}", $"key-{mark}", $"KEY-{mark} " })
            Assert.Equal(204, (await site.As("manager.heyan").PostAsync("/api/v1/stock", new { offerId = product["offerId"], quantity = new { value = "10", unit = product["unit"] } }, key)).Status);

        Assert.Equal(rows["orders_stock_movements"] + 3, (await site.Counts.TakeAsync())["orders_stock_movements"]);
    }

    private async Task BothAsync(string account, string path, string body, int status, string code)
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
            var reply = await site.As(account, language).SendAsync(request);
            Assert.True((reply.Status, reply.Code) == (status, code), $"{reply.Status} {reply.Text}");
            Assert.Null(Problem.Complaint(reply, language));
        }
    }
}
