namespace Market.Orders.Sourcing.Matching.Model;

/// <summary>A span of delivery days, both ends included; usually a week.</summary>
public sealed record DeliveryWindow(string Id, DateOnly From, DateOnly To);

/// <summary>Distances from a town, for its cooperatives that state none of their own.</summary>
/// <param name="Distances">Metres by place. A place that is not listed is unknown, never 0.</param>
public sealed record Town(string Id, IReadOnlyDictionary<string, long> Distances);

/// <summary>First and last day of a validity, both included.</summary>
public sealed record DateSpan(DateOnly From, DateOnly To)
{
    /// <summary>Whether every day of the window lies inside.</summary>
    public bool Covers(DeliveryWindow window) => From <= window.From && To >= window.To;
}

/// <summary>A certificate of a kind such as <c>green</c> or <c>organic</c>.</summary>
public sealed record HeldCertificate(string Kind, DateSpan Valid);
