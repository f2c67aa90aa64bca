using Market.Orders.Contracts.Agreements;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>Where a delivery is.</summary>
public enum DeliveryState { UnderWay, Received }

/// <summary>A delivery note (送货单): what one cooperative sends for a call-off.</summary>
internal sealed class Delivery
{
    public Guid Id { get; init; }

    /// <summary>As people name it, e.g. SH-2026-000005.</summary>
    public string Number { get; init; } = "";
    public Guid CallOffId { get; init; }
    public string CallOffNumber { get; init; } = "";
    public Guid HeadId { get; init; }

    /// <summary>The version whose tolerance and credit days hold for it.</summary>
    public Guid ContractId { get; init; }
    public string ContractNumber { get; init; } = "";
    public Guid ChainId { get; init; }
    public Guid SupplierId { get; init; }
    public Guid TownId { get; init; }
    public DateOnly DeliverOn { get; init; }

    /// <summary>Who sends it, and whose income it becomes.</summary>
    public Guid CooperativeId { get; init; }
    public string Cooperative { get; init; } = "";
    public string CooperativeEn { get; init; } = "";

    /// <summary>Code of the pallet the goods stand on; empty for loose goods.</summary>
    public string Pallet { get; init; } = "";
    public DeliveryState State { get; init; }
    public DateTime ShippedAt { get; init; }
    public List<DeliveryLine> Lines { get; init; } = [];
}

/// <summary>A line of a delivery note.</summary>
internal sealed class DeliveryLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DeliveryId { get; init; }

    /// <summary>The contract's line through all versions.</summary>
    public Guid LineId { get; init; }
    public Guid CooperativeId { get; init; }
    public Guid ProductId { get; init; }
    public string Store { get; init; } = "";
    public string StoreEn { get; init; } = "";
    public string Product { get; init; } = "";
    public string Grade { get; init; } = "";
    public long Grams { get; init; }
    public long FenPerKg { get; init; }
    public List<DeliveryLot> Lots { get; init; } = [];
}

/// <summary>What of a line comes from which lot.</summary>
internal sealed class DeliveryLot
{
    public Guid LineId { get; init; }
    public string LotCode { get; init; } = "";
    public long Grams { get; init; }
}

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
    /// <exception cref="Kernel.RuleException"><c>rejection.none</c>, <c>rejection.closed</c>, <c>rejection.late</c>, <c>rejection.reason_missing</c></exception>
    public void Dispute(string words, DateTime now)
    {
        if (State == RejectionState.None) throw new Kernel.RuleException("rejection.none", "Nothing of this delivery was rejected.");
        if (State != RejectionState.Waiting) throw Closed();
        if (now > DisputeUntil) throw new Kernel.RuleException("rejection.late", "The time to dispute this rejection is over.", "", DisputeUntil);
        if (string.IsNullOrWhiteSpace(words)) throw new Kernel.RuleException("rejection.reason_missing", "Say why.", "reason");
        (State, Objection) = (RejectionState.Disputed, words.Trim());
    }

    /// <returns>true when money was held for it.</returns>
    /// <exception cref="Kernel.RuleException"><c>rejection.none</c>, <c>rejection.closed</c></exception>
    public bool Agree()
    {
        if (State == RejectionState.None) throw new Kernel.RuleException("rejection.none", "Nothing of this delivery was rejected.");
        if (State is not (RejectionState.Waiting or RejectionState.Disputed or RejectionState.Upheld)) throw Closed();
        var held = State != RejectionState.Waiting;
        State = RejectionState.Agreed;
        return held;
    }

    /// <summary>The chain gives in and pays, or stands by it and says why.</summary>
    /// <exception cref="Kernel.RuleException"><c>rejection.not_disputed</c>, <c>rejection.reason_missing</c></exception>
    public void Settle(bool pay, string words)
    {
        if (State is not (RejectionState.Disputed or RejectionState.Upheld)) throw new Kernel.RuleException("rejection.not_disputed", "This rejection is not disputed.");
        if (!pay && string.IsNullOrWhiteSpace(words)) throw new Kernel.RuleException("rejection.reason_missing", "Say why.", "reason");
        (State, Answer) = (pay ? RejectionState.Conceded : RejectionState.Upheld, words.Trim());
    }

    private static Kernel.RuleException Closed() => new("rejection.closed", "This rejection was answered already.");
}

