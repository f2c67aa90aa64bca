
namespace Market.Orders.Purchase;

/// <summary>Held until paid; then exactly one of claimed, released (cancelled) or expired.</summary>
internal enum ReservationState { Held, Claimed, Released, Expired }

/// <summary>Goods set aside for one order line.</summary>
internal sealed class Reservation
{
    public Guid LineId { get; init; }
    public Guid OrderId { get; init; }
    public Guid OfferId { get; init; }
    public long Milli { get; set; }
    public ReservationState State { get; set; }
    public DateTime ExpiresAt { get; set; }
}
