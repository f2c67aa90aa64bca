using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Checking;

/// <summary>The exact difference one line's other awards would make to the whole plan's objective, without adding up the rest again.</summary>
internal sealed class DifferenceSheet
{
    private const int MicroFen = 1_000_000;
    private readonly CheckedMarket market;
    private readonly Dictionary<string, IReadOnlyList<Award>> byLine = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Origin, string Tender, string Place, string Window), Int128> loads = [];
    private readonly Dictionary<(string Offer, string Tender), int> uses = [];
    private readonly ILookup<string, EarlierAward> proposals;

    public DifferenceSheet(MatchProblem problem, IReadOnlyList<Award> awards)
    {
        market = new(problem);
        proposals = problem.Earlier.Where(x => !x.Accepted).ToLookup(x => x.Line, StringComparer.Ordinal);
        foreach (var line in awards.GroupBy(x => x.Line)) Replace(line.Key, [.. line]);
    }

    /// <summary>Millionths of a fen; positive is dearer.</summary>
    public Int128 Of(string line, IReadOnlyList<Award> instead)
    {
        var was = byLine.GetValueOrDefault(line, []);
        var (change, demand) = (Goods(line, instead) - Goods(line, was), market.Lines[line]);
        foreach (var (window, more) in Loads(was, instead)) change += Trucks(Load(demand, window) + more) - Trucks(Load(demand, window));
        foreach (var offer in was.Concat(instead).Select(x => x.Offer).Distinct())
        {
            var (before, after) = (was.Any(x => x.Offer == offer) ? 1 : 0, instead.Any(x => x.Offer == offer) ? 1 : 0);
            var others = uses.GetValueOrDefault((offer, demand.Tender)) - before;
            if (others == 0) change += (Int128)(after - before) * market.Offers[offer].FixedChargeFen * MicroFen;
        }
        return change;
    }

    /// <summary>The line has other awards from now on.</summary>
    public void Replace(string line, IReadOnlyList<Award> awards)
    {
        var (was, demand) = (byLine.GetValueOrDefault(line, []), market.Lines[line]);
        foreach (var (key, more) in Loads(was, awards))
        {
            var load = (key.Origin, demand.Tender, demand.Place, key.Window);
            loads[load] = loads.GetValueOrDefault(load) + more;
        }
        foreach (var offer in was.Select(x => x.Offer).Distinct()) uses[(offer, demand.Tender)]--;
        foreach (var offer in awards.Select(x => x.Offer).Distinct()) uses[(offer, demand.Tender)] = uses.GetValueOrDefault((offer, demand.Tender)) + 1;
        byLine[line] = awards;
    }

    /// <summary>Landed goods less the penalty they spare, and the change penalty.</summary>
    private Int128 Goods(string id, IReadOnlyList<Award> awards)
    {
        var (line, rules, sum) = (market.Lines[id], market.Problem.Rules, (Int128)0);
        foreach (var award in awards)
        {
            var offer = market.Offers[award.Offer];
            sum += (market.Unit(offer, line, award.Grams) - (Int128)line.CeilingFenPerKg * rules.ShortagePerMille) * award.Grams;
            foreach (var part in award.Parts) sum += (Int128)part.Grams * market.WindowsKept(part.HarvestFrom, award.Window) * offer.Tiers[0].FenPerKg * rules.CarryLossPerMille;
        }
        foreach (var was in proposals[id]) sum += (Int128)Math.Max(0, was.Grams - awards.Where(x => x.Offer == was.Offer && x.Window == was.Window).Sum(x => x.Grams)) * rules.ChangeFenPerKg * 1000;
        return sum;
    }

    private Dictionary<(string Origin, string Window), Int128> Loads(IReadOnlyList<Award> was, IReadOnlyList<Award> now)
    {
        var more = new Dictionary<(string, string), Int128>();
        if (market.Problem.Rules.TruckGrams == 0) return more;
        void Add(Award award, int sign)
        {
            var key = (market.Origin(market.Suppliers[market.Offers[award.Offer].Supplier]), award.Window);
            more[key] = more.GetValueOrDefault(key) + (Int128)sign * award.Grams;
        }
        foreach (var award in was) Add(award, -1);
        foreach (var award in now) Add(award, 1);
        return more;
    }

    private Int128 Load(DemandLine line, (string Origin, string Window) key) => loads.GetValueOrDefault((key.Origin, line.Tender, line.Place, key.Window));

    private Int128 Trucks(Int128 load) => (load + market.Problem.Rules.TruckGrams - 1) / market.Problem.Rules.TruckGrams * market.Problem.Rules.TruckFen * MicroFen;
}
