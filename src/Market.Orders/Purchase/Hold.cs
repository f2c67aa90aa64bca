using Market.Kernel.Values;

namespace Market.Orders.Purchase;

/// <summary>Goods set aside for somebody who is about to order. The row ends with the hold: ordered, given back or run out.</summary>
internal sealed class Hold
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid HolderId { get; init; }

    /// <summary>From 0: a person has as many slots as they may have holds, and each is taken once.</summary>
    public int Slot { get; set; }
    public Guid OfferId { get; init; }
    public Unit Unit { get; init; }
    public long Milli { get; init; }
    public DateTime ExpiresAt { get; init; }

    public HoldView View() => new(Id, OfferId, new(Milli, Unit), ExpiresAt);
}

/// <summary>Goods that nobody else can buy until <paramref name="ExpiresAt"/>.</summary>
/// <param name="Id">Named on the order's line, it makes the order take these goods.</param>
public sealed record HoldView(Guid Id, Guid OfferId, Quantity Quantity, DateTime ExpiresAt);
