namespace Market.Orders.Sourcing.Reliability;

/// <summary>What became of one call-off of a supplier: what was called, and what of it was accepted on time.</summary>
internal sealed class SupplyRecord
{
    /// <summary>Of the call-off: each counts once.</summary>
    public Guid CallOffId { get; init; }

    /// <summary>The cooperative or union.</summary>
    public Guid SupplierId { get; init; }

    /// <summary>Day it was due.</summary>
    public DateOnly DueOn { get; init; }
    public long CalledGrams { get; set; }

    /// <summary>Accepted by the due day; 0 to <see cref="CalledGrams"/>.</summary>
    public long OnTimeGrams { get; set; }
}
