using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Market.Orders.Payments.Sandbox;

/// <summary>What a payment link of the sandbox says: signed by the shop, so the amount is not the buyer's to choose.</summary>
public sealed record SandboxLink(Guid PaymentId, string OrderNumber, long AmountFen, string Currency);

/// <summary>A webhook of the sandbox.</summary>
internal sealed record SandboxEvent(string EventId, Guid PaymentId, string IntentId, string Outcome, long AmountFen, string Currency, string At)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    public byte[] Body() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public static SandboxEvent? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<SandboxEvent>(body, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A provider for demos and tests: it charges nobody, keeps its own durable log, and can misbehave as real ones do.</summary>
public sealed class SandboxProvider(SandboxSettings settings, SandboxBank bank, OrdersSettings orders, TimeProvider clock) : IPaymentProvider
{
    public const string Method = "sandbox";

    public string Name => Method;

    /// <inheritdoc/>
    public StartedPayment? StartAtOnce(PaymentRequest request)
    {
        var link = string.Create(CultureInfo.InvariantCulture, $"order={request.OrderNumber}&amount={request.AmountFen}&currency={request.Currency}");
        return new(Intent(request.PaymentId), $"{orders.BaseUrl}/sandbox/payments/{request.PaymentId}?{link}&sig={Seal(request.PaymentId, link, settings.Secrets[0])}");
    }

    /// <inheritdoc/>
    public Task<StartedPayment> StartAsync(PaymentRequest request, CancellationToken ct) => Task.FromResult(StartAtOnce(request)!);

    /// <summary>Reads a payment link.</summary>
    /// <returns>null when the shop did not sign it.</returns>
    public SandboxLink? Open(Guid paymentId, string url)
    {
        var query = url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..];
        var at = query.LastIndexOf("&sig=", StringComparison.Ordinal);
        if (at < 0) return null;
        var (link, seal) = (query[..at], Encoding.ASCII.GetBytes(query[(at + 5)..]));
        if (!settings.Secrets.Any(x => CryptographicOperations.FixedTimeEquals(seal, Encoding.ASCII.GetBytes(Seal(paymentId, link, x))))) return null;
        var values = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(link);
        return new(paymentId, values["order"]!, long.Parse(values["amount"]!, CultureInfo.InvariantCulture), values["currency"]!);
    }

    /// <summary>The buyer decides at the sandbox how the payment ends; the shop hears of it by webhook.</summary>
    /// <param name="outcome">succeed, fail, or timeout (nothing is charged, and the payment runs out).</param>
    public void Decide(SandboxLink link, string outcome)
    {
        var now = clock.GetUtcNow();
        var told = Event(link, outcome switch { "succeed" => "captured", "fail" => "failed", _ => "expired" }, now.UtcDateTime);
        // Drawn for each event, not for each payment: two events of one payment can overtake each other.
        var luck = new Random(settings.Seed ^ int.Parse(told.EventId.AsSpan(^8..), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        var copies = luck.Next(100) < settings.DuplicatePercent ? 2 : 1;
        var held = settings.Delay == TimeSpan.Zero ? 0 : luck.NextInt64((long)settings.Delay.TotalMilliseconds);
        bank.Charge(link, told, now.ToUnixTimeMilliseconds() + held, copies);
    }

    /// <summary>Charges at once and returns what a webhook would have said, for histories made without a running shop.</summary>
    internal ProviderEvent DecideQuietly(SandboxLink link, DateTime at)
    {
        var told = Event(link, "captured", at);
        bank.Charge(link, told, 0, copies: 0);
        return Understand(told);
    }

    /// <inheritdoc/>
    public Task<bool> RefundAsync(RefundRequest request, CancellationToken ct)
    {
        bank.Refund(request, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        if (settings.TimeoutPercent > 0 && RandomNumberGenerator.GetInt32(100) < settings.TimeoutPercent)
            throw new PaymentProviderException("The sandbox refunded, and its answer was lost.");
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public ProviderEvent? Read(ReadOnlyMemory<byte> body, string signature)
    {
        if (!WebhookSignature.Holds(body.Span, signature, settings.Secrets, clock.GetUtcNow()) || SandboxEvent.Parse(body.Span) is not { } told) return null;
        return Understand(told);
    }

    private static ProviderEvent Understand(SandboxEvent told) =>
        new(told.EventId, told.PaymentId, told.IntentId, told.Outcome, told.AmountFen, told.Currency, told.IntentId);

    private static SandboxEvent Event(SandboxLink link, string outcome, DateTime at) => new($"evt_{Guid.CreateVersion7():N}", link.PaymentId, Intent(link.PaymentId), outcome,
        link.AmountFen, link.Currency, at.ToString("O", CultureInfo.InvariantCulture));

    private static string Intent(Guid paymentId) => $"sbx_{paymentId:N}";

    private static string Seal(Guid paymentId, string link, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{paymentId}?{link}")))[..32];
}
