
namespace Market.Orders.Stock;

/// <summary>What a cooperative has of one offer, in thousandths of the offer's unit.</summary>
/// <remarks>
/// received = available + reserved + sold + wasted - returned, and none is negative. The counters change only by guarded
/// single statements (<see cref="StockBook"/>), each with its <see cref="StockMovement"/> in the same transaction.
/// </remarks>
internal sealed class StockItem
{
    public Guid OfferId { get; init; }

    /// <summary>The lot these goods are from; null while the cooperative keeps no lots.</summary>
    public Guid? LotId { get; init; }
    public Guid CooperativeId { get; init; }
    public long ReceivedMilli { get; init; }
    public long AvailableMilli { get; init; }
    public long ReservedMilli { get; init; }
    public long SoldMilli { get; init; }
    public long WastedMilli { get; init; }
    public long ReturnedMilli { get; init; }
}

/// <summary>Why stock changed.</summary>
public enum MovementKind { Received, Reserved, Released, Sold, Unsold, Wasted, ShortShipped, Lost }

/// <summary>One change of a stock item: the counters are the sums of these rows.</summary>
internal sealed class StockMovement
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid OfferId { get; init; }
    public MovementKind Kind { get; init; }

    /// <summary>Positive thousandths of the unit; the kind says from which counter to which.</summary>
    public long Milli { get; init; }
    public Guid? LineId { get; init; }
    public Guid? ActorId { get; init; }
    public DateTime At { get; init; }
}
