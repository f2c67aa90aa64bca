using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Tests.Sourcing.Matching.Support;

/// <summary>Markets of a few lines, written down in tests.</summary>
internal static class SmallMarket
{
    public const long Kilogram = 1000;

    public static readonly DeliveryWindow[] Weeks = [.. Enumerable.Range(0, 4).Select(x => new DeliveryWindow($"w{x + 1}", new DateOnly(2026, 11, 30).AddDays(7 * x), new DateOnly(2026, 12, 6).AddDays(7 * x)))];

    /// <summary>Lines and offers in the first week; a cooperative for every supplier that is not a union.</summary>
    public static MatchProblem Of(IReadOnlyList<DemandLine> lines, IReadOnlyList<SupplyOffer> offers, MatchRules? rules = null, IReadOnlyList<MatchSupplier>? unions = null) => new()
    {
        Rules = rules ?? new(),
        Windows = Weeks,
        Lines = lines,
        Cooperatives = [.. offers.Select(x => x.Supplier).Concat((unions ?? []).SelectMany(x => x.Members)).Distinct().Except((unions ?? []).Select(x => x.Id)).Select(x => new MatchSupplier { Id = x })],
        Unions = unions ?? [],
        Offers = offers,
    };

    public static DemandLine Line(string id, long kilograms, int suppliers = 10, long lot = 0) => new()
    {
        Id = id,
        Tender = "t",
        Product = "cabbage",
        Place = "shop",
        CeilingFenPerKg = 600,
        MaxSuppliers = suppliers,
        MinLotGrams = lot * Kilogram,
        Demand = [new("w1", kilograms * Kilogram)],
    };

    public static SupplyOffer Offer(string supplier, long fen, long kilograms) => new()
    {
        Id = "bid-" + supplier,
        Supplier = supplier,
        Product = "cabbage",
        Tiers = [new(0, fen)],
        Harvests = [new("w1", "w1", kilograms * Kilogram)],
        BidAt = new(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc),
    };

    /// <summary>A joint bid of three members with so much each.</summary>
    public static SupplyOffer Joint(string union, long fen, params (string Member, long Kilograms)[] shares) => Offer(union, fen, 1) with
    {
        Harvests = [],
        Shares = [.. shares.Select(x => new MemberShare(x.Member, [new("w1", "w1", x.Kilograms * Kilogram)], [], []))],
    };

    public static MatchSupplier Union(string id, params string[] members) => new() { Id = id, Members = members };
}
