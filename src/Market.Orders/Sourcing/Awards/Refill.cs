using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Awards;

/// <summary>The market after suppliers declined, were silent or dropped out: what the others have accepted, or were offered and may still accept, is frozen.</summary>
internal static class Refill
{
    /// <param name="market">That the active awards' plan was made of.</param>
    /// <param name="plan">That plan.</param>
    /// <param name="kept">Accepted and open awards, with lines and parts.</param>
    /// <param name="gone">Bids whose awards were declined, lapsed or given up.</param>
    public static MatchProblem Of(MatchProblem market, MatchPlan plan, IReadOnlyList<Award> kept, IReadOnlySet<Guid> gone)
    {
        var (have, planned) = (kept.ToLookup(x => DemandMarket.Name(x.BidId)), plan.Awards.ToLookup(x => x.Offer));
        return market with
        {
            Offers = [.. market.Offers.Select(x => Offer(x, [.. have[x.Id]], gone.Contains(AwardDraft.Bid(x.Id)), [.. planned[x.Id]]))],
            Earlier = [.. kept.SelectMany(x => x.Lines, (award, line) => (award.BidId, line.Position, line.From, line.Grams)).GroupBy(x => (x.BidId, x.Position, x.From))
                .Select(x => new EarlierAward(DemandMarket.Name(x.Key.BidId), DemandMarket.Name(x.Key.Position), DemandMarket.Name(x.Key.From), x.Sum(y => y.Grams), Accepted: true))],
        };
    }

    private static SupplyOffer Offer(SupplyOffer offer, List<Award> kept, bool gone, List<Matching.Plans.Award> planned)
    {
        if (kept.Count == 0) return gone ? offer with { Withdrawn = true } : offer;
        // Who gave something back is not asked for more; and the members of a union keep the parts they have.
        if (!gone && offer.Shares.Count == 0) return offer;
        var used = Used(kept, planned);
        return offer with
        {
            Harvests = offer.Shares.Count > 0 ? [] : [.. used.SelectMany(x => x.Value)],
            Shares = [.. offer.Shares.Where(x => used.ContainsKey(x.Cooperative)).Select(x => x with { Harvests = used[x.Cooperative] })],
        };
    }

    /// <summary>By cooperative, how much of which harvest the kept awards live on: as the plan had it.</summary>
    private static Dictionary<string, List<Harvest>> Used(List<Award> kept, List<Matching.Plans.Award> planned)
    {
        var parts = kept.SelectMany(x => x.Lines).SelectMany(x => x.Parts).GroupBy(x => (DemandMarket.Name(x.Position), DemandMarket.Name(x.From), DemandMarket.Name(x.CooperativeId))).ToDictionary(x => x.Key, x => x.Sum(y => y.Grams));
        var used = new Dictionary<(string Cooperative, string From, string To), long>();
        foreach (var award in planned)
            foreach (var part in award.Parts)
            {
                var slot = (award.Line, award.Window, part.Cooperative);
                var grams = Math.Min(part.Grams, parts.GetValueOrDefault(slot));
                if (grams == 0) continue;
                parts[slot] -= grams;
                var harvest = (part.Cooperative, part.HarvestFrom, part.HarvestTo);
                used[harvest] = used.GetValueOrDefault(harvest) + grams;
            }
        return used.GroupBy(x => x.Key.Cooperative).ToDictionary(x => x.Key, x => x.OrderBy(y => y.Key.From, StringComparer.Ordinal).ThenBy(y => y.Key.To, StringComparer.Ordinal).Select(y => new Harvest(y.Key.From, y.Key.To, y.Value)).ToList());
    }
}
