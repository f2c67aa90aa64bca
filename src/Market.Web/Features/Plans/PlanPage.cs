using System.Globalization;
using Market.Catalog.People;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Plans;
using Market.Web.Hosting;
using Market.Web.Shared;

namespace Market.Web.Features.Plans;

/// <summary>One cooperative's row of the allocation.</summary>
/// <param name="Grams">By window, in their order.</param>
/// <param name="FenPerKg">Average price and freight, hundredths of a yuan for a kilogram, without trucks.</param>
public sealed record AllocationRow(string Name, string NameEn, IReadOnlyList<long> Grams, decimal FenPerKg)
{
    public long Total => Grams.Sum();
}

/// <summary>A bid that did not win, or not all.</summary>
public sealed record PlanReason(BidView Bid, DemandLineView Line, Explanation Why);

/// <summary>What a plan's awards wait for, as the chain sees it.</summary>
/// <param name="Set">The newest set of the demand; null before the first.</param>
/// <param name="Refusal">Why awards of this plan were refused last; null when they were not.</param>
/// <param name="Closed">Bids are no longer taken.</param>
public sealed record AwardingView(AwardSetView? Set, Caller Caller, PlanView Plan, AwardRefusal? Refusal, bool Closed)
{
    /// <summary>Reason for a refusal as typed, when it was not taken.</summary>
    public string Typed { get; init; } = "";

    /// <summary>The reader could ask for awards of this plan, but bids are still taken.</summary>
    public bool TooEarly => !Closed && MayAsk;

    /// <summary>The reader may ask for awards of this plan.</summary>
    public bool CanAsk => Closed && MayAsk;

    private bool MayAsk => Caller.In(Role.Buyer).Contains(Plan.Demand.ChainId) && Plan.Demand.State == DemandState.Open && Set?.PlanId != Plan.Id && Plan.Plan.Awards.Count > 0;

    /// <summary>They wait for an approver.</summary>
    public bool Waits => Set is { State: AwardSetState.WaitingApproval } && Set.PlanId == Plan.Id;

    /// <summary>The reader may approve them.</summary>
    public bool CanApprove => Waits && Set!.AskedBy != Caller.Id && Caller.In(Role.Approver).Contains(Plan.Demand.ChainId);

    /// <summary>They were offered to the suppliers.</summary>
    public bool Made => Set is { State: AwardSetState.Offered } && Set.PlanId == Plan.Id;
}

/// <summary>A member's row of a union's awards.</summary>
/// <param name="Grams">By window, in their order.</param>
public sealed record MemberRow(string Name, string NameEn, IReadOnlyList<long> Grams);

/// <summary>A plan as its page shows it.</summary>
public sealed class PlanPage
{
    /// <summary>Cooperatives with a pattern of their own in the chart; the others share one.</summary>
    public const int Patterns = 4;

    private readonly Dictionary<Guid, BidView> bids;

    public PlanPage(PlanView view)
    {
        (View, Windows) = (view, Demands.DemandPage.Windows(view.Demand));
        bids = view.Demand.Bids.ToDictionary(x => x.Id);
        Rows = [.. view.Plan.Awards.Where(x => bids.ContainsKey(Id(x.Offer))).GroupBy(x => bids[Id(x.Offer)].CooperativeId).Select(Row).OrderByDescending(x => x.Total).ThenBy(x => x.Name, StringComparer.Ordinal)];
        Unfilled = [.. Windows.Select(x => view.Plan.Unfilled.Where(y => y.Window == Name(x.From)).Sum(y => y.Grams))];
        var shares = view.Demand.Bids.SelectMany(x => x.Shares).DistinctBy(x => x.CooperativeId).ToDictionary(x => x.CooperativeId);
        Members = [.. view.Plan.Awards.Where(x => bids.TryGetValue(Id(x.Offer), out var bid) && bid.Shares.Count > 0).SelectMany(x => x.Parts, (award, part) => (Member: Id(part.Cooperative), award.Window, part.Grams)).Where(x => shares.ContainsKey(x.Member))
            .GroupBy(x => x.Member).Select(x => new MemberRow(shares[x.Key].Cooperative, shares[x.Key].CooperativeEn, [.. Windows.Select(y => x.Where(z => z.Window == Name(y.From)).Sum(z => z.Grams))])).OrderBy(x => x.Name, StringComparer.Ordinal)];
        var lines = view.Demand.Lines.ToDictionary(x => x.Position);
        Reasons = [.. view.Plan.Explanations.Where(x => bids.ContainsKey(Id(x.Offer))).Select(x => new PlanReason(bids[Id(x.Offer)], lines[int.Parse(x.Line, CultureInfo.InvariantCulture)], x))];
    }

    public PlanView View { get; }

    /// <summary>For the chain; null for others.</summary>
    public AwardingView? Awarding { get; init; }

    /// <summary>Parts of the union's members, for the union and for each member its own.</summary>
    public IReadOnlyList<MemberRow> Members { get; }
    public MatchPlan Plan => View.Plan;
    public IReadOnlyList<WindowFacts> Windows { get; }

    /// <summary>By total weight, the heaviest first.</summary>
    public IReadOnlyList<AllocationRow> Rows { get; }

