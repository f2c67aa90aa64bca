using Market.Kernel;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>Where the part of a receipt stands that is not paid for: goods that were rejected, or are short beyond the natural loss.</summary>
public enum RejectionState
{
    /// <summary>Everything is paid for.</summary>
    None,

    /// <summary>The supplier may agree, or dispute it until a day.</summary>
    Waiting,
    Agreed,
    Disputed,

    /// <summary>The chain stands by it; the supplier may still agree, the chain still give in.</summary>
    Upheld,

    /// <summary>The chain pays for it after all.</summary>
    Conceded,

    /// <summary>Both stand firm, and one of them has put it to the supplier's town; they may still agree.</summary>
    Referred,

    /// <summary>The town has said how much of it the chain pays.</summary>
    Decided,
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
    public DateTime DisputeUntil { get; private set; }
    public RejectionState State { get; private set; }

    /// <summary>What the supplier said.</summary>
    public string Objection { get; private set; } = "";

    /// <summary>What the chain said to that.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>When it was put to the town; null while it was not.</summary>
    public DateTime? ReferredAt { get; private set; }

    /// <summary>What the party said to the town that put it there.</summary>
    public string Referral { get; private set; } = "";
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why the town decided as it did.</summary>
    public string Verdict { get; private set; } = "";

    /// <summary>Empty crates that the truck took back.</summary>
    public int CratesBack { get; init; }

    /// <summary>How often it was put right.</summary>
    public int Corrections { get; private set; }

    /// <summary>Its amount is held in the ledger.</summary>
    public bool Held => State is RejectionState.Disputed or RejectionState.Upheld or RejectionState.Referred;
    public List<ReceiptLine> Lines { get; private init; } = [];
    public long Version { get; set; }

    private Receipt() { }

