using Market.Kernel;
using Market.Kernel.Messages;
using Market.Orders.Contracts.Agreements;

namespace Market.Orders.Contracts.Statements;

/// <summary>Where a statement stands.</summary>
public enum StatementState { Open, Confirmed, Paid }

/// <summary>What a chain owes a supplier for a month (对账单).</summary>
internal sealed class Statement
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>As people name it, e.g. DZ-2026-000002.</summary>
    public string Number { get; init; } = "";
    public Guid ChainId { get; init; }
    public string Chain { get; init; } = "";
    public string ChainEn { get; init; } = "";
    public Guid SupplierId { get; init; }
    public string Supplier { get; init; } = "";
    public string SupplierEn { get; init; } = "";
    public Guid TownId { get; init; }

    /// <summary>First day of the month.</summary>
    public DateOnly Month { get; init; }
    public DateTime At { get; init; }
    public long Fen { get; set; }

    /// <summary>The fewest of the contracts on it.</summary>
    public int CreditDays { get; init; }
    public StatementState State { get; private set; }
    public DateTime? ChainConfirmedAt { get; private set; }
    public DateTime? SupplierConfirmedAt { get; private set; }

    /// <summary>What a party objected to, the last time; empty when none did.</summary>
    public string Objection { get; private set; } = "";
    public ContractSide? ObjectedBy { get; private set; }

    /// <summary>Last day of payment; null while not both have confirmed.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>Recorded by the chain as sent, fen.</summary>
    public long SentFen { get; private set; }

    /// <summary>Confirmed by the supplier as arrived, fen.</summary>
    public long PaidFen { get; private set; }
    /// <summary>How many of the reminders that it is overdue were sent.</summary>
    public int Reminders { get; private set; }
    public List<StatementShare> Shares { get; init; } = [];
    public long Version { get; set; }

    /// <exception cref="RuleException"><c>statement.confirmed_already</c></exception>
    public void Confirm(ContractSide side, DateTime now)
    {
        if ((side == ContractSide.Chain ? ChainConfirmedAt : SupplierConfirmedAt) is not null) throw new RuleException("statement.confirmed_already", "This party has confirmed already.");
        if (side == ContractSide.Chain) ChainConfirmedAt = now;
        else SupplierConfirmedAt = now;
        if (side == ObjectedBy) (Objection, ObjectedBy) = ("", null);
        if (ChainConfirmedAt is null || SupplierConfirmedAt is null) return;
        // Everything on it may have been put right to nothing.
        (State, DueOn) = (Fen == 0 ? StatementState.Paid : StatementState.Confirmed, DistrictClock.Date(now).AddDays(CreditDays));
    }

    /// <summary>A party does not agree: both have to confirm anew.</summary>
    /// <exception cref="RuleException"><c>statement.paying</c>, <c>statement.reason_missing</c></exception>
    public void Object(ContractSide side, string words)
    {
        if (SentFen > 0) throw new RuleException("statement.paying", "A payment was recorded already.");
        if (string.IsNullOrWhiteSpace(words)) throw new RuleException("statement.reason_missing", "Say what is wrong.", "reason");
        (State, DueOn, ChainConfirmedAt, SupplierConfirmedAt, Objection, ObjectedBy, Reminders) = (StatementState.Open, null, null, null, words.Trim(), side, 0);
    }

    /// <summary>A receipt on it may be put right until both have confirmed.</summary>
    /// <exception cref="RuleException"><c>receipt.on_statement</c></exception>
    public void MustBeOpen()
    {
        if (State != StatementState.Open) throw new RuleException("receipt.on_statement", "Both parties have confirmed the statement with this receipt: object to the statement first.", "", Number);
    }

    /// <summary>A receipt on it was put right: both have to confirm anew.</summary>
    /// <exception cref="RuleException"><c>receipt.on_statement</c></exception>
    public void Recount(Guid cooperative, long fen)
    {
        MustBeOpen();
        (Fen, ChainConfirmedAt, SupplierConfirmedAt) = (Fen + fen, null, null);
        Shares.Single(x => x.CooperativeId == cooperative).Fen += fen;
    }

    /// <exception cref="RuleException"><c>statement.not_confirmed</c>, <c>statement.too_much</c></exception>
    public void Send(long fen)
    {
        if (State == StatementState.Open) throw new RuleException("statement.not_confirmed", "Both parties have to confirm the statement first.");
        if (fen < 1 || fen > Fen - SentFen) throw new RuleException("statement.too_much", "Pay at least ¥0.01 and at most what is open.", "amount", Kernel.Values.Money.Fen(Fen - SentFen));
        SentFen += fen;
    }

    /// <summary>A payment arrived; it is shared out by what each cooperative is still owed.</summary>
    /// <returns>Fen by cooperative.</returns>
    public IReadOnlyList<(Guid CooperativeId, long Fen)> Arrive(long fen)
    {
        var ordered = Shares.OrderBy(x => x.CooperativeId).ToList();
        var parts = Kernel.Values.Money.Fen(fen).Allocate([.. ordered.Select(x => x.Fen - x.PaidFen)]);
        for (var i = 0; i < ordered.Count; i++) ordered[i].PaidFen += parts[i].Amount;
        PaidFen += fen;
        if (PaidFen == Fen) State = StatementState.Paid;
        return [.. ordered.Select((x, i) => (x.CooperativeId, parts[i].Amount))];
    }

    /// <summary>A payment did not arrive: it is open again.</summary>
    public void Miss(long fen) => SentFen -= fen;

    public SupplyStep Step(string step, string text) => new(Id, step, Number, ChainId, [SupplierId], TownId, text);
}

/// <summary>What of a statement is one cooperative's income.</summary>
internal sealed class StatementShare
{
    public Guid StatementId { get; init; }
    public Guid CooperativeId { get; init; }
    public string Cooperative { get; init; } = "";
    public long Fen { get; set; }
    public long PaidFen { get; set; }
}
