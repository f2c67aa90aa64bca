using Market.Kernel;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Stock;

/// <summary>Moves stock between its counters by guarded single statements: two buyers can never have the same goods.</summary>
public sealed class StockBook(OrdersDb db, TimeProvider clock)
{
    /// <summary>Takes goods in.</summary>
    /// <param name="milli">1 to 9,000,000,000,000 thousandths of the offer's unit.</param>
    public async Task ReceiveAsync(Guid offerId, Guid cooperativeId, long milli, Guid actor, CancellationToken ct)
    {
        if (milli is < 1 or > Kernel.Values.Quantity.MaxMilli)
            throw new RuleException("stock.quantity_range", "Enter a quantity above zero.", "quantity");
        var now = clock.GetUtcNow().UtcDateTime;
        if (!await db.Stock.AnyAsync(x => x.OfferId == offerId, ct))
            db.Stock.Add(new StockItem { OfferId = offerId, CooperativeId = cooperativeId });
        await db.SaveChangesAsync(ct);
        await db.Stock.Where(x => x.OfferId == offerId && x.CooperativeId == cooperativeId).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.ReceivedMilli, x => x.ReceivedMilli + milli)
            .SetProperty(x => x.AvailableMilli, x => x.AvailableMilli + milli), ct);
        Note(new StockMovement { OfferId = offerId, Kind = MovementKind.Received, Milli = milli, ActorId = actor, At = now });
    }

    /// <summary>Writes off goods that spoiled before they were sold.</summary>
    /// <exception cref="RuleException"><c>stock.insufficient</c></exception>
    public async Task WasteAsync(Guid offerId, Guid cooperativeId, long milli, Guid actor, CancellationToken ct)
    {
        var moved = await db.Stock.Where(x => x.OfferId == offerId && x.CooperativeId == cooperativeId && x.AvailableMilli >= milli)
            .ExecuteUpdateAsync(set => set
                .SetProperty(x => x.AvailableMilli, x => x.AvailableMilli - milli)
                .SetProperty(x => x.WastedMilli, x => x.WastedMilli + milli), ct);
        if (moved == 0) throw Insufficient("");
        Note(new StockMovement { OfferId = offerId, Kind = MovementKind.Wasted, Milli = milli, ActorId = actor, At = clock.GetUtcNow().UtcDateTime });
    }

    /// <summary>available to reserved, or nothing.</summary>
    /// <returns>false when not enough is available.</returns>
    internal async Task<bool> ReserveAsync(Guid offerId, long milli, Guid lineId, DateTime now, CancellationToken ct)
    {
        var moved = await db.Stock.Where(x => x.OfferId == offerId && x.AvailableMilli >= milli).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.AvailableMilli, x => x.AvailableMilli - milli)
            .SetProperty(x => x.ReservedMilli, x => x.ReservedMilli + milli), ct);
        if (moved == 0) return false;
        Note(new StockMovement { OfferId = offerId, Kind = MovementKind.Reserved, Milli = milli, LineId = lineId, At = now });
        return true;
    }

    /// <summary>reserved back to available.</summary>
    internal Task ReleaseAsync(Guid offerId, long milli, Guid lineId, DateTime now, CancellationToken ct) =>
        MoveAsync(db.Stock.Where(x => x.OfferId == offerId && x.ReservedMilli >= milli).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.ReservedMilli, x => x.ReservedMilli - milli)
            .SetProperty(x => x.AvailableMilli, x => x.AvailableMilli + milli), ct),
            new StockMovement { OfferId = offerId, Kind = MovementKind.Released, Milli = milli, LineId = lineId, At = now });

    /// <summary>reserved to sold: the order is paid.</summary>
    internal Task SellAsync(Guid offerId, long milli, Guid lineId, DateTime now, CancellationToken ct) =>
        MoveAsync(db.Stock.Where(x => x.OfferId == offerId && x.ReservedMilli >= milli).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.ReservedMilli, x => x.ReservedMilli - milli)
            .SetProperty(x => x.SoldMilli, x => x.SoldMilli + milli), ct),
            new StockMovement { OfferId = offerId, Kind = MovementKind.Sold, Milli = milli, LineId = lineId, At = now });

    /// <summary>sold back to available: cancelled before packing.</summary>
    internal Task UnsellAsync(Guid offerId, long milli, Guid lineId, DateTime now, CancellationToken ct) =>
        MoveAsync(db.Stock.Where(x => x.OfferId == offerId && x.SoldMilli >= milli).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.SoldMilli, x => x.SoldMilli - milli)
            .SetProperty(x => x.AvailableMilli, x => x.AvailableMilli + milli), ct),
            new StockMovement { OfferId = offerId, Kind = MovementKind.Unsold, Milli = milli, LineId = lineId, At = now });

    /// <summary>sold to wasted: the goods turned out not to be there.</summary>
    internal Task ShortShipAsync(Guid offerId, long milli, Guid lineId, DateTime now, CancellationToken ct) =>
        MoveAsync(db.Stock.Where(x => x.OfferId == offerId && x.SoldMilli >= milli).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.SoldMilli, x => x.SoldMilli - milli)
            .SetProperty(x => x.WastedMilli, x => x.WastedMilli + milli), ct),
            new StockMovement { OfferId = offerId, Kind = MovementKind.ShortShipped, Milli = milli, LineId = lineId, At = now });

    /// <summary>reserved to wasted: a harvest fell short of its forecast.</summary>
    internal Task LoseReservedAsync(Guid offerId, long milli, Guid lineId, DateTime now, CancellationToken ct) =>
        MoveAsync(db.Stock.Where(x => x.OfferId == offerId && x.ReservedMilli >= milli).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.ReservedMilli, x => x.ReservedMilli - milli)
            .SetProperty(x => x.WastedMilli, x => x.WastedMilli + milli), ct),
            new StockMovement { OfferId = offerId, Kind = MovementKind.Lost, Milli = milli, LineId = lineId, At = now });

    /// <summary>The refusal a buyer sees.</summary>
    internal static RuleException Insufficient(string name) =>
        new("stock.insufficient", "There is not enough left of this product.", "quantity", name);

    private async Task MoveAsync(Task<int> update, StockMovement movement)
    {
        if (await update != 1)
            throw new InvalidOperationException($"Stock of offer {movement.OfferId} does not hold {movement.Milli} to be {movement.Kind}.");
        Note(movement);
    }

    private void Note(StockMovement movement) => db.StockMovements.Add(movement);
}
