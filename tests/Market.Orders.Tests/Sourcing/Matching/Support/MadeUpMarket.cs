using System.Globalization;
using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Tests.Sourcing.Matching.Support;

/// <summary>How large a made-up market is.</summary>
/// <param name="DemandGrams">Middle of a line's demand in one window.</param>
internal sealed record MarketSize(string Name, int Tenders, int LinesPerTender, int Windows, int Cooperatives, int Products, long DemandGrams)
{
    public static readonly MarketSize Xs = new("XS", 1, 6, 2, 14, 3, 1_800_000);
    public static readonly MarketSize S = new("S", 1, 50, 4, 200, 30, 2_600_000);
    public static readonly MarketSize M = new("M", 20, 100, 4, 2_000, 120, 1_650_000);
    public static readonly MarketSize L = new("L", 200, 100, 4, 20_000, 120, 1_500_000);
}

/// <summary>A market from a seed: 60 towns on a plane of 120 x 90 km, cooperatives of very different sizes, bids near what the goods cost, some joint, some that keep, some certified. The same on every machine.</summary>
internal sealed class MadeUpMarket
{
    private const int Towns = 60;
    private readonly MarketSize size;
    private readonly PlainDice dice;
    private readonly (int X, int Y)[] towns;
    private readonly long[] price;
    private readonly List<DeliveryWindow> windows = [];
    private readonly List<MatchSupplier> cooperatives = [], unions = [];
    private readonly List<SupplyOffer> offers = [];
    private readonly Dictionary<(int Cooperative, int Product), (List<Harvest> Harvests, List<HeldCertificate> Certificates, List<DateSpan> Logos)> goods = [];

    private MadeUpMarket(MarketSize size, long seed)
    {
        (this.size, dice) = (size, new(seed));
        towns = [.. Enumerable.Range(0, Towns).Select(_ => (dice.Next(120_000), dice.Next(90_000)))];
        price = [.. Enumerable.Range(0, size.Products).Select(_ => 200 + (long)dice.Next(600))];
    }

    public static MatchProblem Make(MarketSize size, long seed)
    {
        var market = new MadeUpMarket(size, seed);
        var monday = new DateOnly(2026, 11, 30);
        for (var w = 0; w < size.Windows; w++) market.windows.Add(new($"w{w + 1:00}", monday.AddDays(7 * w), monday.AddDays(7 * w + 6)));
        var places = Enumerable.Range(0, size.Tenders).Select(_ => (market.dice.Next(120_000), market.dice.Next(90_000))).ToArray();
        market.Supply();
        market.Joint();
        return new()
        {
            Rules = new()
            {
                DistanceFen = 3,
                DistanceDivisor = 10,
                TruckGrams = 1_500_000,
                TruckFen = 44_000,
                Hubs = [.. Enumerable.Range(0, 12).Select(x => Town(x * 5))],
                CarryLossPerMille = 20,
                ReliabilityCreditPerMille = 30,
                SmallSharePerMille = 200,
                BidsUntil = new DateTime(2026, 11, 25, 0, 0, 0, DateTimeKind.Utc),
                DecidedOn = new(2026, 11, 26),
            },
            Windows = market.windows,
            Lines = market.Lines(),
            Towns = [.. Enumerable.Range(0, Towns).Select(x => new Town(Town(x), places.Select((p, i) => (Place: Place(i), Metres: Road(market.towns[x], p))).ToDictionary(y => y.Place, y => y.Metres, StringComparer.Ordinal)))],
            Cooperatives = market.cooperatives,
            Unions = market.unions,
            Offers = market.offers,
        };
    }

    private static string Town(int town) => string.Create(CultureInfo.InvariantCulture, $"town{town:00}");

    private static string Place(int tender) => string.Create(CultureInfo.InvariantCulture, $"place{tender:000}");

    private static string Product(int product) => string.Create(CultureInfo.InvariantCulture, $"product{product / 2:00}");

    private static string Grade(int product) => product % 2 == 0 ? "1" : "2";

    /// <summary>Roads are three tenths longer than the crow flies.</summary>
    private static long Road((int X, int Y) a, (int X, int Y) b) => (long)Math.Sqrt((double)(a.X - b.X) * (a.X - b.X) + (double)(a.Y - b.Y) * (a.Y - b.Y)) * 13 / 10;

