using System.Security.Cryptography;
using System.Text;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>What arrives at /webhooks/stripe when Stripe is configured: only what Stripe signed about our own payment counts.</summary>
[Collection(InputTests.Name)]
public sealed class WebhookTests(AttackedSite site)
{
    private static readonly long Now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
    private static int _events;

    public static TheoryData<string, string> Forgeries() => new()
    {
        { "no header", "" }, { "text", "hello" }, { "only a time", "t={now}" }, { "only a mac", "v1={mac}" }, { "an old scheme", "t={now},v0={mac}" }, { "a mac of zeros", "t={now},v1=" + new string('0', 64) },
        { "half a mac", "t={now},v1={half}" }, { "another secret's", "t={now},v1={wrong}" }, { "ten minutes old", "t={old},v1={oldmac}" }, { "another time than signed", "t={old},v1={mac}" }, { "no number as time", "t=x,v1={mac}" },
        { "a time beyond all times", "t=99999999999999999999,v1={mac}" }, { "long", "t={now},v1=" + new string('a', 9000) }, { "not hex", "t={now},v1=zz" }, { "commas", ",,,,=,=,t=,v1=" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_webhook_stripe_did_not_sign_pays_nothing(string what, string signature)
    {
        var order = await OrderAsync();
        var body = Told(order);
        var header = signature.Replace("{now}", $"{Now}", StringComparison.Ordinal).Replace("{old}", $"{Now - 600}", StringComparison.Ordinal).Replace("{mac}", Mac(body, Now), StringComparison.Ordinal)
            .Replace("{half}", Mac(body, Now)[..32], StringComparison.Ordinal).Replace("{wrong}", Mac(body, Now, "whsec_other"), StringComparison.Ordinal).Replace("{oldmac}", Mac(body, Now - 600), StringComparison.Ordinal);
        var rows = await site.Counts.QuietAsync();

        var reply = await SendAsync(body, header);

        Assert.True(reply.Status == 400 && reply.Code == "webhook.signature", $"{what}: {reply.Status} {reply.Text}");
        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
        Assert.Equal("awaiting_payment", await site.StatusAsync(order));
    }

    [Fact]
    public async Task A_signed_body_that_was_changed_cut_or_spaced_anew_pays_nothing()
    {
        var order = await OrderAsync();
        var body = Told(order);
        var header = Sign(body);
        var luck = new Random(InputTests.Seed);
        for (var i = 0; i < (InputTests.Storm ? body.Length : 40); i++)
        {
            var at = InputTests.Storm ? i : luck.Next(body.Length);
            Assert.Equal(400, (await SendAsync(body[..at], header)).Status);
            Assert.Equal(400, (await SendAsync(body[..at] + (char)(body[at] ^ 1) + body[(at + 1)..], header)).Status);
            Assert.Equal(400, (await SendAsync(body.Insert(at, " "), header)).Status);
        }
        Assert.Equal("awaiting_payment", await site.StatusAsync(order));
        Assert.Equal(200, (await SendAsync(body, header)).Status);
        Assert.Equal("paid", await site.StatusAsync(order));
    }

    [Theory]
    [InlineData(AttackedSite.StripeSecret)]
    [InlineData(AttackedSite.OlderStripeSecret)]
    public async Task One_right_signature_among_several_is_enough_and_a_repeat_changes_nothing(string secret)
    {
        var order = await OrderAsync();
        var body = Told(order);
        var header = $"t={Now},v1={Mac(body, Now, "whsec_elsewhere")},v1={Mac(body, Now, secret)}";

        Assert.Equal("taken", (await SendAsync(body, header)).Of<string>("status"));
        var rows = await site.Counts.QuietAsync();
        Assert.Equal("known", (await SendAsync(body, header)).Of<string>("status"));

        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
        Assert.Equal("paid", await site.StatusAsync(order));
    }

    [Theory]
    [InlineData("amount_total", "1")]
    [InlineData("amount_total", "-1250")]
    [InlineData("amount_total", "9223372036854775807")]
    [InlineData("amount_total", "null")]
    [InlineData("currency", "\"usd\"")]
    [InlineData("currency", "null")]
    [InlineData("id", "\"cs_test_of_another_order\"")]
    public async Task A_genuine_event_with_another_amount_currency_or_session_pays_nothing(string member, string value)
    {
        var order = await OrderAsync();
        var rows = await site.Counts.QuietAsync();

        var reply = await SendSignedAsync(Told(order, (member, value)));

        Assert.Equal((409, "payment.mismatch"), (reply.Status, reply.Code));
        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
        Assert.Equal("awaiting_payment", await site.StatusAsync(order));
    }

    [Theory]
    [InlineData("customer.created")]
    [InlineData("charge.refunded")]
    [InlineData("checkout.session.completed.v9")]
    [InlineData("")]
    public async Task A_genuine_event_of_a_kind_nobody_waits_for_is_taken_and_pays_nothing(string type)
    {
        var order = await OrderAsync();

        Assert.Equal(200, (await SendSignedAsync(Told(order, type: type))).Status);
        Assert.Equal("awaiting_payment", await site.StatusAsync(order));
    }

    [Fact]
    public async Task A_session_that_is_completed_but_not_paid_yet_waits_for_the_money()
    {
        var order = await OrderAsync();

        await SendSignedAsync(Told(order, ("payment_status", "\"unpaid\"")));
        Assert.Equal("awaiting_payment", await site.StatusAsync(order));
        await SendSignedAsync(Told(order, type: "checkout.session.async_payment_succeeded"));
        Assert.Equal("paid", await site.StatusAsync(order));
    }

    [Theory]
    [InlineData("\"01900000-0000-7000-8000-000000000001\"")]
    [InlineData("\"not an id\"")]
    [InlineData("null")]
    public async Task A_genuine_event_about_somebody_elses_payment_changes_nothing(string reference)
    {
        var order = await OrderAsync();
        var rows = await site.Counts.QuietAsync();

        Assert.Equal("unknown", (await SendSignedAsync(Told(order, ("client_reference_id", reference)))).Of<string>("status"));
        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
    }

    [Fact]
    public async Task A_live_event_is_not_for_a_shop_with_test_keys()
    {
        var order = await OrderAsync();

        Assert.Equal(400, (await SendSignedAsync(Told(order).Replace("\"livemode\":false", "\"livemode\":true", StringComparison.Ordinal))).Status);
        Assert.Equal("awaiting_payment", await site.StatusAsync(order));
    }

    [Fact]
    public async Task Signed_nonsense_is_refused()
    {
        foreach (var body in new[] { "", "null", "[]", "{}", "{\"object\":\"event\"}", "{\"object\":\"event\",\"data\":{}}", "{\"object\":\"event\",\"data\":{\"object\":[]}}", "not json", new string('[', 5000), "{\"id\":{}}", "{\"object\":\"event\",\"created\":\"soon\"}", "\0" })
        {
            var reply = await SendSignedAsync(body);
            Assert.True(reply.Status is 200 or 400, $"{body}: {reply.Status}\n{site.Output}");
        }
        Assert.Equal((413, "request.too_large"), Seen(await SendSignedAsync("{\"a\":\"" + new string('y', 300_000) + "\"}")));
        Assert.Equal((400, "webhook.signature"), Seen(await site.As("").PostRawAsync("/webhooks/nobody", "{}")));
        Assert.Equal((400, "webhook.signature"), Seen(await site.As("").PostRawAsync("/webhooks/bank_transfer", "{}")));
        Assert.InRange((await site.As("").GetAsync("/webhooks/stripe")).Status, 404, 405);
    }

    [Fact]
    public async Task A_new_page_is_opened_after_a_failed_try_and_the_end_of_the_first_one_does_not_close_it()
    {
        var order = await OrderAsync();
        await SendSignedAsync(Told(order, type: "checkout.session.async_payment_failed"));
        Assert.Equal("failed", await PaymentAsync(order, "status"));

        await site.Browsing("consumer").GetAsync($"/orders/{order["id"]}/pay");
        Assert.Equal("pending", await PaymentAsync(order, "status"));
        Assert.NotEqual(order["payment"]["url"]!.GetValue<string>(), await PaymentAsync(order, "url"));
        await SendSignedAsync(Told(order, type: "checkout.session.expired"));

        Assert.Equal("pending", await PaymentAsync(order, "status"));
        Assert.Equal("taken", (await SendSignedAsync(Told(order, ("id", $"\"{Session(await PaymentAsync(order, "url"))}\"")))).Of<string>("status"));
        Assert.Equal("paid", await site.StatusAsync(order));
    }

    private async Task<Reply> OrderAsync() => await site.PlaceAsync(await site.ProductAsync(), method: "stripe");

    private async Task<string> PaymentAsync(Reply order, string member) =>
        (await site.As("consumer").GetAsync($"/api/v1/orders/{order["id"]}"))["payments"][0]![member]!.GetValue<string>();

    private static string Told(Reply order, params (string Member, string Value)[] changes) => Told(order, "checkout.session.completed", changes);

    private static string Told(Reply order, string type, params (string Member, string Value)[] changes)
    {
        var payment = order["payment"];
        var session = new Dictionary<string, string>
        {
            ["id"] = $"\"{Session(payment["url"]!.GetValue<string>())}\"",
            ["object"] = "\"checkout.session\"",
            ["client_reference_id"] = $"\"{payment["id"]}\"",
            ["amount_total"] = payment["amount"]!["amount"]!.ToJsonString(),
            ["currency"] = "\"cny\"",
            ["payment_status"] = "\"paid\"",
            ["payment_intent"] = "\"pi_1\"",
        };
        foreach (var (member, value) in changes) session[member] = value;
        var members = string.Join(',', session.Select(x => $"\"{x.Key}\":{x.Value}"));
        return $"{{\"id\":\"evt_{Interlocked.Increment(ref _events)}\",\"object\":\"event\",\"api_version\":\"2025-01-01\",\"created\":{Now},\"livemode\":false,\"type\":\"{type}\",\"data\":{{\"object\":{{{members}}}}}}}";
    }

    private static string Session(string url) => url[(url.LastIndexOf('/') + 1)..];

    private static (int, string?) Seen(Reply reply) => (reply.Status, reply.Code);

    private static string Sign(string body) => $"t={Now},v1={Mac(body, Now)}";

    private static string Mac(string body, long time, string secret = AttackedSite.StripeSecret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));

    private Task<Reply> SendSignedAsync(string body) => SendAsync(body, Sign(body));

    private Task<Reply> SendAsync(string body, string signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        return site.As("").SendAsync(request);
    }
}
