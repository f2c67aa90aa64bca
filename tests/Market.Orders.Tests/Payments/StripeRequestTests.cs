using System.Globalization;
using Market.Orders.Payments;
using Market.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Market.Orders.Tests.Payments;

/// <summary>Stripe's own library against Stripe's own description of what it takes.</summary>
public sealed class StripeRequestTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);
    private readonly Guid _payment = Guid.CreateVersion7();

    [RealDataFact]
    public async Task A_payment_page_is_asked_for_as_stripe_describes_it()
    {
        using var stripe = Double();
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var closes = Now.AddMinutes(60).UtcDateTime;

        var started = await Provider(stripe).StartAsync(Request(new() { [a] = 1000, [b] = 250 }, closes), default);

        var asked = Only(stripe);
        Assert.Equal(("POST", "/v1/checkout/sessions", "Bearer sk_test_contract"), (asked.Method, asked.Path, asked.Authorization));
        Assert.Equal(_payment.ToString(), asked.IdempotencyKey);
        Assert.NotNull(asked.Version);
        Assert.Equal(("payment", "1250", "cny", "1"), (asked.Form["mode"], asked.Form["line_items[0][price_data][unit_amount]"], asked.Form["line_items[0][price_data][currency]"], asked.Form["line_items[0][quantity]"]));
        Assert.Equal(_payment.ToString(), asked.Form["client_reference_id"]);
        Assert.Equal(new DateTimeOffset(closes).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), asked.Form["expires_at"]);
        foreach (var place in new[] { "metadata", "payment_intent_data[metadata]" })
        {
            Assert.Equal((_payment.ToString(), "261123-AAAA-BBBB"), (asked.Form[$"{place}[payment_id]"], asked.Form[$"{place}[order_number]"]));
            Assert.Equal(("1000", "250"), (asked.Form[$"{place}[split_{a:N}]"], asked.Form[$"{place}[split_{b:N}]"]));
        }
        Assert.StartsWith("cs_", started.IntentId, StringComparison.Ordinal);
        Assert.StartsWith("https://checkout.stripe.com/", started.Url, StringComparison.Ordinal);
    }

    [RealDataFact]
    public async Task A_long_reservation_leaves_the_closing_time_to_stripe()
    {
        using var stripe = Double();

        await Provider(stripe).StartAsync(Request(new() { [Guid.CreateVersion7()] = 1250 }, closes: null), default);

        Assert.Null(Only(stripe).Form["expires_at"]);
    }

    [RealDataFact]
    public async Task Metadata_stay_within_stripes_limits_however_many_cooperatives_there_are()
    {
        using var stripe = Double();
        foreach (var count in new[] { 40, 41, 200 }) await Provider(stripe).StartAsync(Request(Enumerable.Range(0, count).ToDictionary(_ => Guid.CreateVersion7(), _ => 10L), null), default);

        Assert.Empty(stripe.Complaints);
        foreach (var asked in stripe.Requests)
        {
            var names = asked.Form.AllKeys.Where(x => x!.StartsWith("metadata[", StringComparison.Ordinal)).Select(x => x![9..^1]).ToList();
            Assert.InRange(names.Count, 2, 50);
            Assert.All(names, x => Assert.InRange(x.Length, 1, 40));
        }
    }

    [RealDataFact]
    public async Task A_repeat_uses_the_same_key_and_a_new_try_another_one()
    {
        using var stripe = Double();
        var request = Request(new() { [Guid.CreateVersion7()] = 1250 }, null);

        await Provider(stripe).StartAsync(request, default);
        await Provider(stripe).StartAsync(request, default);
        await Provider(stripe).StartAsync(request with { Before = "cs_test_first" }, default);

        Assert.Empty(stripe.Complaints);
        Assert.Equal([$"{_payment}", $"{_payment}", $"{_payment}-cs_test_first"], stripe.Requests.Select(x => x.IdempotencyKey));
        Assert.All(stripe.Requests, x => Assert.InRange(x.IdempotencyKey!.Length, 1, 255));
    }

    [RealDataFact]
    public async Task A_refund_is_asked_for_as_stripe_describes_it_once_per_refund()
    {
        using var stripe = Double();
        var refund = new RefundRequest(Guid.CreateVersion7(), _payment, "pi_3Abc", 480, "CNY");

        Assert.True(await Provider(stripe).RefundAsync(refund, default));

        var asked = Only(stripe);
        Assert.Equal(("POST", "/v1/refunds", refund.RefundId.ToString()), (asked.Method, asked.Path, asked.IdempotencyKey));
        Assert.Equal(("pi_3Abc", "480", refund.RefundId.ToString()), (asked.Form["payment_intent"], asked.Form["amount"], asked.Form["metadata[refund_id]"]));
    }

    [RealDataFact]
    public async Task A_refund_whose_answer_was_lost_is_found_at_stripe_and_not_paid_again()
    {
        using var stripe = Double();
        var refund = new RefundRequest(Guid.CreateVersion7(), _payment, "pi_3Abc", 480, "CNY");
        stripe.LosesAnswers = true;
        await Assert.ThrowsAsync<PaymentProviderException>(() => Provider(stripe).RefundAsync(refund, default));
        stripe.LosesAnswers = false;
        stripe.ForgetKeys();

        Assert.True(await Provider(stripe).RefundAsync(refund with { AskedBefore = true }, default));

        Assert.Single(stripe.Refunds);
        Assert.Equal(["POST", "GET"], stripe.Requests.Select(x => x.Method));
        Assert.Equal(("/v1/refunds", "pi_3Abc", "100"), (stripe.Requests[1].Path, stripe.Requests[1].Form["payment_intent"], stripe.Requests[1].Form["limit"]));
        Assert.Empty(stripe.Complaints);
    }

    [RealDataFact]
    public async Task A_lost_refund_is_found_behind_more_refunds_of_its_payment_than_one_page_holds()
    {
        using var stripe = Double();
        var refund = new RefundRequest(Guid.CreateVersion7(), _payment, "pi_3Abc", 1, "CNY");
        await Provider(stripe).RefundAsync(refund, default);
        for (var i = 0; i < 100; i++) await Provider(stripe).RefundAsync(refund with { RefundId = Guid.CreateVersion7() }, default);
        stripe.ForgetKeys();

        Assert.True(await Provider(stripe).RefundAsync(refund with { AskedBefore = true }, default));

        Assert.Equal((101, 2), (stripe.Refunds.Count, stripe.Requests.Count(x => x.Method == "GET")));
        Assert.Empty(stripe.Complaints);
    }

    [RealDataFact]
    public async Task A_refund_that_never_reached_stripe_or_paid_nothing_there_is_asked_for_again_under_the_same_key()
    {
        using var stripe = Double();
        var refund = new RefundRequest(Guid.CreateVersion7(), _payment, "pi_3Abc", 480, "CNY", AskedBefore: true);
        await Provider(stripe).RefundAsync(refund with { RefundId = Guid.CreateVersion7() }, default);
        await Provider(stripe).RefundAsync(refund, default);
        Assert.Equal(2, stripe.Refunds.Count);
        stripe.Refunds[0]["status"] = "failed";
        stripe.ForgetKeys();

        Assert.True(await Provider(stripe).RefundAsync(refund, default));

        Assert.Equal(3, stripe.Refunds.Count);
        Assert.Equal(refund.RefundId.ToString(), stripe.Requests[^1].IdempotencyKey);
        Assert.Empty(stripe.Complaints);
    }

    [RealDataFact]
    public async Task A_stripe_that_cannot_say_what_it_refunded_is_not_asked_to_refund()
    {
        using var stripe = Double();
        stripe.Failing = 503;

        await Assert.ThrowsAsync<PaymentProviderException>(() => Provider(stripe).RefundAsync(new(Guid.CreateVersion7(), _payment, "pi_3Abc", 480, "CNY", AskedBefore: true), default));

        Assert.Equal(["GET"], stripe.Requests.Select(x => x.Method));
    }

    [RealDataFact]
    public async Task Whatever_stripe_answers_instead_is_a_provider_failure_and_only_a_server_error_is_asked_about_again()
    {
        using var stripe = Double();
        foreach (var status in new[] { 400, 401, 402, 403, 404, 409, 429, 500, 502, 503 })
        {
            (stripe.Failing, var before) = (status, stripe.Requests.Count);
            await Assert.ThrowsAsync<PaymentProviderException>(() => Provider(stripe).StartAsync(Request(new() { [Guid.CreateVersion7()] = 1250 }, null), default));
            Assert.Equal(before + (status < 500 ? 1 : 2), stripe.Requests.Count);
        }
    }

    [RealDataFact]
    public async Task The_double_itself_notices_what_stripe_would_refuse()
    {
        foreach (var (path, form) in new[] { ("/v1/nowhere", "a=1"), ("/v1/refunds", "payment_intent=pi_1&amount=many"), ("/v1/refunds", "amount=1&colour=red"), ("/v1/checkout/sessions", "mode=payment&success_url=https://a"),
            ("/v1/checkout/sessions", "mode=gift&success_url=https://a&cancel_url=https://a"), ("/v1/checkout/sessions", "success_url=https://a&cancel_url=https://a&line_items[0][price_data][currency]=cny&line_items[0][price_data][units]=1") })
        {
            using var stripe = Double();
            using var http = new HttpClient();
            await http.PostAsync(stripe.Address + path, new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"));
            Assert.NotEmpty(stripe.Complaints);
        }
    }

    [Fact]
    public async Task A_stripe_that_is_not_there_is_a_provider_failure()
    {
        var provider = new StripeProvider(new("sk_test_contract", [], "http://127.0.0.1:9"), new FakeTimeProvider(Now), new HttpClient());

        await Assert.ThrowsAsync<PaymentProviderException>(() => provider.StartAsync(Request(new() { [Guid.CreateVersion7()] = 1250 }, null), default));
        await Assert.ThrowsAsync<PaymentProviderException>(() => provider.RefundAsync(new(Guid.CreateVersion7(), _payment, "pi_1", 1, "CNY"), default));
    }

    [Theory]
    [InlineData("sk_test_1", false, true)]
    [InlineData("sk_test_1", true, false)]
    [InlineData("sk_live_1", true, true)]
    [InlineData("rk_live_1", true, true)]
    [InlineData("rk_live_1", false, false)]
    [InlineData("rk_test_1", false, true)]
    public void Events_of_the_other_mode_are_not_this_shops(string key, bool live, bool understood)
    {
        var body = System.Text.Encoding.UTF8.GetBytes($"{{\"id\":\"evt_1\",\"object\":\"event\",\"livemode\":{(live ? "true" : "false")},\"type\":\"checkout.session.completed\",\"data\":{{\"object\":{{\"id\":\"cs_1\",\"object\":\"checkout.session\",\"payment_status\":\"paid\",\"client_reference_id\":\"{_payment}\",\"amount_total\":1250,\"currency\":\"cny\"}}}}}}");

        var said = new StripeProvider(new(key, ["whsec_1"]), new FakeTimeProvider(Now), new HttpClient()).Read(body, WebhookSignature.Sign(body, "whsec_1", Now));

        Assert.Equal(understood, said is not null);
        if (understood) Assert.Equal((_payment, "captured", 1250L, "CNY", "cs_1"), (said!.PaymentId, said.Outcome, said.AmountFen, said.Currency, said.IntentId));
    }

    private static StripeDouble Double() => new(Path.Combine(RealDataFactAttribute.Folder!, "api-specs"));

    private static StripeProvider Provider(StripeDouble stripe) => new(new("sk_test_contract", ["whsec_contract"], stripe.Address), new FakeTimeProvider(Now), new HttpClient());

    private PaymentRequest Request(Dictionary<Guid, long> split, DateTime? closes) => new(_payment, "261123-AAAA-BBBB", split.Values.Sum(), "CNY", split, "https://shop.example/orders/1", closes);

    private static Asked Only(StripeDouble stripe)
    {
        Assert.Empty(stripe.Complaints);
        return Assert.Single(stripe.Requests);
    }
}
