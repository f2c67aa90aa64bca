using Market.Kernel;
using Market.Kernel.Values;

namespace Market.Catalog.Products;

/// <summary>How a product is sold, as a form or a file gives it.</summary>
/// <param name="StepMilli">Thousandths of the unit, 1 to 1,000,000; quantities are whole multiples.</param>
/// <param name="NetGrams">Net weight of one count unit, 1 to 1,000,000 g; ignored for units of mass.</param>
/// <param name="PriceFen">1 to 100,000,000 fen a unit.</param>
/// <param name="Weighed">The final price follows the real weight; only for units of mass.</param>
/// <param name="TolerancePercent">0 to 50; how far above the nominal weight the agreed ceiling lies. Local rule, default 0.</param>
/// <param name="Presale">Terms of a presale, its balance day at most two years ahead, or null for goods sold now.</param>
public sealed record OfferTermsForm(Unit Unit, long StepMilli, long NetGrams, long PriceFen, bool Weighed = false, int TolerancePercent = 0, PresaleTerms? Presale = null)
{
    /// <exception cref="RuleException">A term is out of its range.</exception>
    internal void Check(DateOnly today)
    {
        if (!Unit.IsMass() && NetGrams is < 1 or > 1_000_000)
            throw new RuleException("offer.net_weight_missing", "Enter the net weight of one unit in grams.", "netWeight");
        if (StepMilli is < 1 or > 1_000_000) throw new RuleException("offer.step_range", "A step lies between 0.001 and 1,000 units.", "step");
        if (Weighed && !Unit.IsMass()) throw new RuleException("offer.weighed_unit", "Only goods sold by weight can be weighed.", "weighed");
        if (TolerancePercent is < 0 or > 50) throw new RuleException("offer.tolerance_range", "A tolerance lies between 0 and 50 percent.", "tolerance");
        if (Presale is not { } presale) return;
        if (presale.DepositPercent is < 1 or > 100 || presale.CapMilli < StepMilli || presale.CapMilli > Quantity.MaxMilli || presale.BalanceDue <= today || presale.BalanceDue > today.AddYears(2))
            throw new RuleException("offer.presale_terms", "A presale needs a deposit of 1 to 100 percent, a forecast and a balance date ahead.", "presale");
    }
}