    private List<DemandLine> Lines()
    {
        var lines = new List<DemandLine>();
        for (var tender = 0; tender < size.Tenders; tender++)
            for (var i = 0; i < size.LinesPerTender; i++)
            {
                var product = size.LinesPerTender <= size.Products ? (i + tender * 37) % size.Products : dice.Next(size.Products);
                var middle = size.DemandGrams * (40 + dice.Next(120)) / 100;
                lines.Add(new()
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"line{tender:000}-{i:000}"),
                    Tender = string.Create(CultureInfo.InvariantCulture, $"tender{tender:000}"),
                    Place = Place(tender),
                    Product = Product(product),
                    Grade = Grade(product),
                    CeilingFenPerKg = price[product] * 125 / 100,
                    Certificates = dice.Next(4) == 0 ? ["green"] : [],
                    SharedLogo = dice.Next(12) == 0,
                    RadiusMetres = dice.Next(4) == 0 ? 70_000 + dice.Next(30_000) : null,
                    MinLotGrams = 100_000 * dice.Next(3),
                    MaxSuppliers = 3 + dice.Next(4),
                    MaxSharePerMille = dice.Next(8) == 0 ? 600 : null,
                    Demand = [.. windows.Select(x => new WindowGrams(x.Id, middle * (80 + dice.Next(41)) / 100 / 1000 * 1000))],
                });
            }
        return lines;
    }

    private void Supply()
    {
        for (var i = 0; i < size.Cooperatives; i++)
        {
            var (town, small) = (dice.Next(Towns), dice.Next(2) == 0);
            var id = string.Create(CultureInfo.InvariantCulture, $"coop{i:00000}");
            cooperatives.Add(new() { Id = id, Town = Town(town), Small = small, ReliabilityPerMille = 700 + dice.Next(301), Suspended = dice.Next(100) == 0 });
            var grown = Enumerable.Range(0, 2 + dice.Next(5)).Select(_ => dice.Next(size.Products)).Distinct().ToList();
            foreach (var product in grown)
            {
                var week = small ? 50_000 + 1000L * dice.Next(300) : 300_000 + 1000L * dice.Next(1300);
                goods[(i, product)] = (Harvests(week), Green(), dice.Next(2) == 0 ? [new(new(2026, 1, 1), new(2027, 12, 31))] : []);
                offers.Add(Bid(id, product) with { Harvests = goods[(i, product)].Harvests, Certificates = goods[(i, product)].Certificates, Logos = goods[(i, product)].Logos });
            }
        }
    }

    /// <summary>Every fifth harvest keeps for two more windows.</summary>
    private List<Harvest> Harvests(long week)
    {
        var keeps = dice.Next(5) == 0;
        return [.. windows.Select((x, w) => new Harvest(x.Id, windows[keeps ? Math.Min(w + 2, windows.Count - 1) : w].Id, week * (70 + dice.Next(61)) / 100))];
    }

    /// <summary>Half are certified, and of those a tenth only for the first half of the season.</summary>
    private List<HeldCertificate> Green() => dice.Next(2) == 0 ? [] : [new("green", new(new(2026, 1, 1), dice.Next(10) == 0 ? windows[windows.Count / 2].From.AddDays(-1) : new(2027, 12, 31)))];

    private SupplyOffer Bid(string supplier, int product)
    {
        var fen = price[product] * (82 + dice.Next(36)) / 100;
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"bid{offers.Count:000000}"),
            Supplier = supplier,
            Product = Product(product),
            Grade = Grade(product),
            Tiers = dice.Next(10) < 3 ? [new(0, fen), new(500_000, fen * 97 / 100), new(1_000_000, fen * 95 / 100)] : [new(0, fen)],
            MinLotGrams = 50_000 * dice.Next(3),
            FixedChargeFen = dice.Next(10) == 0 ? 2_000 + 100 * dice.Next(80) : 0,
            BidAt = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc).AddMinutes(dice.Next(7300)),
            Withdrawn = dice.Next(100) == 0,
            UnitWithoutNetWeight = dice.Next(200) == 0 ? "箱" : null,
        };
    }

    /// <summary>Neighbours of one town that grow the same thing bid together too: the harvest is the same as alone.</summary>
    private void Joint()
    {
        foreach (var group in goods.Keys.GroupBy(x => (cooperatives[x.Cooperative].Town, x.Product)).Where(x => x.Count() >= 3).OrderBy(x => x.Key.Town, StringComparer.Ordinal).ThenBy(x => x.Key.Product))
        {
            if (dice.Next(2) == 0) continue;
            var members = group.Select(x => x.Cooperative).Order().Take(6).ToList();
            var id = string.Create(CultureInfo.InvariantCulture, $"union{unions.Count:0000}");
            unions.Add(new() { Id = id, Town = group.Key.Town, Members = [.. members.Select(x => cooperatives[x].Id)], ReliabilityPerMille = 850 });
            offers.Add(Bid(id, group.Key.Product) with { Shares = [.. members.Select(x => (Id: cooperatives[x].Id, Own: goods[(x, group.Key.Product)])).Select(x => new MemberShare(x.Id, x.Own.Harvests, x.Own.Certificates, x.Own.Logos))] });
        }
    }
}

/// <summary>SplitMix64, written down again: the engine's own dice may change without the markets changing.</summary>
internal sealed class PlainDice(long seed)
{
    private ulong at = (ulong)seed * 0x9E3779B97F4A7C15UL + 1;

    public int Next(int below)
    {
        var z = at += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (int)((((z ^ (z >> 31)) >> 32) * (ulong)below) >> 32);
    }
}
