using System.Globalization;
using System.Net;
using System.Text;
using Stripe;
using Stripe.Checkout;

namespace Market.Orders.Payments;

/// <summary>Keys of a Stripe account.</summary>
/// <param name="SecretKey">sk_live_... or sk_test_..., or a restricted key rk_live_... or rk_test_...</param>
/// <param name="WebhookSecrets">whsec_...; two while one replaces the other.</param>
/// <param name="ApiBase">Another address than Stripe's own, for tests; null normally.</param>
public sealed record StripeSettings(string SecretKey, IReadOnlyList<string> WebhookSecrets, string? ApiBase = null);

/// <summary>Payment by card or wallet on Stripe's own page: Checkout sessions, signed webhooks, refunds.</summary>
public sealed class StripeProvider : IPaymentProvider
{
    public const string Method = "stripe";

    /// <summary>Older webhooks are refused, seconds.</summary>
    private const long Window = 300;

    /// <summary>Metadata by which a refund of ours is found at Stripe.</summary>
    private const string RefundId = "refund_id";

    private readonly StripeSettings _settings;
    private readonly TimeProvider _clock;
    private readonly StripeClient _client;

    public StripeProvider(StripeSettings settings, TimeProvider clock, HttpClient http)
    {
        (_settings, _clock) = (settings, clock);
        // Our own sender repeats with the same idempotency key; the library's retries would only hide slowness.
        _client = new StripeClient(settings.SecretKey, httpClient: new SystemNetHttpClient(http, maxNetworkRetries: 0), apiBase: settings.ApiBase);
    }

    public string Name => Method;

    /// <inheritdoc/>
    public StartedPayment? StartAtOnce(PaymentRequest request) => null;

    /// <inheritdoc/>
    public async Task<StartedPayment> StartAsync(PaymentRequest request, CancellationToken ct)
    {
        var split = request.Split.ToDictionary(x => "split_" + x.Key.ToString("N"), x => x.Value.ToString(CultureInfo.InvariantCulture));
        var metadata = split.Count <= 40 ? split : [];
        metadata["payment_id"] = request.PaymentId.ToString();
        metadata["order_number"] = request.OrderNumber;
        var options = new SessionCreateOptions
        {
            Mode = "payment",
            ClientReferenceId = request.PaymentId.ToString(),
            SuccessUrl = request.ReturnUrl,
            CancelUrl = request.ReturnUrl,
            ExpiresAt = request.Closes,
            Metadata = metadata,
            PaymentIntentData = new() { TransferGroup = request.OrderNumber, Metadata = metadata },
            LineItems =
            [
                new()
                {
                    Quantity = 1,
                    PriceData = new() { Currency = request.Currency.ToLowerInvariant(), UnitAmount = request.AmountFen, ProductData = new() { Name = request.OrderNumber } },
                },
            ],
        };
        var session = await AskAsync(() => OpenAsync(options, request.Before is { } before ? $"{request.PaymentId}-{before}" : request.PaymentId.ToString(), ct));
        return new(session.Id, session.Url);
    }

    /// <summary>
    /// Stripe keeps a server error under its key and answers it for a day, so a key that met one is of no more use. A session that was made nevertheless is
    /// known to nobody and runs out: money moves only on a session's page, and only one session is kept and shown.
    /// </summary>
    private async Task<Session> OpenAsync(SessionCreateOptions options, string key, CancellationToken ct)
    {
        var sessions = new SessionService(_client);
        try
        {
            return await sessions.CreateAsync(options, new RequestOptions { IdempotencyKey = key }, ct);
        }
        catch (StripeException failure) when (failure.HttpStatusCode >= HttpStatusCode.InternalServerError)
        {
            return await sessions.CreateAsync(options, new RequestOptions { IdempotencyKey = $"{key}-{Guid.CreateVersion7():N}" }, ct);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> RefundAsync(RefundRequest request, CancellationToken ct)
    {
        var refunds = new RefundService(_client);
        await AskAsync(async () => (request.AskedBefore ? await FindAsync(refunds, request, ct) : null) ?? await refunds.CreateAsync(new RefundCreateOptions
        {
            PaymentIntent = request.ChargeId,
            Amount = request.AmountFen,
            Metadata = new() { [RefundId] = request.RefundId.ToString() },
        }, new RequestOptions { IdempotencyKey = request.RefundId.ToString() }, ct));
        return true;
    }

    /// <summary>Stripe forgets an idempotency key after a day, but never a refund. One that failed or was cancelled paid nothing.</summary>
    private static async Task<Stripe.Refund?> FindAsync(RefundService refunds, RefundRequest request, CancellationToken ct)
    {
        var options = new RefundListOptions { PaymentIntent = request.ChargeId, Limit = 100 };
        await foreach (var refund in refunds.ListAutoPagingAsync(options, cancellationToken: ct))
            if (refund.Metadata?.GetValueOrDefault(RefundId) == request.RefundId.ToString() && refund.Status is not ("failed" or "canceled")) return refund;
        return null;
    }

    /// <inheritdoc/>
    public ProviderEvent? Read(ReadOnlyMemory<byte> body, string signature)
    {
        foreach (var secret in _settings.WebhookSecrets)
        {
            try
            {
                var told = EventUtility.ConstructEvent(Encoding.UTF8.GetString(body.Span), signature, secret, Window,
                    _clock.GetUtcNow().ToUnixTimeSeconds(), throwOnApiVersionMismatch: false);
                return told?.Livemode == _settings.SecretKey.Contains("_live_", StringComparison.Ordinal) ? Understand(told) : null;
            }
            catch (Exception refusal) when (refusal is StripeException || IsOddShape(refusal))
            {
                // Not signed with this secret, too old, or not Stripe's shape: the next secret may fit, else it is forged.
            }
        }
        return null;
    }

    /// <summary>The library's parser stumbles in all these ways over signed text that is no event.</summary>
    private static bool IsOddShape(Exception refusal) =>
        refusal is System.Text.Json.JsonException or ArgumentException or InvalidOperationException or NullReferenceException or KeyNotFoundException or FormatException;

    /// <summary>Only sessions this shop made are understood; everything else changes nothing.</summary>
    private static ProviderEvent Understand(Event told)
    {
        var session = told.Data?.Object as Session;
        var outcome = (told.Type, session?.PaymentStatus) switch
        {
            ("checkout.session.completed", "paid") or ("checkout.session.async_payment_succeeded", _) => "captured",
            ("checkout.session.async_payment_failed", _) => "failed",
            ("checkout.session.expired", _) => "expired",
            _ => told.Type,
        };
        return new(told.Id, Guid.TryParse(session?.ClientReferenceId, out var id) ? id : Guid.Empty, session?.Id ?? "", outcome,
            session?.AmountTotal ?? 0, (session?.Currency ?? "").ToUpperInvariant(), session?.PaymentIntentId ?? "");
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (failure is StripeException or HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new PaymentProviderException("Stripe: " + failure.Message, failure);
        }
    }
}
