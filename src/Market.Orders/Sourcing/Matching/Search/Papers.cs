using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Whether certificates and licences hold on every day of a delivery window.</summary>
internal static class Papers
{
    public static bool Hold(DeliveryWindow window, IReadOnlyList<string> kinds, bool logo, IReadOnlyList<HeldCertificate> certificates, IReadOnlyList<DateSpan> logos)
    {
        foreach (var kind in kinds) if (!Certified(window, kind, certificates)) return false;
        return !logo || Licensed(window, logos);
    }

    public static bool Certified(DeliveryWindow window, string kind, IReadOnlyList<HeldCertificate> certificates)
    {
        foreach (var held in certificates) if (held.Kind == kind && held.Valid.Covers(window)) return true;
        return false;
    }

    public static bool Licensed(DeliveryWindow window, IReadOnlyList<DateSpan> logos)
    {
        foreach (var logo in logos) if (logo.Covers(window)) return true;
        return false;
    }
}
