using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Tests.Sourcing.Matching.Support;

/// <summary>Very small markets with every rule the engine knows, thrown together at random.</summary>
internal sealed class RandomMarket
{
    private readonly PlainDice dice;
    private readonly int windows, cooperatives;
    private readonly Dictionary<int, List<Harvest>> alone = [];

    private RandomMarket(int seed)
    {
        dice = new(seed + 1_000_000L);
        (windows, cooperatives) = (1 + dice.Next(3), 3 + dice.Next(5));
    }

    public static MatchProblem Make(int seed)
    {
        var market = new RandomMarket(seed);
        var lines = Enumerable.Range(0, 1 + market.dice.Next(4)).Select(market.Line).ToList();
        var offers = market.Offers().ToList();
        return new()
        {
            Rules = market.Rules(),
            Windows = SmallMarket.Weeks[..market.windows],
            Lines = lines,
            Towns = [new("near", new Dictionary<string, long> { ["p0"] = 5_000, ["p1"] = 9_000 }), new("far", new Dictionary<string, long> { ["p0"] = 80_000 })],
            Cooperatives = [.. Enumerable.Range(0, market.cooperatives).Select(x => new MatchSupplier { Id = $"c{x}", Small = market.One(3), Town = market.One(3) ? "far" : "near", ReliabilityPerMille = market.dice.Next(1001), Suspended = market.One(12) })],
            Unions = [new() { Id = "u", Town = "near", Members = ["c0", "c1", "c2"] }],
            Offers = offers,
        };
    }

    private bool One(int of) => dice.Next(of) == 0;

    private MatchRules Rules() => new()
    {
        DistanceFen = dice.Next(3),
        DistanceDivisor = 1 + dice.Next(3),
        TruckGrams = One(2) ? 0 : 1_000 * (1 + dice.Next(900)),
        TruckFen = dice.Next(20_000),
        Hubs = One(2) ? ["near"] : [],
        CarryLossPerMille = dice.Next(50),
        ReliabilityCreditPerMille = dice.Next(31),
        IncumbencyCreditPerMille = dice.Next(20),
        SmallSharePerMille = One(2) ? 0 : dice.Next(1001),
        FairnessPerMille = dice.Next(50),
        ShortagePerMille = 1000 + dice.Next(2000),
        BudgetFen = One(3) ? new Dictionary<string, long> { ["t0"] = dice.Next(400_000) } : new Dictionary<string, long>(),
    };

    private DemandLine Line(int index)
    {
        var lot = One(2) ? 0 : 1_000L * dice.Next(200);
        return new()
        {
            Id = $"l{index}",
            Tender = $"t{dice.Next(2)}",
            Place = $"p{dice.Next(2)}",
            Product = $"x{dice.Next(2)}",
            CeilingFenPerKg = 300 + dice.Next(300),
            MinLotGrams = lot,
            MaxSuppliers = 1 + dice.Next(4),
            MaxSharePerMille = One(4) ? 300 + dice.Next(700) : null,
            Certificates = One(4) ? ["green"] : [],
            SharedLogo = One(8),
            RadiusMetres = One(5) ? 50_000 : null,
            MinShelfWindows = dice.Next(5) / 4,
            Demand = [.. Enumerable.Range(0, windows).Where(w => w == 0 || !One(4)).Select(w => new WindowGrams($"w{w + 1}", lot + 1 + dice.Next(900_000)))],
        };
    }

    private IEnumerable<SupplyOffer> Offers()
    {
        for (var c = 0; c < cooperatives; c++)
            for (var product = 0; product < 2; product++)
            {
                if (One(3)) continue;
                var bid = Bid($"c{c}", product);
                if (product == 0) alone[c] = Harvests(200_000);
                yield return bid with { Harvests = product == 0 ? alone[c] : Harvests(200_000), Certificates = Green(), Logos = Logo() };
            }
        yield return Bid("u", 0) with { Shares = [.. Enumerable.Range(0, 3).Select(x => new MemberShare($"c{x}", Joint(x), Green(), Logo()))] };
    }

    /// <summary>Of a member that bids alone too, some of the same harvests, now more and now less of each.</summary>
    private List<Harvest> Joint(int member) => alone.TryGetValue(member, out var own) ? [.. own.Select(x => x with { Grams = 1 + dice.Next((int)x.Grams * 3 / 2 + 1) })] : Harvests(150_000);

    private SupplyOffer Bid(string supplier, int product)
    {
        var fen = 200 + dice.Next(350);
        return new()
        {
            Id = $"{supplier}-{product}",
            Supplier = supplier,
            Product = $"x{product}",
            Tiers = One(2) ? [new(0, fen)] : [new(0, fen), new(100_000 + dice.Next(200_000), fen - dice.Next(30)), new(400_000, fen - 30)],
            MinLotGrams = One(2) ? 0 : dice.Next(150_000),
            FixedChargeFen = One(3) ? dice.Next(20_000) : 0,
            BidAt = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc).AddMinutes(dice.Next(5)),
            Incumbent = One(5),
            Withdrawn = One(20),
            UnitWithoutNetWeight = One(30) ? "箱" : null,
        };
    }

    private List<Harvest> Harvests(int middle) => [.. Enumerable.Range(0, windows).Select(w => new Harvest($"w{w + 1}", $"w{Math.Min(windows, w + 1 + (One(3) ? 1 : 0))}", 1 + dice.Next(middle * 3)))];

    private List<HeldCertificate> Green() => One(2) ? [] : [new("green", new(new(2026, 1, 1), One(3) ? new(2026, 12, 7) : new(2027, 1, 1)))];

    private List<DateSpan> Logo() => One(2) ? [] : [new(new(2026, 1, 1), new(2027, 1, 1))];
}
