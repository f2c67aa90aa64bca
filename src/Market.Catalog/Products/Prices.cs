using Market.Kernel.Values;

namespace Market.Catalog.Products;

/// <summary>A price that was in force from an instant on.</summary>
internal sealed class PriceChange
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid OfferId { get; init; }
    public DateTime At { get; init; }
    public long PriceFen { get; init; }
    public Guid ActorId { get; init; }
}

/// <summary>A dated market price from an import: it never changes an offer.</summary>
internal sealed class PriceObservation
{
    /// <summary>Key of product, unit and date (see <see cref="ProductKey.OfObservation"/>).</summary>
    public byte[] KeyHash { get; init; } = [];
    public Guid CooperativeId { get; init; }
    public Guid ProductId { get; init; }

    /// <summary>The prices are for one of this; null when the price list does not say.</summary>
    public Unit? Unit { get; init; }
    public DateOnly Date { get; init; }
    public long? LowFen { get; init; }
    public long? AverageFen { get; init; }
    public long? HighFen { get; init; }
}
