using System.Globalization;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Which hard filter keeps a bid from a line, with what it demands and what the bid has.</summary>
internal sealed class FilterReasons
{
    private readonly MarketArrays arrays;
    private readonly MatchProblem problem;
    private readonly SupplierIndex suppliers;
    private readonly PlaceDistances distances;
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public FilterReasons(MarketArrays arrays, SupplierIndex suppliers)
    {
        (this.arrays, problem, this.suppliers) = (arrays, arrays.Problem, suppliers);
        foreach (var line in problem.Lines) places.TryAdd(line.Place, places.Count);
        distances = new(problem, suppliers, places);
    }

    /// <summary>Everything that has the right product and grade and is not eligible; in a very large market only bids that are eligible nowhere, once each.</summary>
    public IEnumerable<Explanation> All()
    {
        var bids = problem.Offers.Select((x, i) => (Offer: x, Index: i)).ToLookup(x => (x.Offer.Product, x.Offer.Grade), x => x.Index);
        var large = problem.Lines.Sum(x => (long)bids[(x.Product, x.Grade)].Count()) > Explainer.MostPairs;
        var done = large ? arrays.PairOffer.ToHashSet() : null;
        for (var line = 0; line < arrays.Lines; line++)
            foreach (var offer in bids[(problem.Lines[line].Product, problem.Lines[line].Grade)])
            {
                if (problem.Offers[offer].Tender is { } only && only != problem.Lines[line].Tender) continue;
                if (done?.Add(offer) == false || arrays.Pair(line, offer) >= 0) continue;
                yield return Of(offer, line);
            }
    }

    /// <summary>A bid whose certificates end on the way: eligible in the windows before.</summary>
    public Explanation Partial(Explanation found, int pair, int line)
    {
        if (found.EligibleWindows == found.LineWindows) return found;
        var (offer, demand) = (problem.Offers[arrays.PairOffer[pair]], problem.Lines[line]);
        var lost = problem.Windows.Where((x, w) => (arrays.PairWindows[pair] >> w & 1) == 0 && arrays.Demand[line * arrays.Windows + w] > 0).ToList();
        foreach (var kind in demand.Certificates)
            if (lost.Exists(x => !Parts(offer).Any(p => Papers.Certified(x, kind, p.Certificates))))
                return found with { Rule = FilterRule.Certificate, Required = Until(kind, lost), Offered = Ends(offer, kind) };
        return demand.SharedLogo && lost.Exists(x => !Parts(offer).Any(p => Papers.Licensed(x, p.Logos)))
            ? found with { Rule = FilterRule.SharedLogo, Required = Day(lost[^1].To), Offered = Latest(Parts(offer).SelectMany(x => x.Logos)) }
            : found;
    }

    private Explanation Of(int index, int line)
    {
        var (offer, demand, supplier) = (problem.Offers[index], problem.Lines[line], suppliers.All[arrays.OfferSupplier[index]]);
        Explanation Filtered(FilterRule rule, object? required = null, object? offered = null) => new()
        {
            Offer = offer.Id,
            Line = demand.Id,
            Reason = Reason.Filtered,
            Rule = rule,
            LineWindows = demand.Demand.Count,
            Required = required is null ? null : Convert.ToString(required, CultureInfo.InvariantCulture),
            Offered = offered is null ? null : Convert.ToString(offered, CultureInfo.InvariantCulture),
        };
        if (BidFilters.Standing(problem.Rules, offer, supplier) is { } rule) return Standing(rule, offer, Filtered);
        var metres = distances.Of(arrays.OfferSupplier[index], places[demand.Place]);
        if (metres < 0 && (problem.Rules.DistanceFen > 0 || demand.RadiusMetres is not null)) return Filtered(FilterRule.Distance, demand.Place);
        if (metres > demand.RadiusMetres) return Filtered(FilterRule.Radius, demand.RadiusMetres, metres);
        var landed = offer.Tiers[0].FenPerKg * 1000 + BidFilters.DistanceUnit(problem.Rules, Math.Max(0, metres));
        if (landed > demand.CeilingFenPerKg * 1000) return Filtered(FilterRule.Ceiling, demand.CeilingFenPerKg, (landed + 999) / 1000);
        return Papered(offer, line, Filtered) ?? Small(index, line, Filtered);
    }

