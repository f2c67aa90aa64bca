using Market.Kernel;
using Market.Orders.Contracts.Agreements;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>What was found of a line of a delivery; grams and fen.</summary>
internal sealed class ReceiptLine
{
    /// <summary>Names the sale in the ledger.</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Names the contested part in the ledger, if it comes to that.</summary>
    public Guid DisputeId { get; private init; } = Guid.CreateVersion7();
    public Guid ReceiptId { get; private init; }
    public Guid DeliveryLineId { get; private init; }
    public Guid LineId { get; private init; }
    public string Store { get; private init; } = "";
    public string StoreEn { get; private init; } = "";
    public string Product { get; private init; } = "";
    public string Grade { get; private init; } = "";
    public long Delivered { get; private init; }
    public long Accepted { get; private set; }
    public long Rejected { get; private set; }

    /// <summary>Grams the chain pays: also what was lost on the way, as long as that is natural loss by the contract.</summary>
    public long Paid { get; private set; }
    public long FenPerKg { get; private init; }

    /// <summary>What it pays for them, rounded once.</summary>
    public long Fen { get; private set; }

    /// <summary>What the rejected part would have cost.</summary>
    public long RejectedFen { get; private set; }

    /// <summary>What goods that are short beyond the natural loss would have cost.</summary>
    public long ShortFen { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>Why goods are short; needed beyond the natural loss.</summary>
    public string ShortReason { get; private set; } = "";
    public string Photo { get; private set; } = "";

    /// <summary>Grams of the contested ones that are paid after a dispute.</summary>
    public long DecidedGrams { get; private set; }

    /// <summary>What is paid for them.</summary>
    public long DecidedFen { get; private set; }

    /// <summary>Grams that are not paid for, rejected or short: what the supplier may dispute. Before short goods had a reason they could not be disputed.</summary>
    public long Contested => ShortReason.Length > 0 ? Delivered - Paid : Rejected;

    /// <summary>What they would have cost.</summary>
    public long ContestedFen => RejectedFen + ShortFen;

    private ReceiptLine() { }

    /// <param name="lossPerMille">Natural loss by the contract.</param>
    /// <exception cref="RuleException"><c>receipt.range</c>, <c>receipt.reason_missing</c>, <c>receipt.photo_missing</c>, <c>receipt.short_reason_missing</c></exception>
    public static ReceiptLine Of(DeliveryLine line, FoundGoods found, int lossPerMille)
    {
        var made = new ReceiptLine
        {
            DeliveryLineId = line.Id,
            LineId = line.LineId,
            Store = line.Store,
            StoreEn = line.StoreEn,
            Product = line.Product,
            Grade = line.Grade,
            Delivered = line.Grams,
            FenPerKg = line.FenPerKg,
        };
        made.Find(found, lossPerMille);
        return made;
    }

    /// <summary>What was found, at first or as it is put right.</summary>
    /// <exception cref="RuleException"><c>receipt.range</c>, <c>receipt.reason_missing</c>, <c>receipt.photo_missing</c>, <c>receipt.short_reason_missing</c></exception>
    public void Find(FoundGoods found, int lossPerMille)
    {
        if (found.Accepted < 0 || found.Rejected < 0 || found.Accepted > Delivered || found.Rejected > Delivered - found.Accepted)
            throw new RuleException("receipt.range", "Accepted and rejected together are at most what was delivered.", "accepted", Product, Delivered / 1000m);
        var rejects = found.Rejected > 0;
        if (rejects && string.IsNullOrWhiteSpace(found.Reason)) throw new RuleException("receipt.reason_missing", "Say why goods are rejected.", "reason", Product);
        if (rejects && found.Photo.Length == 0) throw new RuleException("receipt.photo_missing", "Rejected goods need a photo.", "photo", Product);
        var missing = Delivered - found.Accepted - found.Rejected;
        var tolerated = missing <= Tolerated(Delivered, lossPerMille);
        if (!tolerated && string.IsNullOrWhiteSpace(found.ShortReason)) throw new RuleException("receipt.short_reason_missing", "Say why goods are short.", "shortReason", Product, missing / 1000m);
        var paid = tolerated ? Delivered - found.Rejected : found.Accepted;
        (Accepted, Rejected, Paid) = (found.Accepted, found.Rejected, paid);
        (Fen, RejectedFen, ShortFen) = (Price.Of(paid, FenPerKg), Price.Of(found.Rejected, FenPerKg), Price.Of(Delivered - paid - found.Rejected, FenPerKg));
        (Reason, Photo, ShortReason) = (rejects ? found.Reason.Trim() : "", rejects ? found.Photo : "", missing > 0 ? found.ShortReason.Trim() : "");
    }

    /// <summary>The chain pays for some of what was contested, or for all of it.</summary>
    /// <exception cref="RuleException"><c>rejection.grams</c></exception>
    public void Decide(long grams)
    {
        if (grams < 0 || grams > Contested) throw new RuleException("rejection.grams", "At most what is disputed is paid.", "quantity", Product, Contested / 1000m);
        (DecidedGrams, DecidedFen) = (grams, grams == Contested ? ContestedFen : Math.Min(ContestedFen, Price.Of(grams, FenPerKg)));
    }

    /// <summary>Natural loss of a line that is paid all the same, whole grams.</summary>
    public static long Tolerated(long grams, int perMille) => (long)((Int128)grams * perMille / 1000);
}

/// <summary>What a receiver found of a line.</summary>
/// <param name="LineId">Of the delivery, or of the contract.</param>
/// <param name="Photo">Hash of a stored picture; needed for what is rejected, as is the reason.</param>
/// <param name="ShortReason">Needed for what is neither accepted nor rejected beyond the natural loss.</param>
public sealed record FoundGoods(Guid LineId, long Accepted, long Rejected, string Reason, string Photo, string ShortReason = "");
