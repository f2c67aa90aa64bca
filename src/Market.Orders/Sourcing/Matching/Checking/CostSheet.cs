using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Checking;

/// <summary>The objective, added up from awards.</summary>
internal sealed record CostSheet(MatchCost Cost, IReadOnlyDictionary<string, Int128> Spent)
{
    private const int MicroFen = 1_000_000;

    public static CostSheet Of(CheckedMarket market, IReadOnlyList<Award> awards)
    {
        var (rules, spent) = (market.Problem.Rules, new Dictionary<string, Int128>(StringComparer.Ordinal));
        var (goods, trucks, charges, penalty) = ((Int128)0, (Int128)0, (Int128)0, (Int128)0);
        void Spend(string tender, Int128 cost) => spent[tender] = spent.GetValueOrDefault(tender) + cost;
        var loads = new Dictionary<(string Origin, string Tender, string Place, string Window), Int128>();
        var used = new HashSet<(string, string)>();
        foreach (var award in awards)
        {
            var (offer, line) = (market.Offers[award.Offer], market.Lines[award.Line]);
            var cost = market.Unit(offer, line, award.Grams) * award.Grams;
            foreach (var part in award.Parts) cost += (Int128)part.Grams * market.WindowsKept(part.HarvestFrom, award.Window) * offer.Tiers[0].FenPerKg * rules.CarryLossPerMille;
            goods += cost;
            Spend(line.Tender, cost);
            penalty -= (Int128)award.Grams * line.CeilingFenPerKg * rules.ShortagePerMille;
            var key = (market.Origin(market.Suppliers[offer.Supplier]), line.Tender, line.Place, award.Window);
            loads[key] = loads.GetValueOrDefault(key) + award.Grams;
            if (offer.FixedChargeFen > 0 && used.Add((offer.Id, line.Tender)))
            {
                charges += (Int128)offer.FixedChargeFen * MicroFen;
                Spend(line.Tender, (Int128)offer.FixedChargeFen * MicroFen);
            }
        }
        if (rules.TruckGrams > 0)
            foreach (var (key, load) in loads)
            {
                var cost = (load + rules.TruckGrams - 1) / rules.TruckGrams * rules.TruckFen * MicroFen;
                trucks += cost;
                Spend(key.Tender, cost);
            }
        foreach (var line in market.Problem.Lines) foreach (var (_, grams) in line.Demand) penalty += (Int128)grams * line.CeilingFenPerKg * rules.ShortagePerMille;
        var change = Change(market, awards);
        return new(new(penalty + goods + trucks + charges + change, penalty, goods, trucks, charges, change), spent);
    }

    private static Int128 Change(CheckedMarket market, IReadOnlyList<Award> awards)
    {
        var proposals = market.Problem.Earlier.Where(x => !x.Accepted).ToList();
        if (proposals.Count == 0) return 0;
        var grams = awards.ToDictionary(x => (x.Offer, x.Line, x.Window), x => x.Grams);
        return proposals.Aggregate((Int128)0, (sum, x) => sum + (Int128)Math.Max(0, x.Grams - grams.GetValueOrDefault((x.Offer, x.Line, x.Window))) * market.Problem.Rules.ChangeFenPerKg * 1000);
    }
}
