using System.Globalization;
using Market.Kernel;
using Market.Orders.Sourcing.Matching.Model;
using MatchLine = Market.Orders.Sourcing.Matching.Model.DemandLine;

namespace Market.Orders.Sourcing.Demands;

/// <summary>What Catalog knows of the bidders on the day of the decision.</summary>
internal sealed record MarketFacts(IReadOnlyDictionary<Guid, SupplierView> Suppliers, ILookup<Guid, ProofSpan> Proofs, IReadOnlyList<RoadView> Roads, SourcingSettings Settings, DateTime Now)
{
    /// <summary>Scores that suppliers have, per mille; who has none counts as fully reliable.</summary>
    public IReadOnlyDictionary<Guid, int> Reliability { get; init; } = new Dictionary<Guid, int>();
}

/// <summary>A demand and its bids as the matching takes them. Ids are those of the rows; windows are named by their first day.</summary>
internal static class DemandMarket
{
    public static MatchProblem Of(Demand demand, IReadOnlyList<Bid> bids, MarketFacts facts) => Of(demand, bids, facts, JointBids.Counting(bids, facts.Suppliers));

    /// <param name="shares">By bid of a union, the parts of it that count; a union's bid that is not here is left out.</param>
    public static MatchProblem Of(Demand demand, IReadOnlyList<Bid> bids, MarketFacts facts, IReadOnlyDictionary<Guid, IReadOnlyList<BidShare>> shares)
    {
        var counting = bids.Where(x => facts.Suppliers.ContainsKey(x.CooperativeId) && (x.ProductId is not null || shares.ContainsKey(x.Id))).ToList();
        var unions = counting.Where(x => x.ProductId is null).Select(x => facts.Suppliers[x.CooperativeId]).Distinct().ToList();
        var cooperatives = counting.Where(x => x.ProductId is not null).Select(x => x.CooperativeId).Concat(unions.SelectMany(x => x.Members)).Distinct().Where(facts.Suppliers.ContainsKey);
        return new()
        {
            Rules = Rules(demand, facts),
            Windows = [.. demand.Lines.SelectMany(x => x.Windows).Select(x => (x.From, x.To)).Distinct().Order().Select(x => new DeliveryWindow(Name(x.From), x.From, x.To))],
            Lines = [.. demand.Lines.OrderBy(x => x.Position).Select(x => Line(demand, x))],
            Towns = [.. facts.Suppliers.Values.Select(x => x.TownId).Distinct().Select(x => new Town(Name(x), Distances(demand, x, facts.Roads)))],
            Cooperatives = [.. cooperatives.Select(x => Supplier(facts.Suppliers[x], facts))],
            Unions = [.. unions.Select(x => Supplier(x, facts) with { Members = [.. x.Members.Where(facts.Suppliers.ContainsKey).Select(Name)] })],
            Offers = [.. counting.Select(x => Offer(x, shares, facts, Wanted(demand, x)))],
        };
    }

    public static string Name(Guid id) => id.ToString("N");

