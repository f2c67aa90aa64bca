using Market.Kernel;
using Market.Kernel.Values;

namespace Market.Catalog.Products;

/// <summary>A price in a unit at which a product can be bought.</summary>
internal sealed class Offer
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid ProductId { get; init; }
    public Guid CooperativeId { get; init; }
    public Unit Unit { get; init; }

    /// <summary>Thousandths of the unit; quantities are whole multiples.</summary>
    public long StepMilli { get; private set; } = 1000;

    /// <summary>Net weight of one count unit in grams; 0 for mass units, and on a draft whose price list does not say.</summary>
    public long NetGrams { get; private set; }
    public bool LacksNetWeight => !Unit.IsMass() && NetGrams == 0;
    public long PriceFen { get; private set; }
    public bool Weighed { get; init; }

    /// <summary>0 to 50; how far above the nominal weight the agreed ceiling lies.</summary>
    public int TolerancePercent { get; init; }

    /// <summary>1 to 100 for a presale, null for goods sold now.</summary>
    public int? DepositPercent { get; init; }
    public DateOnly? BalanceDue { get; init; }

    /// <summary>Forecast of the harvest, entered by hand, in thousandths of the unit.</summary>
    public long? CapMilli { get; init; }
    public bool DepositReturned { get; init; } = true;
    public DateTime? RetiredAt { get; private set; }

    /// <summary>Makes an offer for a product.</summary>
    /// <exception cref="RuleException"><c>offer.net_weight_missing</c>, <c>offer.step_range</c>, <c>offer.weighed_unit</c>, <c>offer.tolerance_range</c>,
    /// <c>offer.presale_terms</c>, <c>offer.price_range</c></exception>
    public static Offer For(Product product, OfferTermsForm form, DateOnly today)
    {
        form.Check(today);
        var offer = new Offer
        {
            ProductId = product.Id,
            CooperativeId = product.CooperativeId,
            Unit = form.Unit,
            StepMilli = form.StepMilli,
            NetGrams = form.Unit.IsMass() ? 0 : form.NetGrams,
            Weighed = form.Weighed,
            TolerancePercent = form.TolerancePercent,
            DepositPercent = form.Presale?.DepositPercent,
            BalanceDue = form.Presale?.BalanceDue,
            CapMilli = form.Presale?.CapMilli,
            DepositReturned = form.Presale?.DepositReturned ?? true,
        };
        offer.Price(form.PriceFen);
        return offer;
    }

    /// <summary>The offer of a price list's row. It may lack the net weight of a count unit until the listing is submitted.</summary>
    /// <param name="fen">1 to 100,000,000 fen a unit.</param>
    public static Offer Listed(Product product, Unit unit, long fen)
    {
        var offer = new Offer { ProductId = product.Id, CooperativeId = product.CooperativeId, Unit = unit };
        offer.Price(fen);
        return offer;
    }

    /// <summary>Sets how much can be bought at a time, and what one unit weighs.</summary>
    /// <param name="stepMilli">1 to 1,000,000 thousandths of the unit.</param>
    /// <param name="netGrams">0 (not known) to 1,000,000 g; ignored for units of mass.</param>
    /// <returns>false when it was so already.</returns>
    public bool Measure(long stepMilli, long netGrams)
    {
        if (Unit.IsMass()) netGrams = 0;
        if ((stepMilli, netGrams) == (StepMilli, NetGrams)) return false;
        (StepMilli, NetGrams) = (stepMilli, netGrams);
        return true;
    }

    /// <summary>Takes the offer off sale; old orders keep pointing to it.</summary>
    public void Retire(DateTime now)
    {
        if (RetiredAt is not null) throw new RuleException("offer.retired", "This offer is already retired.");
        RetiredAt = now;
    }

    /// <summary>Sets the price in force; the caller writes the price history.</summary>
    /// <param name="fen">1 to 100,000,000 fen a unit (one million yuan).</param>
    public void Price(long fen)
    {
        if (fen is < 1 or > 100_000_000)
            throw new RuleException("offer.price_range", "A price lies between ¥0.01 and ¥1,000,000.", "price");
        PriceFen = fen;
    }

    /// <summary>The terms of a presale, or null.</summary>
    public PresaleTerms? Presale() => DepositPercent is { } percent && BalanceDue is { } due && CapMilli is { } cap
        ? new PresaleTerms(percent, due, cap, DepositReturned)
        : null;
}
