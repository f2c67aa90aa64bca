
namespace Market.Orders.Payments;

/// <summary>One way to be paid. Three exist: Stripe, bank transfer, and the sandbox of demos and tests.</summary>
public interface IPaymentProvider
{
    /// <summary>The name in <c>paymentMethod</c> and in webhook addresses.</summary>
    string Name { get; }

    /// <summary>Starts a payment without asking anybody; null when the provider has to be called for it.</summary>
    StartedPayment? StartAtOnce(PaymentRequest request);

    /// <summary>Tells the provider of a payment. Safe to repeat: the payment's id, with the try before, is the idempotency key, and of two pages only the kept one is ever shown.</summary>
    /// <exception cref="PaymentProviderException">The provider could not be asked; nothing is lost, ask again.</exception>
    Task<StartedPayment> StartAsync(PaymentRequest request, CancellationToken ct);

    /// <summary>Sends money back. Safe to repeat, also days later, when the request says so: the provider's own books are read before it is asked again.</summary>
    /// <returns>false when a person has to send it and note the bank's reference.</returns>
    /// <exception cref="PaymentProviderException">The provider could not be asked; ask again.</exception>
    Task<bool> RefundAsync(RefundRequest request, CancellationToken ct);

    /// <summary>Reads a webhook from its raw body.</summary>
    /// <returns>null when the signature, its age or the body is not the provider's.</returns>
    ProviderEvent? Read(ReadOnlyMemory<byte> body, string signature);
}

/// <param name="Split">Fen per cooperative (分账): the shares add up to the amount.</param>
/// <param name="ReturnUrl">Where the buyer comes back to.</param>
/// <param name="Closes">When the payment page should close, at least half an hour after it opens; null leaves it to the provider.</param>
/// <param name="Before">The provider's name of an earlier try that failed or ran out; null for the first one.</param>
public sealed record PaymentRequest(Guid PaymentId, string OrderNumber, long AmountFen, string Currency,
    IReadOnlyDictionary<Guid, long> Split, string ReturnUrl, DateTime? Closes = null, string? Before = null);

/// <param name="Url">Where the buyer pays.</param>
public sealed record StartedPayment(string IntentId, string Url);

/// <param name="ChargeId">The provider's name of the captured charge.</param>
/// <param name="AskedBefore">An earlier request may have been carried out and its answer lost.</param>
public sealed record RefundRequest(Guid RefundId, Guid PaymentId, string ChargeId, long AmountFen, string Currency, bool AskedBefore = false);

/// <summary>What a provider says happened to a payment.</summary>
/// <param name="Outcome">captured, failed, expired, or another word that changes nothing here.</param>
/// <param name="ChargeId">The provider's name of the charge, by which it refunds.</param>
public sealed record ProviderEvent(string EventId, Guid PaymentId, string IntentId, string Outcome, long AmountFen, string Currency, string ChargeId);

/// <summary>The provider did not answer, or answered with an error of its own.</summary>
public sealed class PaymentProviderException(string message, Exception? inner = null) : Exception(message, inner);
