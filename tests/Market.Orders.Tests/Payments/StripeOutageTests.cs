using System.Text;
using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Market.Orders.Tests.Support;
using Market.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Market.Orders.Tests.Payments;

/// <summary>Stripe fails with an error of its own and keeps it under the key: the payment goes on, and is paid once.</summary>
public sealed class StripeOutageTests : IAsyncLifetime
{
    private const string Secret = "whsec_outage";
    private readonly Shop _shop = new();
    private OfferTerms _offer = null!;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 1250);
        await _shop.StockAsync(_offer, 10_000);
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    [RealDataFact]
    public async Task After_a_server_error_the_payment_gets_its_page_and_is_charged_once()
    {
        using var stripe = new StripeDouble(Path.Combine(RealDataFactAttribute.Folder!, "api-specs")) { Failing = 500 };
        var key = new OnceKey(_shop.Buyer, "one-key", "x");

        var first = await PlaceAsync(stripe, key);
        stripe.Failing = 0;
        var second = await PlaceAsync(stripe, key);

        var payment = Assert.Single(second.Payments);
        Assert.Equal((first.Id, null), (second.Id, first.Open!.Url));
        Assert.StartsWith("https://checkout.stripe.com/", payment.Url, StringComparison.Ordinal);
        var keys = stripe.Requests.Select(x => x.IdempotencyKey!).ToList();
        Assert.Equal([$"{payment.Id}", $"{payment.Id}"], [keys[0], keys[2]]);
        Assert.Equal(3, keys.Distinct().Count());
        Assert.All(keys, x => Assert.InRange(x.Length, 1, 255));

        // Once there is a page, it is the page.
        Assert.Equal(payment.Url, (await PlaceAsync(stripe, key)).Open!.Url);
        Assert.Equal(keys.Count, stripe.Requests.Count);

        // The session that Stripe made in spite of its error ends; then the buyer pays the one we showed, and Stripe tells it twice.
        var kept = payment.Url![(payment.Url!.LastIndexOf('/') + 1)..];
        Assert.Equal(Taking.Taken, await TakeAsync(stripe, "evt_1", "expired", "cs_test_unseen", payment.Id));
        Assert.Equal((PaymentState.Pending, payment.Url), ((await _shop.OrderAsync(first.Id)).Open!.State, (await _shop.OrderAsync(first.Id)).Open!.Url));
        Assert.Equal(Taking.Taken, await TakeAsync(stripe, "evt_2", "completed", kept, payment.Id));
        Assert.Equal(Taking.Known, await TakeAsync(stripe, "evt_2", "completed", kept, payment.Id));
        Assert.Equal(Taking.Taken, await TakeAsync(stripe, "evt_3", "async_payment_failed", "cs_test_unseen", payment.Id));
        var paid = await _shop.OrderAsync(first.Id);
        Assert.Equal((OrderState.Paid, PaymentState.Paid, 1250L), (paid.State, paid.Payments[0].State, paid.Payments.Sum(x => x.AmountFen)));
        await _shop.VerifyAsync();
    }

    private StripeProvider Provider(StripeDouble stripe) => new(new("sk_test_outage", [Secret], stripe.Address), _shop.Clock, new HttpClient());

    private async Task<OrderView> PlaceAsync(StripeDouble stripe, OnceKey key)
    {
        await using var scope = _shop.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var desk = new CheckoutDesk(services.GetRequiredService<CheckoutReads>(), services.GetRequiredService<OrdersDb>(), services.GetRequiredService<CheckoutCommitter>(), Desk(services, stripe), _shop.Settings);
        return await desk.PlaceAsync(new(_shop.Buyer, [new(_offer.OfferId, Quantity.Of(1, _offer.Unit))], Goods.Station.Id, null, StripeProvider.Method), key, _shop.Now, default);
    }

    private async Task<Taking> TakeAsync(StripeDouble stripe, string id, string what, string session, Guid payment)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["livemode"] = false,
            ["type"] = "checkout.session." + what,
            ["data"] = new JsonObject
            {
                ["object"] = new JsonObject
                {
                    ["id"] = session,
                    ["object"] = "checkout.session",
                    ["payment_status"] = what == "completed" ? "paid" : "unpaid",
                    ["client_reference_id"] = payment.ToString(),
                    ["payment_intent"] = "pi_" + session,
                    ["amount_total"] = 1250,
                    ["currency"] = "cny",
                },
            },
        }.ToJsonString());
        await using var scope = _shop.Services.CreateAsyncScope();
        return await Desk(scope.ServiceProvider, stripe).TakeAsync(StripeProvider.Method, body, WebhookSignature.Sign(body, Secret, _shop.Clock.GetUtcNow()), _shop.Now, default);
    }

    private PaymentDesk Desk(IServiceProvider services, StripeDouble stripe) =>
        new(services.GetRequiredService<OrdersDb>(), [Provider(stripe)], services.GetRequiredService<CaptureBook>(), _shop.Settings, NullLogger<PaymentDesk>.Instance);
}
