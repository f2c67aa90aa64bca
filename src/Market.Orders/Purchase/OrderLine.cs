using Market.Kernel;
using Market.Kernel.Values;

namespace Market.Orders.Purchase;

/// <summary>One product on an order, with its words and numbers as they stood when placed.</summary>
/// <remarks>Five quantities, in thousandths of the unit: ordered, shipped, received, accepted, billed.</remarks>
internal sealed class OrderLine
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid SubOrderId { get; private set; }
    public Guid OfferId { get; init; }
    public Guid ProductId { get; init; }
    public Guid? LotId { get; init; }
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string Specification { get; init; } = "";
    public string Cooperative { get; init; } = "";
    public string CooperativeEn { get; init; } = "";
    public string? LicenceNumber { get; init; }
    public string? CertificateNumber { get; init; }
    public string? PictureHash { get; init; }
    public bool Fresh { get; init; }

    /// <summary>Sold without value-added tax: known at dispatch, when every gram of it leaves from lots of the cooperative's own plots.</summary>
    public bool VatExempt { get; private set; }
    public Unit Unit { get; init; }
    public long NetGramsPerUnit { get; init; }

    /// <summary>Thousandths of the unit; quantities are whole multiples.</summary>
    public long StepMilli { get; init; }
    public long UnitPriceFen { get; init; }
    public bool Weighed { get; init; }
    public int TolerancePercent { get; init; }
    public long OrderedMilli { get; private set; }
    public long ShippedMilli { get; private set; }
    public long ReceivedMilli { get; private set; }
    public long AcceptedMilli { get; private set; }
    public long BilledMilli { get; private set; }

    /// <summary>Real weight of a weighed line, once known.</summary>
    public long? WeighedGrams { get; private set; }

    /// <summary>The most this line can cost, fen: what the buyer agreed to and paid.</summary>
    public long CeilingFen { get; private set; }

    /// <summary>What it costs, fen: equal to the ceiling until weighed or shipped short.</summary>
    public long FinalFen { get; private set; }

    /// <summary>Paid back after completion, fen.</summary>
    public long RefundedFen { get; private set; }

    /// <summary>Taken off before completion by agreement, fen.</summary>
    public long ReducedFen { get; private set; }

    /// <summary>Deposit of a presale line, fen; 0 for goods sold now.</summary>
    public long DepositFen { get; private set; }

    /// <summary>What a presale first promised; equals <see cref="OrderedMilli"/> unless the harvest fell short.</summary>
    public long PromisedMilli { get; private set; }
    public DateOnly? BalanceDue { get; init; }

    /// <summary>True once the harvest of a presale is known: then the balance can be paid.</summary>
    public bool Allotted { get; private set; }

    /// <summary>A recall took it out of the order before it was sent; its money went back.</summary>
    public bool Withdrawn { get; private set; }
    public int DepositPercent { get; init; }
    public bool DepositReturned { get; init; }

    private OrderLine() { }

    public static OrderLine Of(OfferTerms terms, long milli)
    {
        var line = new OrderLine
        {
            OfferId = terms.OfferId,
            ProductId = terms.ProductId,
            Name = terms.Snapshot.Name,
            NameEn = terms.Snapshot.NameEn,
            Specification = terms.Snapshot.Specification,
            Cooperative = terms.Snapshot.Cooperative,
            CooperativeEn = terms.Snapshot.CooperativeEn,
            LicenceNumber = terms.Snapshot.LicenceNumber,
            CertificateNumber = terms.Snapshot.CertificateNumber,
            PictureHash = terms.Snapshot.PictureHash,
            Fresh = terms.Snapshot.Fresh,
            Unit = terms.Unit,
            NetGramsPerUnit = terms.NetGramsPerUnit,
            StepMilli = terms.StepMilli,
            UnitPriceFen = terms.PricePerUnit.Amount,
            Weighed = terms.Weighed,
            TolerancePercent = terms.TolerancePercent,
            PromisedMilli = milli,
            BalanceDue = terms.Presale?.BalanceDue,
            DepositPercent = terms.Presale?.DepositPercent ?? 0,
            DepositReturned = terms.Presale?.DepositReturned ?? true,
        };
        line.Order(milli);
        return line;
    }

    public void Join(Guid subOrderId) => SubOrderId = subOrderId;

    /// <summary>What the weight costs, rounded once, at most the ceiling.</summary>
    /// <returns>Fen that go back to the buyer.</returns>
    public long Weigh(Weight weight)
    {
        if (Withdrawn) throw new RuleException("line.withdrawn", "This line was taken out of the order by a recall.", "lineId");
        if (!Weighed || !Unit.IsMass()) throw new RuleException("line.not_weighed", "This line is sold by the piece.", "lineId");
        if (weight.Grams is < 1 or > 10_000_000_000) throw new RuleException("line.weight_range", "Enter a weight above zero.", "weight");
        var grams = Unit.Grams();
        var milli = Rounded((Int128)weight.Grams * 1000, grams);
        var final = Math.Max(0, Math.Min(CeilingFen, Rounded((Int128)weight.Grams * UnitPriceFen, grams)) - ReducedFen);
        var back = FinalFen - final;
        if (back < 0) throw new RuleException("line.weight_raised", "A lower weight was already settled and refunded.", "weight");
        (WeighedGrams, FinalFen, ShippedMilli, BilledMilli) = (weight.Grams, final, milli, milli);
        return back;
    }

    /// <summary>Ships the line, in full when no quantity is given.</summary>
    /// <returns>Fen that go back to the buyer.</returns>
    public long Ship(long? milli)
    {
        var full = Withdrawn ? 0 : Weighed ? ShippedMilli : OrderedMilli;
        var shipped = milli ?? full;
        if (shipped < 0 || shipped > full) throw new RuleException("line.over_shipped", "More than was ordered cannot be shipped.", "quantity");
        var final = shipped == full ? FinalFen : Math.Min(FinalFen, Math.Max(0, CostOf(shipped) - ReducedFen));
        var back = FinalFen - final;
        (ShippedMilli, BilledMilli, FinalFen) = (shipped, shipped, final);
        return back;
    }

    /// <summary>What of it leaves from which lots.</summary>
    /// <param name="grams">What it weighs as shipped.</param>
    public void Prove(long grams, IEnumerable<TakenGoods> taken)
    {
        var own = taken.Where(x => x.OwnPlots).Sum(x => x.Grams);
        VatExempt = grams > 0 && own == grams;
    }

    /// <summary>It will not be sent.</summary>
    /// <returns>Fen that go back to the buyer.</returns>
    public long Withdraw()
    {
        var back = FinalFen;
        (Withdrawn, ShippedMilli, BilledMilli, FinalFen) = (true, 0, 0, 0);
        return back;
    }

    /// <summary>What the buyer paid for what was shipped, fen, before anything was given back by agreement.</summary>
    public long PaidFen => FinalFen + ReducedFen;

    /// <summary>What can still be given back, fen.</summary>
    public long LeftFen(bool completed) => completed ? FinalFen - RefundedFen : FinalFen;

    public void Accept() => (ReceivedMilli, AcceptedMilli) = (ShippedMilli, ShippedMilli);

    /// <summary>Notes a refund after completion.</summary>
    /// <param name="fen">At least 1, at most what is left of the line.</param>
    public void Refund(long fen)
    {
        if (fen < 1) throw new RuleException("refund.amount_range", "A refund is at least ¥0.01.", "amount");
        if (fen > FinalFen - RefundedFen) throw new RuleException("refund.too_much", "More than was paid for this line cannot be refunded.", "amount");
        RefundedFen += fen;
    }

    /// <summary>Takes an agreed amount off a line that is not completed yet.</summary>
    /// <param name="fen">At least 1, at most what the line costs.</param>
    public void Reduce(long fen)
    {
        if (fen < 1) throw new RuleException("refund.amount_range", "A refund is at least ¥0.01.", "amount");
        if (fen > FinalFen) throw new RuleException("refund.too_much", "More than was paid for this line cannot be refunded.", "amount");
        (FinalFen, ReducedFen) = (FinalFen - fen, ReducedFen + fen);
    }

    /// <summary>The harvest is known: the line keeps its allotment.</summary>
    /// <returns>Fen of the deposit that go back to the buyer.</returns>
    public long Allot(long milli)
    {
        var deposit = DepositFen;
        Order(milli);
        Allotted = true;
        return deposit - DepositFen;
    }

    /// <summary>The balance was not paid, and the offer said that the deposit is then kept.</summary>
    /// <returns>Fen that stay with the cooperative.</returns>
    public long ForfeitDeposit()
    {
        var kept = DepositFen;
        DepositFen = 0;
        return kept;
    }

    private void Order(long milli)
    {
        OrderedMilli = milli;
        CeilingFen = CostOf(Weighed ? milli * (100 + TolerancePercent) / 100 : milli);
        FinalFen = CeilingFen;
        DepositFen = BalanceDue is null ? 0 : (CeilingFen * DepositPercent + 50) / 100;
    }

    private long CostOf(long milli) => new Quantity(milli, Unit).At(Money.Fen(UnitPriceFen)).Amount;

    private static long Rounded(Int128 value, long by) => (long)((value + by / 2) / by);
}
