using Market.Kernel;
using Market.Orders.Sourcing.Demands;

namespace Market.Web.Features.Demands;

/// <summary>A bid as the form has it.</summary>
/// <param name="Cooperative">The union that bids; for a cooperative its own product says who.</param>
/// <param name="Item">Number of the demand's product in its list of different products.</param>
/// <param name="Price">Yuan a kilogram; <paramref name="From2"/> and <paramref name="Price2"/> a lower one from so many kilograms on.</param>
/// <param name="Supply">Kilograms of each window, in their order.</param>
/// <param name="Shares">Of a union's members.</param>
public sealed record BidFields(Guid Cooperative = default, Guid? Own = null, int Item = 0, decimal? Price = null, decimal? From2 = null, decimal? Price2 = null, decimal? MinLot = null, List<decimal?>? Supply = null, DateOnly? ValidUntil = null, List<ShareFields>? Shares = null)
{
    internal BidFacts Facts(DemandView demand)
    {
        var items = DemandPage.Items(demand);
        var (product, grade) = Item >= 0 && Item < items.Count ? items[Item] : ("", "");
        if (Price is not { } price) throw new RuleException("demand.field_missing", "Fill this in.", "price");
        var tiers = new List<BidPrice> { new(0, KiloForm.Fen(price)) };
        if (From2 is { } from || Price2 is not null) tiers.Add(new(KiloForm.Grams(From2), KiloForm.Fen(Price2 ?? 0)));
        var shares = (Shares ?? []).Select(x => new BidShareFacts(x.Cooperative, x.Own, Harvests(demand, x.Supply))).Where(x => x.Harvests.Count > 0);
        return new(Cooperative, Own, product, grade, KiloForm.Grams(MinLot), tiers, Harvests(demand, Supply), ValidUntil) { Shares = [.. shares] };
    }

    /// <summary>A bid that stands, as the form to bid again has it.</summary>
    internal static BidFields Of(BidView bid, DemandView demand)
    {
        var items = DemandPage.Items(demand);
        var second = bid.Tiers.ElementAtOrDefault(1);
        return new(bid.CooperativeId, bid.ProductId, Math.Max(0, items.ToList().IndexOf((bid.Product, bid.Grade))), bid.Tiers[0].FenPerKg / 100m, second?.FromGrams / 1000m, second?.FenPerKg / 100m,
            bid.MinLotGrams > 0 ? bid.MinLotGrams / 1000m : null, Supplied(demand, bid.Harvests), bid.ValidUntil, [.. bid.Shares.Select(x => new ShareFields(x.CooperativeId, x.ProductId, Supplied(demand, x.Harvests)))]);
    }

    private static List<decimal?> Supplied(DemandView demand, IReadOnlyList<BidSupply> harvests) =>
        [.. DemandPage.Windows(demand).Select(x => harvests.Where(y => y.From == x.From).Sum(y => y.Grams) is > 0 and var grams ? grams / 1000m : (decimal?)null)];

    private static IReadOnlyList<BidSupply> Harvests(DemandView demand, List<decimal?>? supply)
    {
        var windows = DemandPage.Windows(demand);
        return [.. (supply ?? []).Take(windows.Count).Select((x, i) => (windows[i].From, Grams: KiloForm.Grams(x))).Where(x => x.Grams != 0).Select(x => new BidSupply(x.From, x.From, x.Grams))];
    }
}

/// <summary>A member's part of a joint bid as the form has it.</summary>
public sealed record ShareFields(Guid Cooperative = default, Guid Own = default, List<decimal?>? Supply = null);
