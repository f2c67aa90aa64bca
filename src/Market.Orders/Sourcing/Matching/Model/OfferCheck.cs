using static Market.Orders.Sourcing.Matching.Model.MatchRefusals;
using static Market.Orders.Sourcing.Matching.Model.ProblemCheck;

namespace Market.Orders.Sourcing.Matching.Model;

/// <summary>The bids' part of <see cref="ProblemCheck"/>.</summary>
internal sealed class OfferCheck(MatchProblem problem, IReadOnlyDictionary<string, int> windows, IReadOnlySet<string> cooperatives, IReadOnlySet<string> suppliers)
{
    /// <summary>Harvests a cooperative states itself, by what they are of.</summary>
    private readonly Dictionary<(string Cooperative, string Product, string Grade), List<Harvest>> own = [];
    private readonly Dictionary<(string Supplier, string Product, string Grade), List<string?>> bids = [];

    public void Check(HashSet<string> ids)
    {
        for (var i = 0; i < problem.Offers.Count; i++)
        {
            var (offer, path) = (problem.Offers[i], $"offers[{i}]");
            if (!ids.Add(Id(offer.Id, path))) throw Refusal("match.id_duplicate", path + ".id", offer.Id);
            Text(offer.Product, path + ".product");
            if (!suppliers.Contains(offer.Supplier)) throw Refusal("match.reference_unknown", path + ".supplier", offer.Supplier);
            OneBid(offer, path);
            Tiers(offer, path);
            NotNegative(offer.MinLotGrams, path + ".minLotGrams");
            NotNegative(offer.FixedChargeFen, path + ".fixedChargeFen");
            Spans(offer.Certificates.Select(x => x.Valid), path + ".certificates");
            Spans(offer.Logos, path + ".logos");
            if (cooperatives.Contains(offer.Supplier)) Alone(offer, path);
        }
        var unions = problem.Unions.ToDictionary(x => x.Id, StringComparer.Ordinal);
        for (var i = 0; i < problem.Offers.Count; i++)
            if (unions.TryGetValue(problem.Offers[i].Supplier, out var union)) Joint(problem.Offers[i], union, $"offers[{i}]");
    }

    /// <summary>A supplier bids once for a product and grade; for different tenders it may bid differently.</summary>
    private void OneBid(SupplyOffer offer, string path)
    {
        if (offer.Withdrawn) return;
        if (!bids.TryGetValue((offer.Supplier, offer.Product, offer.Grade), out var tenders)) bids[(offer.Supplier, offer.Product, offer.Grade)] = tenders = [];
        if (tenders.Exists(x => x is null || offer.Tender is null || x == offer.Tender)) throw Refusal("match.bid_duplicate", path, offer.Id);
        tenders.Add(offer.Tender);
    }

    private static void Tiers(SupplyOffer offer, string path)
    {
        if (offer.Tiers.Count == 0) throw Refusal("match.list_empty", path + ".tiers");
        for (var i = 0; i < offer.Tiers.Count; i++)
        {
            var (tier, at) = (offer.Tiers[i], $"{path}.tiers[{i}]");
            Positive(tier.FenPerKg, at + ".fenPerKg");
            if (i == 0 ? tier.FromGrams != 0 : tier.FromGrams <= offer.Tiers[i - 1].FromGrams) throw Refusal("match.tier_order", at + ".fromGrams", tier.FromGrams);
            if (i > 0 && tier.FenPerKg > offer.Tiers[i - 1].FenPerKg) throw Refusal("match.tier_price", at + ".fenPerKg", tier.FenPerKg);
        }
    }

    private void Alone(SupplyOffer offer, string path)
    {
        if (offer.Shares.Count > 0) throw Refusal("match.member_of_cooperative", path + ".shares");
        Harvests(offer.Harvests, path + ".harvests");
        if (!own.TryGetValue((offer.Supplier, offer.Product, offer.Grade), out var all)) own[(offer.Supplier, offer.Product, offer.Grade)] = all = [];
        all.AddRange(offer.Harvests);
    }

    private void Joint(SupplyOffer offer, MatchSupplier union, string path)
    {
        if (offer.Harvests.Count > 0) throw Refusal("match.harvest_of_union", path + ".harvests");
        if (offer.Shares.Count == 0) throw Refusal("match.list_empty", path + ".shares");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < offer.Shares.Count; i++)
        {
            var (share, at) = (offer.Shares[i], $"{path}.shares[{i}]");
            if (!union.Members.Contains(share.Cooperative)) throw Refusal("match.member_unknown", at + ".cooperative", share.Cooperative);
            if (!seen.Add(share.Cooperative)) throw Refusal("match.id_duplicate", at + ".cooperative", share.Cooperative);
            Harvests(share.Harvests, at + ".harvests");
            Spans(share.Certificates.Select(x => x.Valid), at + ".certificates");
            Spans(share.Logos, at + ".logos");
            if (own.TryGetValue((share.Cooperative, offer.Product, offer.Grade), out var alone)) Same(share.Harvests, alone, at + ".harvests");
            else own[(share.Cooperative, offer.Product, offer.Grade)] = [.. share.Harvests];
        }
    }

    /// <summary>Two statements about the same windows must be about the same harvest, or capacity would count twice.</summary>
    private void Same(IReadOnlyList<Harvest> joint, List<Harvest> alone, string path)
    {
        foreach (var harvest in joint)
            if (alone.Exists(x => (x.From != harvest.From || x.To != harvest.To) && windows[x.From] <= windows[harvest.To] && windows[harvest.From] <= windows[x.To])
                && !alone.Exists(x => x.From == harvest.From && x.To == harvest.To)) throw Refusal("match.harvest_conflict", path, harvest.From);
    }

    private void Harvests(IReadOnlyList<Harvest> harvests, string path)
    {
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < harvests.Count; i++)
        {
            var (harvest, at) = (harvests[i], $"{path}[{i}]");
            if (!windows.TryGetValue(harvest.From, out var from)) throw Refusal("match.reference_unknown", at + ".from", harvest.From);
            if (!windows.TryGetValue(harvest.To, out var to)) throw Refusal("match.reference_unknown", at + ".to", harvest.To);
            if (to < from) throw Refusal("match.window_order", at + ".to", harvest.To);
            if (!seen.Add((harvest.From, harvest.To))) throw Refusal("match.id_duplicate", at, harvest.From);
            Positive(harvest.Grams, at + ".grams");
        }
    }

    private static void Spans(IEnumerable<DateSpan> spans, string path)
    {
        foreach (var span in spans) if (span.To < span.From) throw Refusal("match.span_order", path, span.To.ToString("O"));
    }
}