    /// <summary>Grams nobody supplies, by window.</summary>
    public IReadOnlyList<long> Unfilled { get; }
    public IReadOnlyList<PlanReason> Reasons { get; }

    /// <summary>How far the plan can be from the best, percent; null when there is no bound.</summary>
    public decimal? Gap => Plan.Figures.Bound is { } bound && bound > 0 ? Math.Max(0, ((decimal)Plan.Cost.Objective - (decimal)bound) * 100m / (decimal)bound) : null;

    /// <summary>Average of price and freight with trucks, fen for a kilogram; null when nothing is met.</summary>
    public decimal? Average => Plan.Figures.Filled > 0 ? Plan.Cost.LandedFen * 1000m / Plan.Figures.Filled : null;

    /// <summary>Shares of the chart's bars, percent of the week with the most: pattern 1 to 4, 5 for the others, 0 for the gap.</summary>
    public IReadOnlyList<(int Pattern, decimal From, decimal Width)> Bar(int window)
    {
        var (bars, at, most) = (new List<(int, decimal, decimal)>(), 0m, Windows.Max(x => x.Grams));
        void Add(int pattern, long grams)
        {
            if (grams == 0) return;
            var width = grams * 100m / most;
            bars.Add((pattern, at, width));
            at += width;
        }
        for (var i = 0; i < Math.Min(Patterns, Rows.Count); i++) Add(i + 1, Rows[i].Grams[window]);
        Add(Patterns + 1, Rows.Skip(Patterns).Sum(x => x.Grams[window]));
        if (View.Whole) Add(0, Unfilled[window]);
        return bars;
    }

    /// <summary>Why a bid did not win, or not more.</summary>
    public static string Sentence(PlanReason reason, Wording wording, Func<string, object[], string> words)
    {
        var why = reason.Why;
        string Say(string key, params object[] values) => words("plans.why." + key, values);
        return why.Reason switch
        {
            // A plan that fills gaps leaves out who gave something back, though its bid still stands.
            Reason.Filtered when why.Rule == FilterRule.Withdrawn && reason.Bid.WithdrawnAt is null => Say("filtered.given_back"),
            Reason.Filtered => Say("filtered." + Snake(why.Rule!.Value.ToString()), Value(why.Rule.Value, why.Required, wording), Value(why.Rule.Value, why.Offered, wording), why.EligibleWindows, why.LineWindows),
            Reason.Won => Say("won." + Snake((why.LimitedBy ?? WonLimit.Demand).ToString()), wording.Quantity(why.WonGrams, Market.Kernel.Values.Unit.Kg), why.EligibleWindows, why.LineWindows),
            Reason.MinLot => Say("min_lot", wording.Quantity(why.ShortByGrams ?? 0, Market.Kernel.Values.Unit.Kg)),
            Reason.Dominated or Reason.Paradox => Say(Snake(why.Reason.ToString()), Yuan(why.ExtraMicroFen ?? 0, wording), why.CutFenPerKg is { } cut ? wording.Yuan(cut) : "", wording.Quantity(why.ForcedGrams, Market.Kernel.Values.Unit.Kg)),
            var other => Say(Snake(other.ToString()), Yuan(why.ExtraMicroFen ?? 0, wording)),
        };
    }

    /// <summary>Price and freight in yuan for a kilogram.</summary>
    public static string PerKilogram(long? microFenPerGram) => microFenPerGram is { } value ? "¥" + (value / 100_000m).ToString("0.00##", CultureInfo.InvariantCulture) : "–";

    private static string Yuan(Int128 microFen, Wording wording) => wording.Yuan((long)decimal.Round((decimal)microFen / 1_000_000m, MidpointRounding.AwayFromZero));

    private static string Value(FilterRule rule, string? text, Wording wording) => text is null ? "–" : rule switch
    {
        FilterRule.Ceiling when long.TryParse(text, CultureInfo.InvariantCulture, out var fen) => wording.Yuan(fen),
        FilterRule.MinLot when long.TryParse(text, CultureInfo.InvariantCulture, out var grams) => wording.Quantity(grams, Market.Kernel.Values.Unit.Kg),
        FilterRule.Radius when long.TryParse(text, CultureInfo.InvariantCulture, out var metres) => (metres / 1000m).ToString("0.#", CultureInfo.InvariantCulture) + " km",
        FilterRule.Certificate => string.Join(' ', text.Split(' ', ',').Where(x => !DateOnly.TryParse(x, CultureInfo.InvariantCulture, out _)).Select(wording.Badge)),
        _ => text,
    };

    private static string Snake(string name) => string.Concat(name.Select((x, i) => char.IsUpper(x) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(x) : x.ToString()));

    private AllocationRow Row(IGrouping<Guid, Market.Orders.Sourcing.Matching.Plans.Award> awards)
    {
        var bid = bids[Id(awards.First().Offer)];
        var grams = awards.Sum(x => x.Grams);
        return new(bid.Cooperative, bid.CooperativeEn, [.. Windows.Select(x => awards.Where(y => y.Window == Name(x.From)).Sum(y => y.Grams))],
            grams == 0 ? 0 : awards.Sum(x => (decimal)x.UnitMicroFen * x.Grams) / grams / 1000m);
    }

    private static Guid Id(string name) => Guid.ParseExact(name, "N");

    private static string Name(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