    public static Receipt Of(Delivery delivery, IReadOnlyList<ReceiptLine> lines, int creditDays, (Guid Person, DateTime Now, DateTime DisputeUntil) by, int cratesBack)
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
            CratesBack = cratesBack,
            State = lines.Any(x => x.Contested > 0) ? RejectionState.Waiting : RejectionState.None,
        };
        receipt.Lines.AddRange(lines);
        return receipt;
    }

    /// <summary>The supplier does not accept that goods were rejected: what they would have cost is held.</summary>
    /// <exception cref="RuleException"><c>rejection.none</c>, <c>rejection.closed</c>, <c>rejection.late</c>, <c>rejection.reason_missing</c></exception>
    public void Dispute(string words, DateTime now)
    {
        if (State == RejectionState.None) throw new RuleException("rejection.none", "Nothing of this delivery was rejected or is short.");
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
        if (State != RejectionState.Waiting && !Held) throw Closed();
        var held = Held;
        State = RejectionState.Agreed;
        return held;
    }

    /// <summary>The chain gives in and pays, or stands by it and says why.</summary>
    /// <exception cref="RuleException"><c>rejection.not_disputed</c>, <c>rejection.reason_missing</c></exception>
    public void Settle(bool pay, string words)
    {
        if (!Held || !pay && State == RejectionState.Referred) throw new RuleException("rejection.not_disputed", "This rejection is not disputed.");
        if (!pay && string.IsNullOrWhiteSpace(words)) throw new RuleException("rejection.reason_missing", "Say why.", "reason");
        (State, Answer) = (pay ? RejectionState.Conceded : RejectionState.Upheld, words.Trim());
        if (!pay) return;
        foreach (var line in Lines) line.Decide(line.Contested);
    }

    /// <summary>Both have spoken and stand firm: the town decides.</summary>
    /// <exception cref="RuleException"><c>rejection.not_upheld</c>, <c>rejection.reason_missing</c></exception>
    public void Refer(string words, DateTime now)
    {
        if (State != RejectionState.Upheld) throw new RuleException("rejection.not_upheld", "The town decides what the supplier disputes and the chain stands by.");
        if (string.IsNullOrWhiteSpace(words)) throw new RuleException("rejection.reason_missing", "Say why.", "reason");
        (State, ReferredAt, Referral) = (RejectionState.Referred, now, words.Trim());
    }

    /// <summary>The town says how many grams of each line the chain pays.</summary>
    /// <param name="grams">By the contract's line, of each that is contested.</param>
    /// <exception cref="RuleException"><c>rejection.not_referred</c>, <c>rejection.reason_missing</c>, <c>receipt.lines</c>, <c>rejection.undecided</c>, <c>rejection.grams</c></exception>
    public void Decide(IReadOnlyDictionary<Guid, long> grams, string words, Guid person, DateTime now)
    {
        if (State != RejectionState.Referred) throw new RuleException("rejection.not_referred", "This dispute does not wait for the town: it was decided, or the parties agreed.");
        if (string.IsNullOrWhiteSpace(words)) throw new RuleException("rejection.reason_missing", "Say why.", "reason");
        if (grams.Keys.Any(x => !Lines.Exists(y => y.LineId == x))) throw new RuleException("receipt.lines", "Say of each line of the delivery what came.", "lines");
        if (Lines.Find(x => x.Contested > 0 && !grams.ContainsKey(x.LineId)) is { } open) throw new RuleException("rejection.undecided", "Say of each contested line how much is paid; 0 for nothing.", "paid", open.Product);
        foreach (var line in Lines) line.Decide(grams.GetValueOrDefault(line.LineId));
        (State, Verdict, DecidedBy, DecidedAt) = (RejectionState.Decided, words.Trim(), person, now);
    }

    /// <summary>The store puts right what it booked. While the supplier disputes it, only to the supplier's good.</summary>
    /// <param name="found">What was found of each line, with the natural loss by the contract.</param>
    /// <returns>How it stood before.</returns>
    /// <exception cref="RuleException"><c>receipt.settled</c>, <c>receipt.correction_reason</c>, <c>receipt.correction_same</c>, <c>receipt.correction_worse</c>, and as <see cref="ReceiptLine.Find"/></exception>
    public ReceiptCorrection Correct(IReadOnlyList<(ReceiptLine Line, FoundGoods Found)> found, int lossPerMille, string words, (Guid Person, DateTime Now, DateTime DisputeUntil) by)
    {
        if (!Held && State is not (RejectionState.None or RejectionState.Waiting)) throw new RuleException("receipt.settled", "The parties have settled this receipt: it stays as it is.");
        if (string.IsNullOrWhiteSpace(words)) throw new RuleException("receipt.correction_reason", "Say what was wrong.", "correction");
        // The reason goes into the public event, which cannot carry such characters.
        if (words.Any(x => x < ' ' ? x is not ('\t' or '\n' or '\r') : x is '\uFFFE' or '\uFFFF')) throw new RuleException("event.text", "This text has characters that cannot be kept.", "correction");
        var before = new ReceiptCorrection(this, Corrections + 1, words.Trim(), by.Person, by.Now);
        foreach (var (line, each) in found) line.Find(each, lossPerMille);
        if (Lines.TrueForAll(x => before.Of(x).Same(x))) throw new RuleException("receipt.correction_same", "Nothing of it was changed.", "accepted");
        if (Held && Lines.Exists(x => x.Paid < before.Of(x).Paid)) throw new RuleException("receipt.correction_worse", "While the supplier disputes it, it is put right in the supplier's favour only.", "accepted");
        Corrections++;
        var contested = Lines.Exists(x => x.Contested > 0);
        if (Held) State = contested ? State : RejectionState.Conceded;
        else (State, DisputeUntil) = contested ? (RejectionState.Waiting, by.DisputeUntil) : (RejectionState.None, DisputeUntil);
        return before;
    }

    private static RuleException Closed() => new("rejection.closed", "This rejection was answered already.");
}
