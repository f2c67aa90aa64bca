
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
    /// <summary>First 16 bytes of the hash of cooperative, name, specification, origin, unit and date.</summary>
    public byte[] KeyHash { get; init; } = [];
    public byte[] ContentHash { get; init; } = [];
    public Guid CooperativeId { get; init; }
    public Guid ProductId { get; init; }
    public DateOnly? Date { get; init; }
    public long? LowFen { get; init; }
    public long? AverageFen { get; init; }
    public long? HighFen { get; init; }
}
