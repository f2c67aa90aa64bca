using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Filters that ask nothing of a line.</summary>
internal static class BidFilters
{
    /// <returns>Why the bid stands nowhere, or null.</returns>
    public static FilterRule? Standing(MatchRules rules, SupplyOffer offer, MatchSupplier supplier) =>
        offer.Withdrawn ? FilterRule.Withdrawn
        : offer.BidAt > rules.BidsUntil ? FilterRule.Late
        : offer.ValidUntil < rules.DecidedOn ? FilterRule.Expired
        : supplier.Suspended ? FilterRule.Suspended
        : offer.UnitWithoutNetWeight is not null ? FilterRule.NetWeight
        : null;

    /// <summary>Fen per kilogram and kilometre, times metres, is millionths of a fen per gram; rounded half up.</summary>
    public static long DistanceUnit(MatchRules rules, long metres) => (long)(((Int128)metres * rules.DistanceFen * 2 + rules.DistanceDivisor) / ((Int128)rules.DistanceDivisor * 2));
}
