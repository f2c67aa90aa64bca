using Market.Kernel;

namespace Market.Orders.Sourcing.Demands;

/// <summary>A member's part of a union's bid: its own product, its own harvests. It counts once the member has agreed to it.</summary>
internal sealed class BidShare
{
    public Guid BidId { get; private init; }
    public Guid CooperativeId { get; private init; }
    public string Cooperative { get; private init; } = "";
    public string CooperativeEn { get; private init; } = "";
    public Guid ProductId { get; private init; }

    /// <summary>Name of the member's own product when the union bid.</summary>
    public string Goods { get; private init; } = "";
    public string GoodsEn { get; private init; } = "";
    public DateTime? ConsentedAt { get; private init; }
    public Guid? ConsentedBy { get; private init; }
    public List<BidShareHarvest> Harvests { get; private init; } = [];

    public static BidShare Of(Guid bid, BidShareFacts facts, SupplierView member, ProductView goods)
    {
        var share = new BidShare { BidId = bid, CooperativeId = member.Id, Cooperative = member.Name, CooperativeEn = member.NameEn, ProductId = goods.Id, Goods = goods.Name, GoodsEn = goods.NameEn };
        share.Harvests.AddRange(facts.Harvests.Select(x => new BidShareHarvest { BidId = bid, CooperativeId = member.Id, From = x.From, KeepsUntil = x.KeepsUntil, Grams = x.Grams }));
        return share;
    }
}

/// <summary>A harvest of a member's part.</summary>
internal sealed class BidShareHarvest
{
    public Guid BidId { get; init; }
    public Guid CooperativeId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly KeepsUntil { get; init; }
    public long Grams { get; init; }
}

/// <summary>Which parts of joint bids count.</summary>
internal static class JointBids
{
    /// <summary>Members of the smallest union (product.md, Union), and agreeing members of the smallest joint bid.</summary>
    public const int FewestMembers = Matching.Model.MatchSupplier.FewestMembers;

    /// <summary>The parts of each union's bid that count: agreed to, by members of today, and not at odds with what the member says elsewhere of the same days. Fewer than three count for nothing.</summary>
    /// <param name="bids">All bids that stand.</param>
    public static IReadOnlyDictionary<Guid, IReadOnlyList<BidShare>> Counting(IReadOnlyList<Bid> bids, IReadOnlyDictionary<Guid, SupplierView> suppliers)
    {
        var said = bids.Where(x => x.ProductId is not null).ToLookup(x => (x.CooperativeId, x.Product, x.Grade), x => Spans(x.Harvests))
            .ToDictionary(x => x.Key, x => x.SelectMany(y => y).ToList());
        var counting = new Dictionary<Guid, IReadOnlyList<BidShare>>();
        foreach (var bid in bids.Where(x => x.ProductId is null && suppliers.ContainsKey(x.CooperativeId)).OrderBy(x => x.At).ThenBy(x => x.Id))
        {
            var agreed = bid.Shares.Where(x => x.ConsentedAt is not null && suppliers[bid.CooperativeId].Members.Contains(x.CooperativeId) && suppliers.ContainsKey(x.CooperativeId)
                && !Clash(Spans(x.Harvests), said.GetValueOrDefault((x.CooperativeId, bid.Product, bid.Grade), []))).OrderBy(x => x.CooperativeId).ToList();
            if (agreed.Count < FewestMembers) continue;
            counting[bid.Id] = agreed;
            foreach (var share in agreed) said.TryAdd((share.CooperativeId, bid.Product, bid.Grade), Spans(share.Harvests));
        }
        return counting;
    }

    /// <summary>Two statements about days that overlap must be about the same harvest, or it would count twice.</summary>
    public static bool Clash(List<(DateOnly From, DateOnly To)> joint, List<(DateOnly From, DateOnly To)> said) =>
        joint.Exists(x => said.Exists(y => y != x && y.From <= x.To && x.From <= y.To) && !said.Contains(x));

    public static List<(DateOnly From, DateOnly To)> Spans(IEnumerable<BidHarvest> harvests) => [.. harvests.Select(x => (x.From, x.KeepsUntil))];

    public static List<(DateOnly From, DateOnly To)> Spans(IEnumerable<BidShareHarvest> harvests) => [.. harvests.Select(x => (x.From, x.KeepsUntil))];
}