    public static string Name(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Of a line, by its position: sorted as text they keep their order.</summary>
    public static string Name(int position) => position.ToString("0000", CultureInfo.InvariantCulture);

    private static MatchRules Rules(Demand demand, MarketFacts facts) => new()
    {
        ShortagePerMille = demand.ShortagePerMille,
        BudgetFen = demand.BudgetFen is { } fen ? new Dictionary<string, long> { [demand.Number] = fen } : new(),
        SmallSharePerMille = demand.SmallSharePerMille,
        FairnessPerMille = demand.FairnessPerMille,
        DistanceFen = facts.Settings.FreightFenPerTonneKm,
        DistanceDivisor = 1000,
        TruckGrams = facts.Settings.TruckGrams,
        TruckFen = facts.Settings.TruckFen,
        ReliabilityCreditPerMille = facts.Settings.ReliabilityCreditPerMille,
        BidsUntil = demand.BidsEnd,
        DecidedOn = DistrictClock.Date(facts.Now),
    };

    private static MatchLine Line(Demand demand, DemandLine line) => new()
    {
        Id = Name(line.Position),
        Tender = demand.Number,
        Product = line.Product,
        Grade = line.Grade,
        Certificates = line.Certificates.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        SharedLogo = line.SharedLogo,
        Place = Name(line.StoreId),
        CeilingFenPerKg = line.CeilingFenPerKg,
        MinLotGrams = line.MinLotGrams,
        MaxSuppliers = line.MaxSuppliers,
        MaxSharePerMille = line.MaxSharePerMille,
        RadiusMetres = line.RadiusMetres,
        Demand = [.. line.Windows.OrderBy(x => x.From).Select(x => new WindowGrams(Name(x.From), x.Grams))],
    };

    private static Dictionary<string, long> Distances(Demand demand, Guid town, IReadOnlyList<RoadView> roads)
    {
        var known = roads.Where(x => x.FromTownId == town).ToDictionary(x => x.ToTownId, x => x.Metres);
        return demand.Lines.DistinctBy(x => x.StoreId).Where(x => known.ContainsKey(x.TownId)).ToDictionary(x => Name(x.StoreId), x => known[x.TownId]);
    }

    private static MatchSupplier Supplier(SupplierView supplier, MarketFacts facts) => new()
    {
        Id = Name(supplier.Id),
        Town = Name(supplier.TownId),
        Small = supplier.MemberHouseholds <= facts.Settings.SmallHouseholds,
        ReliabilityPerMille = facts.Reliability.GetValueOrDefault(supplier.Id, 1000),
    };

    /// <summary>Grams of the bid's product in the whole demand: more than that nobody can deliver, however much there is.</summary>
    private static long Wanted(Demand demand, Bid bid) => demand.Lines.Where(x => x.Product == bid.Product && x.Grade == bid.Grade).SelectMany(x => x.Windows).Sum(x => x.Grams);

    private static SupplyOffer Offer(Bid bid, IReadOnlyDictionary<Guid, IReadOnlyList<BidShare>> shares, MarketFacts facts, long wanted) => new()
    {
        Id = Name(bid.Id),
        Supplier = Name(bid.CooperativeId),
        Product = bid.Product,
        Grade = bid.Grade,
        Tiers = [.. bid.Tiers.OrderBy(x => x.FromGrams).Select(x => new PriceTier(x.FromGrams, x.FenPerKg))],
        MinLotGrams = bid.MinLotGrams,
        Harvests = [.. bid.Harvests.OrderBy(x => x.From).Select(x => new Harvest(Name(x.From), Name(x.KeepsUntil), Math.Min(x.Grams, wanted)))],
        Certificates = bid.ProductId is { } own ? Certificates(facts.Proofs[own]) : [],
        Logos = bid.ProductId is { } licensed ? Logos(facts.Proofs[licensed]) : [],
        Shares = bid.ProductId is not null ? [] : [.. shares[bid.Id].Select(x => new MemberShare(Name(x.CooperativeId),
            [.. x.Harvests.OrderBy(y => y.From).Select(y => new Harvest(Name(y.From), Name(y.KeepsUntil), Math.Min(y.Grams, wanted)))], Certificates(facts.Proofs[x.ProductId]), Logos(facts.Proofs[x.ProductId])))],
        BidAt = bid.At,
        ValidUntil = bid.ValidUntil,
        Withdrawn = bid.WithdrawnAt is not null,
    };

    private static IReadOnlyList<HeldCertificate> Certificates(IEnumerable<ProofSpan> proofs) =>
        [.. proofs.Where(x => x.Kind != ProofSpan.SharedLogo).Select(x => new HeldCertificate(x.Kind, new(x.From, x.Until))).OrderBy(x => x.Kind, StringComparer.Ordinal).ThenBy(x => x.Valid.From)];

    private static IReadOnlyList<DateSpan> Logos(IEnumerable<ProofSpan> proofs) => [.. proofs.Where(x => x.Kind == ProofSpan.SharedLogo).Select(x => new DateSpan(x.From, x.Until)).OrderBy(x => x.From)];
}
