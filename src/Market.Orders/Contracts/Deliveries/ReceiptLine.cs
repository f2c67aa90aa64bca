using Market.Kernel;
using Market.Orders.Contracts.Agreements;

namespace Market.Orders.Contracts.Deliveries;

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
    /// <exception cref="RuleException"><c>receipt.range</c>, <c>receipt.reason_missing</c>, <c>receipt.photo_missing</c></exception>
    public static ReceiptLine Of(DeliveryLine line, FoundGoods found, int lossPerMille)
    {
        if (found.Accepted < 0 || found.Rejected < 0 || found.Accepted > line.Grams || found.Rejected > line.Grams - found.Accepted)
            throw new RuleException("receipt.range", "Accepted and rejected together are at most what was delivered.", "accepted", line.Product, line.Grams / 1000m);
        var rejects = found.Rejected > 0;
        if (rejects && string.IsNullOrWhiteSpace(found.Reason)) throw new RuleException("receipt.reason_missing", "Say why goods are rejected.", "reason", line.Product);
        if (rejects && found.Photo.Length == 0) throw new RuleException("receipt.photo_missing", "Rejected goods need a photo.", "photo", line.Product);
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
