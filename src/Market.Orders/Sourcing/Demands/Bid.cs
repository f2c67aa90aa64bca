using Market.Kernel;

namespace Market.Orders.Sourcing.Demands;

/// <summary>What a cooperative, or a union of them, offers for a product of a demand: one bid for all of the demand's lines with that product and grade.</summary>
/// <param name="CooperativeId">The cooperative or union that bids.</param>
/// <param name="ProductId">The cooperative's own product: its certificates and licence count; null for a union.</param>
/// <param name="Product">As the demand names it.</param>
/// <param name="Tiers">Prices for all of a delivery's grams, by the delivery's weight; the first from 0.</param>
/// <param name="Harvests">What there is in which of the demand's windows; of a union, its members' shares say so.</param>
/// <param name="ValidUntil">Last day the bid stands; null for no end.</param>
public sealed record BidFacts(Guid CooperativeId, Guid? ProductId, string Product, string Grade, long MinLotGrams, IReadOnlyList<BidPrice> Tiers, IReadOnlyList<BidSupply> Harvests, DateOnly? ValidUntil)
{
    /// <summary>Parts of a union's members; empty for a cooperative.</summary>
    public IReadOnlyList<BidShareFacts> Shares { get; init; } = [];
}

/// <summary>A member's part of a joint bid, of its own product.</summary>
public sealed record BidShareFacts(Guid CooperativeId, Guid ProductId, IReadOnlyList<BidSupply> Harvests);

/// <param name="FromGrams">Weight of one delivery from which the price holds.</param>
public sealed record BidPrice(long FromGrams, long FenPerKg);

/// <param name="From">First day of the window of the harvest.</param>
/// <param name="KeepsUntil">First day of the last window it can be delivered in.</param>
public sealed record BidSupply(DateOnly From, DateOnly KeepsUntil, long Grams);

/// <summary>A bid (报价) of a cooperative, or a joint one of a union. A newer one for the same product takes its place; all versions are kept.</summary>
internal sealed class Bid
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DemandId { get; private init; }

    /// <summary>The cooperative or union.</summary>
    public Guid CooperativeId { get; private init; }
    public string Cooperative { get; private init; } = "";
    public string CooperativeEn { get; private init; } = "";

    /// <summary>Null for a union.</summary>
    public Guid? ProductId => OwnProductId == Guid.Empty ? null : OwnProductId;

    /// <summary>The column: all zeros for a union. It was there before unions were, and making it empty would rebuild the table outside of a transaction.</summary>
    public Guid OwnProductId { get; private init; }

    /// <summary>Name of the cooperative's own product when it bid.</summary>
    public string Goods { get; private init; } = "";
    public string GoodsEn { get; private init; } = "";
    public string Product { get; private init; } = "";
    public string Grade { get; private init; } = "";

    /// <summary>The how-manieth of this cooperative for this product and grade, from 1.</summary>
    public int Nth { get; private init; }
    public long MinLotGrams { get; private init; }
    public DateTime At { get; private init; }
    public DateOnly? ValidUntil { get; private init; }
    public DateTime? WithdrawnAt { get; private set; }
    public List<BidTier> Tiers { get; private init; } = [];
    public List<BidHarvest> Harvests { get; private init; } = [];
    public List<BidShare> Shares { get; private init; } = [];

    private Bid() { }

    /// <param name="goods">The cooperative's product; null for a union.</param>
    public static Bid Make(Guid demand, BidFacts facts, SupplierView cooperative, ProductView? goods, (int Nth, DateTime At) version)
    {
        var bid = new Bid
        {
            DemandId = demand,
            CooperativeId = facts.CooperativeId,
            Cooperative = cooperative.Name,
            CooperativeEn = cooperative.NameEn,
            OwnProductId = facts.ProductId ?? Guid.Empty,
            Goods = goods?.Name ?? "",
            GoodsEn = goods?.NameEn ?? "",
            Product = facts.Product.Trim(),
            Grade = facts.Grade.Trim(),
            Nth = version.Nth,
            MinLotGrams = facts.MinLotGrams,
            At = version.At,
            ValidUntil = facts.ValidUntil,
        };
        bid.Tiers.AddRange(facts.Tiers.Select(x => new BidTier { BidId = bid.Id, FromGrams = x.FromGrams, FenPerKg = x.FenPerKg }));
        bid.Harvests.AddRange(facts.Harvests.Select(x => new BidHarvest { BidId = bid.Id, From = x.From, KeepsUntil = x.KeepsUntil, Grams = x.Grams }));
        return bid;
    }

    /// <exception cref="RuleException"><c>bid.withdrawn</c></exception>
    public void Withdraw(DateTime now)
    {
        if (WithdrawnAt is not null) throw new RuleException("bid.withdrawn", "This bid was withdrawn already.");
        WithdrawnAt = now;
    }
}

/// <summary>A price of a bid.</summary>
internal sealed class BidTier
{
    public Guid BidId { get; init; }
    public long FromGrams { get; init; }
    public long FenPerKg { get; init; }
}

/// <summary>A harvest of a bid.</summary>
internal sealed class BidHarvest
{
    public Guid BidId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly KeepsUntil { get; init; }
    public long Grams { get; init; }
}
