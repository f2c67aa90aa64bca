namespace Market.Orders.Contracts.Deliveries;

/// <summary>A receipt was put right: how it stood before. Written once, never changed.</summary>
internal sealed class ReceiptCorrection
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid ReceiptId { get; private init; }

    /// <summary>From 1 without gaps.</summary>
    public int Nth { get; private init; }
    public DateTime At { get; private init; }
    public Guid PersonId { get; private init; }

    /// <summary>What was wrong.</summary>
    public string Reason { get; private init; } = "";
    public List<EarlierLine> Lines { get; private init; } = [];

    private ReceiptCorrection() { }

    public ReceiptCorrection(Receipt receipt, int nth, string reason, Guid person, DateTime now)
    {
        (ReceiptId, Nth, Reason, PersonId, At) = (receipt.Id, nth, reason, person, now);
        Lines.AddRange(receipt.Lines.Select(x => new EarlierLine
        {
            CorrectionId = Id,
            ReceiptLineId = x.Id,
            Accepted = x.Accepted,
            Rejected = x.Rejected,
            Paid = x.Paid,
            Fen = x.Fen,
            ContestedFen = x.ContestedFen,
            Reason = x.Reason,
            ShortReason = x.ShortReason,
            Photo = x.Photo,
        }));
    }

    public EarlierLine Of(ReceiptLine line) => Lines.Single(x => x.ReceiptLineId == line.Id);
}

/// <summary>A line of a receipt as it stood before; grams and fen.</summary>
internal sealed class EarlierLine
{
    public Guid CorrectionId { get; init; }
    public Guid ReceiptLineId { get; init; }
    public long Accepted { get; init; }
    public long Rejected { get; init; }
    public long Paid { get; init; }
    public long Fen { get; init; }
    public long ContestedFen { get; init; }
    public string Reason { get; init; } = "";
    public string ShortReason { get; init; } = "";
    public string Photo { get; init; } = "";

    public bool Same(ReceiptLine now) => (Accepted, Rejected, Reason, ShortReason, Photo) == (now.Accepted, now.Rejected, now.Reason, now.ShortReason, now.Photo);
}
