using Market.Kernel;
using Market.Kernel.Values;

namespace Market.Orders.Purchase;

/// <summary>States of a cooperative's part as the API names them.</summary>
public enum SubOrderState { AwaitingPayment, ToWeigh, ToPack, Dispatched, ReadyForPickup, Completed, Cancelled }

/// <summary>Who said that the goods arrived.</summary>
public enum CompletionProof { Buyer, PickupCode, Cooperative, Elapsed }

/// <summary>One cooperative's part of an order: own status, freight, refunds and invoice.</summary>
internal sealed class SubOrder
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid OrderId { get; private set; }
    public Order? Order { get; init; }
    public Guid CooperativeId { get; init; }
    public Guid TownId { get; init; }
    public SubOrderState State { get; private set; }

    /// <summary>Goods at their ceiling, fen, as charged when placed.</summary>
    public long GoodsFen { get; init; }
    public long FreightFen { get; init; }

    /// <summary>Six digits the buyer shows at the station; null for deliveries and before dispatch.</summary>
    public string? PickupCode { get; private set; }
    public DateTime? DispatchedAt { get; private set; }
    public DateTime? CompletedAt { get; private set; }
    public CompletionProof? Proof { get; private set; }
    public Guid? CompletedBy { get; private set; }
    public List<OrderLine> Lines { get; init; } = [];

    /// <summary>Goods value after weighing and short shipping, fen.</summary>
    public long FinalFen => Lines.Sum(x => x.FinalFen);

    /// <summary>Becomes a part of this order.</summary>
    public void Join(Guid orderId)
    {
        OrderId = orderId;
        foreach (var line in Lines) line.Join(Id);
    }

    public void MarkPaid() => State = Lines.Exists(x => x.Weighed) ? SubOrderState.ToWeigh : SubOrderState.ToPack;

    /// <summary>Sets the real weights of weighed lines.</summary>
    /// <returns>Fen per line that go back to the buyer.</returns>
    public IReadOnlyList<(OrderLine Line, long Fen)> Weigh(IReadOnlyDictionary<Guid, Weight> weights)
    {
        if (State != SubOrderState.ToWeigh) throw new RuleException("suborder.not_to_weigh", "This order does not wait for weights.");
        var back = new List<(OrderLine, long)>();
        foreach (var (lineId, weight) in weights)
        {
            var line = Lines.Find(x => x.Id == lineId)
                ?? throw new RuleException("line.unknown", "This line is not part of the order.", "lineId");
            back.Add((line, line.Weigh(weight)));
        }
        PackWhenWeighed();
        return back;
    }

    /// <summary>Takes a line out that a recall holds; something else must be left in the part.</summary>
    /// <returns>Fen that go back to the buyer.</returns>
    public long Withdraw(OrderLine line)
    {
        var back = line.Withdraw();
        PackWhenWeighed();
        return back;
    }

    private void PackWhenWeighed()
    {
        if (State == SubOrderState.ToWeigh && Lines.TrueForAll(x => !x.Weighed || x.Withdrawn || x.WeighedGrams is not null)) State = SubOrderState.ToPack;
    }

    /// <summary>The goods leave the cooperative.</summary>
    /// <param name="shippedMilli">Smaller quantities by line; lines left out ship in full.</param>
    /// <returns>Fen per line that go back to the buyer for what was not shipped.</returns>
    public IReadOnlyList<(OrderLine Line, long Fen)> Dispatch(IReadOnlyDictionary<Guid, long> shippedMilli, string? pickupCode, DateTime now)
    {
        if (State == SubOrderState.ToWeigh) throw new RuleException("suborder.weights_missing", "Enter the weights first.");
        if (State != SubOrderState.ToPack) throw new RuleException("suborder.not_to_pack", "This order is not waiting to be packed.");
        if (shippedMilli.Keys.Any(id => !Lines.Exists(x => x.Id == id)))
            throw new RuleException("line.unknown", "This line is not part of the order.", "lineId");
        var back = Lines.ConvertAll(line => (line, line.Ship(shippedMilli.TryGetValue(line.Id, out var milli) ? milli : null)));
        if (Lines.TrueForAll(x => x.ShippedMilli == 0))
            throw new RuleException("suborder.nothing_shipped", "Ship at least one line, or cancel the order.");
        (State, PickupCode, DispatchedAt) = (SubOrderState.Dispatched, pickupCode, now);
        return back;
    }

    /// <summary>The parcel lies at the station.</summary>
    public void Arrive()
    {
        if (State != SubOrderState.Dispatched) throw new RuleException("suborder.not_dispatched", "This parcel is not on its way.");
        State = SubOrderState.ReadyForPickup;
    }

    /// <summary>The buyer has the goods: the money becomes income.</summary>
    public void Complete(CompletionProof proof, Guid? actor, DateTime now)
    {
        if (State == SubOrderState.ToWeigh) throw new RuleException("suborder.weights_missing", "Enter the weights first.");
        if (State == SubOrderState.Completed) throw new RuleException("suborder.completed", "This order is already completed.");
        if (State is not (SubOrderState.Dispatched or SubOrderState.ReadyForPickup))
            throw new RuleException("suborder.not_dispatched", "The goods have not left the cooperative yet.");
        foreach (var line in Lines) line.Accept();
        (State, Proof, CompletedBy, CompletedAt) = (SubOrderState.Completed, proof, actor, now);
    }

    public void Reopen() => State = SubOrderState.AwaitingPayment;

    public void Cancel()
    {
        if (State is not (SubOrderState.AwaitingPayment or SubOrderState.ToWeigh or SubOrderState.ToPack))
            throw new RuleException("suborder.already_packed", "It is packed already: please claim on receipt instead.");
        State = SubOrderState.Cancelled;
    }
}
