using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Forecasts;
using Market.Orders.Sourcing.Plans;
using Market.Orders.Sourcing.Reliability;
using Market.Web.Shared;

namespace Market.Web.Features.Demands;

/// <param name="Buyer">The reader may publish demands.</param>
/// <param name="Chain">The reader buys for a chain, or approves what it buys.</param>
public sealed record DemandsPage(IReadOnlyList<DemandCard> Items, bool Buyer, bool Chain, DateTime Now, Pager Pager);

/// <param name="Stores">Of each chain the reader buys for.</param>
/// <param name="Kinds">Kinds of certificates to choose from.</param>
/// <param name="Expected">What all cooperatives together expect to have.</param>
public sealed record DemandFormPage(DemandFields Form, IReadOnlyList<(PlaceView Chain, IReadOnlyList<PlaceView> Stores)> Stores, IReadOnlyList<string> Kinds, DateOnly Today, IReadOnlyList<ForecastSum> Expected);

/// <param name="Job">The newest run; null before the first.</param>
public sealed record RunView(Guid DemandId, PlanJobView? Job);

/// <summary>Awards of a demand as the reader sees them.</summary>
/// <param name="CanRefill">The reader may have what was given back filled again.</param>
public sealed record AwardsView(Guid DemandId, IReadOnlyList<AwardView> Items, bool Chain, bool CanRefill);

/// <summary>Who the reader can bid for.</summary>
/// <param name="Own">Products of cooperatives the reader manages.</param>
/// <param name="Unions">Unions the reader manages, with their members.</param>
/// <param name="MemberProducts">What those members could put in.</param>
/// <param name="Consents">Cooperatives for whose part in a joint bid the reader may agree.</param>
public sealed record BidderView(IReadOnlyCollection<Guid> Managed, IReadOnlyList<MemberProduct> Own, IReadOnlyDictionary<Guid, CooperativeCard> Names, IReadOnlyList<UnionView> Unions, IReadOnlyList<MemberProduct> MemberProducts, IReadOnlyCollection<Guid> Consents);

/// <param name="Reliability">Of the bidders, for the chain; of the reader's own otherwise.</param>
public sealed record DemandPage(DemandView Demand, IReadOnlyDictionary<Guid, ReliabilityView> Reliability, IReadOnlyList<PlanCard> Plans, PlanJobView? Job, BidderView Bidder, AwardsView Awards, bool Buyer, bool Open, BidFields Typed)
{
    /// <summary>The demand's different products and grades.</summary>
    public static IReadOnlyList<(string Product, string Grade)> Items(DemandView demand) => [.. demand.Lines.Select(x => (x.Product, x.Grade)).Distinct()];

    /// <summary>All windows, in time order.</summary>
    public static IReadOnlyList<WindowFacts> Windows(DemandView demand) => [.. demand.Lines.SelectMany(x => x.Windows).GroupBy(x => (x.From, x.To)).OrderBy(x => x.Key).Select(x => new WindowFacts(x.Key.From, x.Key.To, x.Sum(y => y.Grams)))];
}