/// <summary>What was found of a line of a delivery; grams and fen.</summary>
internal sealed class ReceiptLine
{
    /// <summary>Names the sale in the ledger.</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Names the rejected part in the ledger, if it comes to that.</summary>
    public Guid DisputeId { get; private init; } = Guid.CreateVersion7();
    public Guid ReceiptId { get; private init; }
    public Guid DeliveryLineId { get; private init; }
    public Guid LineId { get; private init; }
    public string Store { get; private init; } = "";
    public string StoreEn { get; private init; } = "";
    public string Product { get; private init; } = "";
    public string Grade { get; private init; } = "";
    public long Delivered { get; private init; }
    public long Accepted { get; private init; }
    public long Rejected { get; private init; }

    /// <summary>Grams the chain pays: also what was lost on the way, as long as that is natural loss by the contract.</summary>
    public long Paid { get; private init; }
    public long FenPerKg { get; private init; }

    /// <summary>What it pays for them, rounded once.</summary>
    public long Fen { get; private init; }

    /// <summary>What the rejected part would have cost.</summary>
    public long RejectedFen { get; private init; }
    public string Reason { get; private init; } = "";
    public string Photo { get; private init; } = "";

    private ReceiptLine() { }

    /// <param name="lossPerMille">Natural loss by the contract.</param>
    /// <exception cref="Kernel.RuleException"><c>receipt.range</c>, <c>receipt.reason_missing</c>, <c>receipt.photo_missing</c></exception>
    public static ReceiptLine Of(DeliveryLine line, FoundGoods found, int lossPerMille)
    {
        if (found.Accepted < 0 || found.Rejected < 0 || found.Accepted > line.Grams || found.Rejected > line.Grams - found.Accepted)
            throw new Kernel.RuleException("receipt.range", "Accepted and rejected together are at most what was delivered.", "accepted", line.Product, line.Grams / 1000m);
        var rejects = found.Rejected > 0;
        if (rejects && string.IsNullOrWhiteSpace(found.Reason)) throw new Kernel.RuleException("receipt.reason_missing", "Say why goods are rejected.", "reason", line.Product);
        if (rejects && found.Photo.Length == 0) throw new Kernel.RuleException("receipt.photo_missing", "Rejected goods need a photo.", "photo", line.Product);
        var missing = line.Grams - found.Accepted - found.Rejected;
        var paid = missing <= Tolerated(line.Grams, lossPerMille) ? line.Grams - found.Rejected : found.Accepted;
        return new()
        {
            DeliveryLineId = line.Id,
            LineId = line.LineId,
            Store = line.Store,
            StoreEn = line.StoreEn,
            Product = line.Product,
            Grade = line.Grade,
            Delivered = line.Grams,
            Accepted = found.Accepted,
            Rejected = found.Rejected,
            Paid = paid,
            FenPerKg = line.FenPerKg,
            Fen = Price.Of(paid, line.FenPerKg),
            RejectedFen = Price.Of(found.Rejected, line.FenPerKg),
            Reason = rejects ? found.Reason.Trim() : "",
            Photo = rejects ? found.Photo : "",
        };
    }

    /// <summary>Natural loss of a line that is paid all the same, whole grams.</summary>
    public static long Tolerated(long grams, int perMille) => (long)((Int128)grams * perMille / 1000);
}

/// <summary>What a receiver found of a line.</summary>
/// <param name="LineId">Of the delivery, or of the contract.</param>
/// <param name="Photo">Hash of a stored picture; needed for what is rejected, as is the reason.</param>
public sealed record FoundGoods(Guid LineId, long Accepted, long Rejected, string Reason, string Photo);
