namespace Market.Orders.Contracts.Agreements;

/// <summary>Which party.</summary>
public enum ContractSide { Chain, Supplier }

/// <summary>A week's market quotation as one party recorded it; it counts when both recorded the same.</summary>
internal sealed class Quotation
{
    public Guid FigureId { get; init; }

    /// <summary>Monday.</summary>
    public DateOnly Week { get; init; }
    public ContractSide Side { get; init; }
    public long FenPerKg { get; init; }
    public Guid ActorId { get; init; }
    public DateTime At { get; init; }
}
