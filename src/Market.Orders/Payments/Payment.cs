using Market.Kernel;

namespace Market.Orders.Payments;

/// <summary>States of a payment as the API names them.</summary>
public enum PaymentState { Pending, Paid, Failed, Expired, PartRefunded, Refunded }

/// <summary>What a payment is for.</summary>
public enum PaymentStage { Full, Deposit, Balance }

/// <summary>One request for money to a payment provider.</summary>
internal sealed class Payment
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid OrderId { get; init; }
    public PaymentStage Stage { get; init; }
    public string Provider { get; init; } = "";

    /// <summary>The provider's name of this payment; null until it has been asked.</summary>
    public string? IntentId { get; private set; }

    /// <summary>Where the buyer pays; null until the provider has been asked.</summary>
    public string? Url { get; private set; }

    /// <summary>The provider's name of the charge, by which it refunds; null until captured.</summary>
    public string? ChargeId { get; private set; }
    public long AmountFen { get; init; }
    public string Currency { get; init; } = "CNY";
    public PaymentState State { get; private set; }
    public DateTime CreatedAt { get; init; }
    public DateTime? CapturedAt { get; private set; }
    public long CapturedFen { get; private set; }
    public long RefundedFen { get; private set; }

    /// <summary>The provider knows of this payment and waits for the buyer; also again, when an earlier try failed or ran out.</summary>
    public void Await(string intentId, string url) => (IntentId, Url, State) = (intentId, url, PaymentState.Pending);

    /// <summary>The provider has still to be asked for a page where this can be paid.</summary>
    public bool NeedsPage => CapturedAt is null && (IntentId is null || State is PaymentState.Failed or PaymentState.Expired);

    /// <summary>The money is in. A failed or expired payment can still come in late.</summary>
    /// <returns>false when this capture is already known.</returns>
    /// <exception cref="RuleException"><c>payment.mismatch</c>: amount, currency or intent are not this payment's.</exception>
    public bool Capture(ProviderEvent said, DateTime now)
    {
        if (said.AmountFen != AmountFen || said.Currency != Currency || said.IntentId != IntentId)
            throw new RuleException("payment.mismatch", "Amount, currency or intent differ from the order's.");
        if (CapturedAt is not null) return false;
        (State, CapturedAt, CapturedFen, ChargeId) = (PaymentState.Paid, now, said.AmountFen, said.ChargeId);
        return true;
    }

    public void Fail()
    {
        if (State == PaymentState.Pending) State = PaymentState.Failed;
    }

    public void Expire()
    {
        if (State is PaymentState.Pending or PaymentState.Failed) State = PaymentState.Expired;
    }

    /// <summary>Notes that part of the captured money goes back.</summary>
    public void Return(long fen)
    {
        if (fen < 1 || fen > CapturedFen - RefundedFen)
            throw new RuleException("refund.too_much", "More than was paid cannot be refunded.", "amount");
        RefundedFen += fen;
        State = RefundedFen == CapturedFen ? PaymentState.Refunded : PaymentState.PartRefunded;
    }
}

/// <summary>Why money goes back.</summary>
public enum RefundKind { Weighing, ShortShipped, Cancelled, Harvest, Claim, Goodwill, Late }

/// <summary>Where a refund stands at the provider.</summary>
public enum RefundState { Requested, Sent }

/// <summary>Money on its way back to the buyer; booked with its cause, sent afterwards until the provider has it.</summary>
internal sealed class Refund
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PaymentId { get; init; }
    public Guid OrderId { get; init; }
    public Guid? SubOrderId { get; init; }
    public Guid? LineId { get; init; }
    public long AmountFen { get; init; }
    public RefundKind Kind { get; init; }
    public string Reason { get; init; } = "";
    public Guid? ActorId { get; init; }
    public DateTime CreatedAt { get; init; }
    public RefundState State { get; init; }

    /// <summary>A sender owns the row until then.</summary>
    public DateTime? LeaseUntil { get; init; }
    public int Attempts { get; init; }
    public string? Error { get; init; }

    /// <summary>The bank's reference when a person sent it.</summary>
    public string? BankReference { get; init; }
}

/// <summary>One provider event that was taken; its key stops a second effect.</summary>
internal sealed class PaymentEvent
{
    public string Provider { get; init; } = "";
    public string EventId { get; init; } = "";
    public Guid PaymentId { get; init; }
    public string Outcome { get; init; } = "";
    public DateTime At { get; init; }
}
