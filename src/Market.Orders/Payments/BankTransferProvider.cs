
namespace Market.Orders.Payments;

/// <summary>Payment by bank transfer, for organisations: people match the statement and send refunds.</summary>
public sealed class BankTransferProvider : IPaymentProvider
{
    public const string Method = "bank_transfer";

    public string Name => Method;

    /// <inheritdoc/>
    public StartedPayment? StartAtOnce(PaymentRequest request) => new($"bank_{request.PaymentId:N}", request.ReturnUrl);

    /// <inheritdoc/>
    public Task<StartedPayment> StartAsync(PaymentRequest request, CancellationToken ct) => Task.FromResult(StartAtOnce(request)!);

    /// <inheritdoc/>
    public Task<bool> RefundAsync(RefundRequest request, CancellationToken ct) => Task.FromResult(false);

    /// <inheritdoc/>
    public ProviderEvent? Read(ReadOnlyMemory<byte> body, string signature) => null;
}
