using Market.Kernel;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>Where the rejected part of a receipt stands.</summary>
public enum RejectionState
{
    /// <summary>Nothing was rejected.</summary>
    None,

    /// <summary>The supplier may agree, or dispute it until a day.</summary>
    Waiting,
    Agreed,
    Disputed,

    /// <summary>The chain stands by it; the supplier may still agree, the chain still give in.</summary>
    Upheld,

    /// <summary>The chain pays for it after all.</summary>
    Conceded,
}

/// <summary>What a supermarket found of a delivery (收货单); one for each delivery.</summary>
internal sealed class Receipt
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DeliveryId { get; private init; }
    public string DeliveryNumber { get; private init; } = "";
    public Guid CallOffId { get; private init; }
    public string CallOffNumber { get; private init; } = "";
    public Guid HeadId { get; private init; }
    public string ContractNumber { get; private init; } = "";
    public Guid ChainId { get; private init; }
    public Guid SupplierId { get; private init; }
    public Guid CooperativeId { get; private init; }
    public Guid TownId { get; private init; }
    public int CreditDays { get; private init; }
    public Guid ReceiverId { get; private init; }
    public DateTime At { get; private init; }
    public DateTime DisputeUntil { get; private init; }
    public RejectionState State { get; private set; }

    /// <summary>What the supplier said.</summary>
    public string Objection { get; private set; } = "";

    /// <summary>What the chain said to that.</summary>
    public string Answer { get; private set; } = "";
    public List<ReceiptLine> Lines { get; private init; } = [];
    public long Version { get; set; }

    private Receipt() { }

    public static Receipt Of(Delivery delivery, IReadOnlyList<ReceiptLine> lines, int creditDays, (Guid Person, DateTime Now, DateTime DisputeUntil) by)
    {
        var receipt = new Receipt
        {
            DeliveryId = delivery.Id,
            DeliveryNumber = delivery.Number,
            CallOffId = delivery.CallOffId,
            CallOffNumber = delivery.CallOffNumber,
            HeadId = delivery.HeadId,
            ContractNumber = delivery.ContractNumber,
            ChainId = delivery.ChainId,
            SupplierId = delivery.SupplierId,
            CooperativeId = delivery.CooperativeId,
            TownId = delivery.TownId,
            CreditDays = creditDays,
            ReceiverId = by.Person,
            At = by.Now,
            DisputeUntil = by.DisputeUntil,
            State = lines.Any(x => x.Rejected > 0) ? RejectionState.Waiting : RejectionState.None,
        };
        receipt.Lines.AddRange(lines);
        return receipt;
    }

    /// <summary>The supplier does not accept that goods were rejected: what they would have cost is held.</summary>
    /// <exception cref="RuleException"><c>rejection.none</c>, <c>rejection.closed</c>, <c>rejection.late</c>, <c>rejection.reason_missing</c></exception>
    public void Dispute(string words, DateTime now)
    {
        if (State == RejectionState.None) throw new RuleException("rejection.none", "Nothing of this delivery was rejected.");
        if (State != RejectionState.Waiting) throw Closed();
        if (now > DisputeUntil) throw new RuleException("rejection.late", "The time to dispute this rejection is over.", "", DisputeUntil);
        if (string.IsNullOrWhiteSpace(words)) throw new RuleException("rejection.reason_missing", "Say why.", "reason");
        (State, Objection) = (RejectionState.Disputed, words.Trim());
    }

    /// <returns>true when money was held for it.</returns>
    /// <exception cref="RuleException"><c>rejection.none</c>, <c>rejection.closed</c></exception>
    public bool Agree()
    {
        if (State == RejectionState.None) throw new RuleException("rejection.none", "Nothing of this delivery was rejected.");
        if (State is not (RejectionState.Waiting or RejectionState.Disputed or RejectionState.Upheld)) throw Closed();
        var held = State != RejectionState.Waiting;
        State = RejectionState.Agreed;
        return held;
    }

    /// <summary>The chain gives in and pays, or stands by it and says why.</summary>
    /// <exception cref="RuleException"><c>rejection.not_disputed</c>, <c>rejection.reason_missing</c></exception>
    public void Settle(bool pay, string words)
    {
        if (State is not (RejectionState.Disputed or RejectionState.Upheld)) throw new RuleException("rejection.not_disputed", "This rejection is not disputed.");
        if (!pay && string.IsNullOrWhiteSpace(words)) throw new RuleException("rejection.reason_missing", "Say why.", "reason");
        (State, Answer) = (pay ? RejectionState.Conceded : RejectionState.Upheld, words.Trim());
    }

    private static RuleException Closed() => new("rejection.closed", "This rejection was answered already.");
}
