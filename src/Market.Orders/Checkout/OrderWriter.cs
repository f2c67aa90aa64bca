using System.Data.Common;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Market.Orders.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Market.Orders.Checkout;

/// <summary>Writes a group of new orders in the caller's transaction, with few statements.</summary>
internal sealed class OrderWriter(OrdersDb db)
{
    /// <summary>Sets the goods aside: first come, first served, all of an order or nothing.</summary>
    /// <remarks>Offers are locked in the order of their ids, here as everywhere: groups cannot lock each other out.</remarks>
    /// <returns>Orders that got nothing, each with the line that lacked.</returns>
    public async Task<Dictionary<Order, OrderLine>> ReserveAsync(IReadOnlyList<Order> orders, CancellationToken ct)
    {
        await using var take = new Take(db);
        var scarce = new HashSet<Guid>();
        foreach (var wanted in orders.SelectMany(Lines).GroupBy(x => x.OfferId).OrderBy(x => x.Key))
            if (!await take.TryAsync(wanted.Key, wanted.Sum(x => x.OrderedMilli), ct)) scarce.Add(wanted.Key);

        var lacking = new Dictionary<Order, OrderLine>();
        foreach (var order in scarce.Count == 0 ? [] : orders)
        {
            var held = Lines(order).Where(x => !scarce.Contains(x.OfferId)).ToList();
            foreach (var line in Lines(order).Where(x => scarce.Contains(x.OfferId)).OrderBy(x => x.OfferId))
            {
                if (await take.TryAsync(line.OfferId, line.OrderedMilli, ct)) held.Add(line);
                else lacking.TryAdd(order, line);
            }
            foreach (var line in lacking.ContainsKey(order) ? held : []) await take.GiveBackAsync(line.OfferId, line.OrderedMilli, ct);
        }
        return lacking;
    }

    /// <summary>Writes orders whose goods are set aside.</summary>
    public async Task WriteAsync(IReadOnlyList<(Order Order, OnceKey Key)> orders, CancellationToken ct)
    {
        var lines = orders.SelectMany(x => Lines(x.Order), (x, line) => (x.Order, Line: line)).ToList();
        await db.BulkInsertAsync(orders.Select(x => x.Order).ToList(), ct);
        await db.BulkInsertAsync(orders.SelectMany(x => x.Order.SubOrders).ToList(), ct);
        await db.BulkInsertAsync(lines.ConvertAll(x => x.Line), ct);
        await db.BulkInsertAsync(orders.SelectMany(x => x.Order.Payments).ToList(), ct);
        await db.BulkInsertAsync(lines.ConvertAll(x => new Reservation
        {
            LineId = x.Line.Id,
            OrderId = x.Order.Id,
            OfferId = x.Line.OfferId,
            Milli = x.Line.OrderedMilli,
            ExpiresAt = x.Order.ExpiresAt,
        }), ct);
        await db.BulkInsertAsync(lines.ConvertAll(x => new StockMovement
        {
            OfferId = x.Line.OfferId,
            Kind = MovementKind.Reserved,
            Milli = x.Line.OrderedMilli,
            LineId = x.Line.Id,
            At = x.Order.PlacedAt,
        }), ct);
        await db.BulkInsertAsync(orders.Select(x => Once.Record(x.Key, x.Order.Id, x.Order.PlacedAt)).ToList(), ct);
        await db.BulkInsertAsync(orders.Select(x => OutboxMessage.Of(
            new OrderPlaced(x.Order.Id, x.Order.Number, x.Order.BuyerId, x.Order.TotalFen, x.Order.ExpiresAt), x.Order.PlacedAt)).ToList(), ct);
    }

    private static IEnumerable<OrderLine> Lines(Order order) => order.SubOrders.SelectMany(x => x.Lines);

    /// <summary>The guarded statement of <see cref="StockBook.ReserveAsync"/>, prepared once for many.</summary>
    private sealed class Take : IAsyncDisposable
    {
        private readonly DbCommand _command;

        public Take(OrdersDb db)
        {
            _command = db.Database.GetDbConnection().CreateCommand();
            _command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            _command.CommandText = "UPDATE orders_stock SET AvailableMilli = AvailableMilli - @milli, ReservedMilli = ReservedMilli + @milli WHERE OfferId = @offer AND AvailableMilli >= @milli";
            var offer = db.Model.FindEntityType(typeof(StockItem))!.FindProperty(nameof(StockItem.OfferId))!.GetRelationalTypeMapping();
            _command.Parameters.Add(offer.CreateParameter(_command, "@offer", null, nullable: true));
            var milli = _command.CreateParameter();
            milli.ParameterName = "@milli";
            _command.Parameters.Add(milli);
        }

        /// <returns>false when not enough is available.</returns>
        public async Task<bool> TryAsync(Guid offerId, long milli, CancellationToken ct)
        {
            (_command.Parameters[0].Value, _command.Parameters[1].Value) = (offerId, milli);
            return await _command.ExecuteNonQueryAsync(ct) == 1;
        }

        public async Task GiveBackAsync(Guid offerId, long milli, CancellationToken ct)
        {
            if (!await TryAsync(offerId, -milli, ct)) throw new InvalidOperationException($"Stock of offer {offerId} is gone.");
        }

        public ValueTask DisposeAsync() => _command.DisposeAsync();
    }
}
