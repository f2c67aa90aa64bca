using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Checking;

/// <summary>The hard filters once more, for one award.</summary>
internal static class EligibilityCheck
{
    /// <returns>The broken rule, or null.</returns>
    public static string? Broken(CheckedMarket market, SupplyOffer offer, DemandLine line)
    {
        var (rules, supplier) = (market.Problem.Rules, market.Suppliers[offer.Supplier]);
        if (offer.Product != line.Product || offer.Grade != line.Grade || (offer.Tender is not null && offer.Tender != line.Tender)) return "product";
        if (offer.Withdrawn) return "withdrawn";
        if (rules.BidsUntil is { } last && offer.BidAt > last) return "late";
        if (rules.DecidedOn is { } day && offer.ValidUntil is { } until && until < day) return "expired";
        if (supplier.Suspended) return "suspended";
        if (offer.UnitWithoutNetWeight is not null) return "net_weight";
        var metres = market.Metres(supplier, line.Place);
        if (metres is null && (rules.DistanceFen > 0 || line.RadiusMetres is not null)) return "distance";
        if (metres > line.RadiusMetres) return "radius";
        return (Int128)offer.Tiers[0].FenPerKg * 1000 + market.Distance(supplier, line.Place) > (Int128)line.CeilingFenPerKg * 1000 ? "ceiling" : null;
    }

    /// <returns>The rule a part of an award breaks, or null.</returns>
    public static string? BrokenPart(CheckedMarket market, SupplyOffer offer, DemandLine line, DeliveryWindow window, AwardPart part)
    {
        var joint = offer.Shares.FirstOrDefault(x => x.Cooperative == part.Cooperative);
        if (joint is null && (offer.Shares.Count > 0 || offer.Supplier != part.Cooperative)) return "member";
        if (market.Suppliers[part.Cooperative].Suspended) return "suspended";
        var (harvests, certificates, logos) = joint is null ? (offer.Harvests, offer.Certificates, offer.Logos) : (joint.Harvests, joint.Certificates, joint.Logos);
        if (!harvests.Any(x => x.From == part.HarvestFrom && x.To == part.HarvestTo)) return "harvest";
        var (from, to, at) = (market.Order[part.HarvestFrom], market.Order[part.HarvestTo], market.Order[window.Id]);
        if (at < from || at + line.MinShelfWindows > to) return "shelf";
        foreach (var kind in line.Certificates)
            if (!certificates.Any(x => x.Kind == kind && x.Valid.From <= window.From && window.To <= x.Valid.To)) return "certificate";
        return line.SharedLogo && !logos.Any(x => x.From <= window.From && window.To <= x.To) ? "logo" : null;
    }
}
