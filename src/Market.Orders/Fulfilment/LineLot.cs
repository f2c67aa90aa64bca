namespace Market.Orders.Fulfilment;

/// <summary>How much of which lot left with a line of an order.</summary>
internal sealed class LineLot
{
    public Guid LineId { get; init; }
    public Guid OrderId { get; init; }

    /// <summary>Code of the lot, as traceability knows it.</summary>
    public string LotCode { get; init; } = "";

    /// <summary>1 and up.</summary>
    public long Grams { get; init; }
}