    private Explanation Standing(FilterRule rule, SupplyOffer offer, Func<FilterRule, object?, object?, Explanation> filtered) => rule switch
    {
        FilterRule.Late => filtered(rule, problem.Rules.BidsUntil?.ToString("O", CultureInfo.InvariantCulture), offer.BidAt.ToString("O", CultureInfo.InvariantCulture)),
        FilterRule.Expired => filtered(rule, Day(problem.Rules.DecidedOn!.Value), Day(offer.ValidUntil!.Value)),
        FilterRule.NetWeight => filtered(rule, null, offer.UnitWithoutNetWeight),
        _ => filtered(rule, null, null),
    };

    private Explanation? Papered(SupplyOffer offer, int line, Func<FilterRule, object?, object?, Explanation> filtered)
    {
        var demand = problem.Lines[line];
        var asked = problem.Windows.Where((_, w) => arrays.Demand[line * arrays.Windows + w] > 0).ToList();
        foreach (var kind in demand.Certificates)
            if (!asked.Exists(x => Parts(offer).Any(p => Papers.Certified(x, kind, p.Certificates)))) return filtered(FilterRule.Certificate, Until(kind, asked), Ends(offer, kind));
        return demand.SharedLogo && !asked.Exists(x => Parts(offer).Any(p => Papers.Licensed(x, p.Logos)))
            ? filtered(FilterRule.SharedLogo, Day(asked[^1].To), Latest(Parts(offer).SelectMany(x => x.Logos)))
            : null;
    }

    /// <summary>Nothing ready when it is asked for, or never enough of it.</summary>
    private Explanation Small(int index, int line, Func<FilterRule, object?, object?, Explanation> filtered)
    {
        var most = 0L;
        for (var w = 0; w < arrays.Windows; w++)
        {
            if (arrays.Demand[line * arrays.Windows + w] == 0) continue;
            var grams = arrays.Grams(index, arrays.LineClass[line], w);
            most = Math.Max(most, grams);
        }
        var lot = Math.Max(1, Math.Max(arrays.LineLot[line], arrays.OfferLot[index]));
        if (most == 0) return filtered(FilterRule.Harvest, null, null);
        var (union, neighbours) = Join(index);
        return filtered(FilterRule.MinLot, lot, most) with { ShortByGrams = Math.Max(0, lot - most), JoinUnion = union, Neighbours = neighbours };
    }

    /// <summary>A union that bids the same thing: one it is in, or the one with most members of its town.</summary>
    public (string? Union, int Neighbours) Join(int index)
    {
        var (offer, own) = (problem.Offers[index], suppliers.All[arrays.OfferSupplier[index]]);
        if (own.Members.Count > 0) return (null, 0);
        bidding ??= problem.Offers.Where(x => x.Shares.Count > 0 && !x.Withdrawn).ToLookup(x => (x.Product, x.Grade), x => suppliers.All[suppliers[x.Supplier]]);
        var best = bidding[(offer.Product, offer.Grade)].Select(x => (x.Id, In: x.Members.Contains(own.Id), Near: x.Members.Count(m => m != own.Id && own.Town is not null && suppliers.All[suppliers[m]].Town == own.Town)))
            .Where(x => x.In || x.Near > 0).OrderByDescending(x => x.In).ThenByDescending(x => x.Near).ThenBy(x => x.Id, StringComparer.Ordinal).FirstOrDefault();
        return best.Id is null ? (null, 0) : (best.Id, best.Near);
    }

    private ILookup<(string, string), MatchSupplier>? bidding;

    private static IEnumerable<(IReadOnlyList<HeldCertificate> Certificates, IReadOnlyList<DateSpan> Logos)> Parts(SupplyOffer offer) => offer.Shares.Count == 0 ? [(offer.Certificates, offer.Logos)] : offer.Shares.Select(x => (x.Certificates, x.Logos));

    private static string Until(string kind, List<DeliveryWindow> windows) => $"{kind} {Day(windows[^1].To)}";

    private static string? Ends(SupplyOffer offer, string kind) => Latest(Parts(offer).SelectMany(x => x.Certificates).Where(x => x.Kind == kind).Select(x => x.Valid));

    private static string? Latest(IEnumerable<DateSpan> spans) => spans.Select(x => (DateOnly?)x.To).Max() is { } last ? Day(last) : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
