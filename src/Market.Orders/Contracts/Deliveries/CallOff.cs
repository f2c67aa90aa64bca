using Market.Kernel;
using Market.Kernel.Messages;
using Market.Orders.Contracts.Agreements;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>Where a call-off stands; Withdrawn: the buyer took it back before the supplier had answered.</summary>
public enum CallOffState { Open, Confirmed, Refused, Delivered, Withdrawn }

/// <summary>A supermarket calls for goods of a contract (要货).</summary>
internal sealed class CallOff
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>As people name it, e.g. YH-2026-000003.</summary>
    public string Number { get; private init; } = "";

    /// <summary>The contract's first version.</summary>
    public Guid HeadId { get; private init; }

    /// <summary>The version that was in force.</summary>
    public Guid ContractId { get; private init; }
    public string ContractNumber { get; private init; } = "";
    public Guid ChainId { get; private init; }
    public string Chain { get; private init; } = "";
    public string ChainEn { get; private init; } = "";
    public Guid SupplierId { get; private init; }
    public string Supplier { get; private init; } = "";
    public string SupplierEn { get; private init; } = "";
    public Guid TownId { get; private init; }
    public Guid BuyerId { get; private init; }
    public DateTime At { get; private init; }
    public DateOnly DeliverOn { get; private init; }
    public string Note { get; private init; } = "";

    /// <summary>Until then the supplier confirms or refuses.</summary>
    public DateTime AnswerBy { get; private init; }
    public CallOffState State { get; private set; }
    public string Reason { get; private set; } = "";
    public List<CallOffLine> Lines { get; private init; } = [];
    public long Version { get; set; }

    /// <summary>Grams that were refused although the supplier had confirmed, or had sent a part: a broken word counts in its record.</summary>
    public long BrokenGrams { get; private set; }

    /// <summary>Grams the supplier answers for: called for and not refused in time.</summary>
    public long Wanted => Lines.Sum(x => x.Grams - x.Refused) + BrokenGrams;

    private CallOff() { }

    /// <param name="lines">Grams and the price of the day of each line that is called for.</param>
    public static CallOff Make(Contract contract, CallOffFacts facts, string number, IReadOnlyList<(ContractLine Line, long Grams, long FenPerKg)> lines, (Guid Buyer, DateTime Now, DateTime AnswerBy) by)
    {
        var made = new CallOff
        {
            Number = number,
            HeadId = contract.HeadId,
            ContractId = contract.Id,
            ContractNumber = contract.Number,
            ChainId = contract.ChainId,
            Chain = contract.Chain,
            ChainEn = contract.ChainEn,
            SupplierId = contract.SupplierId,
            Supplier = contract.Supplier,
            SupplierEn = contract.SupplierEn,
            TownId = contract.TownId,
            BuyerId = by.Buyer,
            At = by.Now,
            DeliverOn = facts.DeliverOn,
            Note = facts.Note.Trim(),
            AnswerBy = by.AnswerBy,
        };
        made.Lines.AddRange(lines.Select(x => new CallOffLine
        {
            CallOffId = made.Id,
            LineId = x.Line.FigureId,
            StoreId = x.Line.StoreId,
            Store = x.Line.Store,
            StoreEn = x.Line.StoreEn,
            Product = x.Line.Product,
            Grade = x.Line.Grade,
            Grams = x.Grams,
            FenPerKg = x.FenPerKg,
        }));
        return made;
    }

    /// <exception cref="RuleException"><c>call_off.answered</c></exception>
    public void Confirm()
    {
        if (State != CallOffState.Open) throw new RuleException("call_off.answered", "This call-off was answered already.");
        State = CallOffState.Confirmed;
    }

    /// <summary>Takes back what has not been sent, e.g. after a failed harvest.</summary>
    /// <returns>Grams by line that may be called for again.</returns>
    /// <exception cref="RuleException"><c>call_off.answered</c>, <c>call_off.reason_missing</c></exception>
    public IReadOnlyList<(Guid LineId, long Grams)> Refuse(string reason)
    {
        MustBeOpen();
        if (string.IsNullOrWhiteSpace(reason)) throw new RuleException("call_off.reason_missing", "Say why you cannot deliver.", "reason");
        var free = Lines.Where(x => x.Open > 0).Select(x => (x.LineId, x.Open)).ToList();
        if (State == CallOffState.Confirmed) BrokenGrams = free.Sum(x => x.Open);
        foreach (var line in Lines) line.Refuse();
        (State, Reason) = (Lines.Exists(x => x.Shipped > 0) ? CallOffState.Delivered : CallOffState.Refused, reason.Trim());
        return free;
    }

    /// <summary>The buyer takes it back; nobody has answered it yet.</summary>
    /// <returns>Grams by line that may be called for again.</returns>
    /// <exception cref="RuleException"><c>call_off.answered</c></exception>
    public IReadOnlyList<(Guid LineId, long Grams)> Withdraw()
    {
        if (State != CallOffState.Open) throw new RuleException("call_off.answered", "This call-off was answered already.");
        var free = Lines.ConvertAll(x => (x.LineId, x.Open));
        foreach (var line in Lines) line.Refuse();
        State = CallOffState.Withdrawn;
        return free;
    }

    /// <exception cref="RuleException"><c>call_off.answered</c></exception>
    public void MustBeOpen()
    {
        if (State is not (CallOffState.Open or CallOffState.Confirmed)) throw new RuleException("call_off.answered", "This call-off was answered already.");
    }

    /// <summary>Goods have left for it; whoever sends has thereby confirmed.</summary>
    public void Ship() => State = Lines.TrueForAll(x => x.Open == 0) ? CallOffState.Delivered : CallOffState.Confirmed;

    public SupplyStep Step(string step, IEnumerable<Guid> suppliers, string text) => new(Id, step, Number, ChainId, [.. suppliers.Append(SupplierId).Distinct()], TownId, text);
}
