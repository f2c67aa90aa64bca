
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

/// <summary>The one effect of a (person, key): a repeat finds it and does nothing.</summary>
internal sealed class IdempotencyRecord
{
    public Guid PrincipalId { get; init; }
    public string Key { get; init; } = "";

    /// <summary>SHA-256 of the request; the same key with another body is refused.</summary>
    public string BodyHash { get; init; } = "";
    public Guid ResultId { get; init; }
    public DateTime At { get; init; }
}
