using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Purchase;

namespace Market.Orders.Checkout;

/// <summary>What an order would cost: one part per cooperative.</summary>
/// <param name="DueNowFen">What is paid at once: everything, or the deposits of a presale.</param>
public sealed record Quote(IReadOnlyList<QuotePart> Parts, long TotalFen, long DueNowFen, bool Presale, bool Mixed);

/// <param name="GoodsFen">Goods at their ceiling.</param>
/// <param name="MissingFen">How much is missing to the cooperative's minimum; 0 when it is met.</param>
/// <param name="ToFreeFen">How much is missing to free delivery; null when there is none or it is reached.</param>
public sealed record QuotePart(Guid CooperativeId, string Cooperative, string CooperativeEn, IReadOnlyList<QuoteLine> Lines,
    long GoodsFen, long FreightFen, long MissingFen, long? ToFreeFen);

/// <param name="NominalFen">Price for the quantity as ordered.</param>
/// <param name="CeilingFen">The most it can cost once weighed.</param>
public sealed record QuoteLine(OfferTerms Offer, Quantity Quantity, long NominalFen, long CeilingFen, long DepositFen);

/// <summary>Reckons parts, freight and minimum from offers and quantities.</summary>
internal static class Reckoning
{
    /// <summary>Largest order, fen (a hundred million yuan).</summary>
    public const long MaxTotalFen = 10_000_000_000;

    /// <param name="goods">Offers with quantities, each offer once.</param>
    /// <param name="rules">Freight rules by cooperative; none means free.</param>
    public static (Quote Quote, List<SubOrder> Parts) Of(IReadOnlyList<(OfferTerms Offer, long Milli)> goods,
        IReadOnlyDictionary<Guid, FreightRule> rules, bool pickup)
    {
        var parts = new List<SubOrder>();
        var quoted = new List<QuotePart>();
        foreach (var group in goods.GroupBy(x => x.Offer.CooperativeId))
        {
            var lines = group.Select(x => (x.Offer, Line: OrderLine.Of(x.Offer, x.Milli))).ToList();
            var sum = lines.Aggregate((Int128)0, (total, x) => total + x.Line.CeilingFen);
            if (sum > MaxTotalFen) throw new RuleException("order.total_too_large", "An order cannot exceed ¥100,000,000.");
            var (goodsFen, grams) = ((long)sum, lines.Sum(x => new Quantity(x.Line.OrderedMilli, x.Line.Unit).Mass(x.Line.NetGramsPerUnit).Grams));
            var rule = rules.GetValueOrDefault(group.Key) ?? new FreightRule { CooperativeId = group.Key };
            var freight = rule.Cost(goodsFen, grams, pickup);
            parts.Add(new SubOrder
            {
                CooperativeId = group.Key,
                TownId = lines[0].Offer.TownId,
                GoodsFen = goodsFen,
                FreightFen = freight,
                Lines = lines.ConvertAll(x => x.Line),
            });
            var names = lines[0].Offer.Snapshot;
            quoted.Add(new(group.Key, names.Cooperative, names.CooperativeEn,
                lines.ConvertAll(x => new QuoteLine(x.Offer, new(x.Line.OrderedMilli, x.Line.Unit),
                    new Quantity(x.Line.OrderedMilli, x.Line.Unit).At(x.Offer.PricePerUnit).Amount, x.Line.CeilingFen, x.Line.DepositFen)),
                goodsFen, freight, Math.Max(0, rule.MinimumFen - goodsFen),
                !pickup && freight > 0 && rule.FreeOverFen is { } free ? free - goodsFen : null));
        }
        var presale = goods.Any(x => x.Offer.Presale is not null);
        var total = quoted.Sum(x => x.GoodsFen + x.FreightFen);
        if (total > MaxTotalFen) throw new RuleException("order.total_too_large", "An order cannot exceed ¥100,000,000.");
        if (goods.Count > 0 && total == 0) throw new RuleException("order.total_too_small", "The order costs less than ¥0.01.");
        var due = presale ? parts.Sum(x => x.Lines.Sum(line => line.DepositFen)) : total;
        return (new(quoted, total, due, presale, presale && goods.Any(x => x.Offer.Presale is null)), parts);
    }
}
