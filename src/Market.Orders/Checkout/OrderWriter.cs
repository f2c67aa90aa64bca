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
        var take = new Take(db);
        var wanted = orders.SelectMany(Lines).GroupBy(x => x.OfferId).OrderBy(x => x.Key).Select(x => (Offer: x.Key, Milli: x.Sum(y => y.OrderedMilli))).ToList();
        var taken = await take.TryAsync(wanted, ct);
        var scarce = wanted.Where((_, i) => !taken[i]).Select(x => x.Offer).ToHashSet();

        var lacking = new Dictionary<Order, OrderLine>();
        foreach (var order in scarce.Count == 0 ? [] : orders)
        {
            var held = Lines(order).Where(x => !scarce.Contains(x.OfferId)).ToList();
            foreach (var line in Lines(order).Where(x => scarce.Contains(x.OfferId)).OrderBy(x => x.OfferId))
            {
                if ((await take.TryAsync([(line.OfferId, line.OrderedMilli)], ct))[0]) held.Add(line);
                else lacking.TryAdd(order, line);
            }
            if (lacking.ContainsKey(order)) await take.GiveBackAsync(held, ct);
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

    /// <summary>The guarded statement of <see cref="StockBook.ReserveAsync"/> for many offers: prepared once, or sent together where the driver can.</summary>
    private sealed class Take(OrdersDb db)
    {
        private const string Sql = "UPDATE orders_stock SET AvailableMilli = AvailableMilli - @milli, ReservedMilli = ReservedMilli + @milli WHERE OfferId = @offer AND AvailableMilli >= @milli";
        private readonly DbConnection _connection = db.Database.GetDbConnection();
        private readonly DbTransaction _transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        private readonly RelationalTypeMapping _id = db.Model.FindEntityType(typeof(StockItem))!.FindProperty(nameof(StockItem.OfferId))!.GetRelationalTypeMapping();

        /// <returns>For each offer: false when not enough is available.</returns>
        public async Task<bool[]> TryAsync(IReadOnlyList<(Guid Offer, long Milli)> wanted, CancellationToken ct)
        {
            if (!_connection.CanCreateBatch || wanted.Count == 1) return await OneByOneAsync(wanted, ct);
            await _transaction.SaveAsync("take", ct);
            if (await TogetherAsync(wanted, ct) == wanted.Count) return [.. wanted.Select(_ => true)];
            // The driver counts all of them together: which one lacked has to be found out.
            await _transaction.RollbackAsync("take", ct);
            return await OneByOneAsync(wanted, ct);
        }

        public async Task GiveBackAsync(IReadOnlyList<OrderLine> lines, CancellationToken ct)
        {
            if (!(await TryAsync([.. lines.Select(x => (x.OfferId, -x.OrderedMilli))], ct)).All(x => x)) throw new InvalidOperationException("Goods that were set aside cannot be given back.");
        }

        private async Task<bool[]> OneByOneAsync(IReadOnlyList<(Guid Offer, long Milli)> wanted, CancellationToken ct)
        {
            await using var command = _connection.CreateCommand();
            (command.CommandText, command.Transaction) = (Sql, _transaction);
            command.Parameters.Add(_id.CreateParameter(command, "@offer", null, nullable: true));
            command.Parameters.Add(Number(command.CreateParameter()));
            var done = new bool[wanted.Count];
            for (var i = 0; i < done.Length; i++)
            {
                (command.Parameters[0].Value, command.Parameters[1].Value) = wanted[i];
                done[i] = await command.ExecuteNonQueryAsync(ct) == 1;
            }
            return done;
        }

        /// <returns>How many offers had enough.</returns>
        private async Task<int> TogetherAsync(IReadOnlyList<(Guid Offer, long Milli)> wanted, CancellationToken ct)
        {
            if (wanted.Count == 0) return 0;
            await using var batch = _connection.CreateBatch();
            batch.Transaction = _transaction;
            using var maker = _connection.CreateCommand();
            foreach (var (offer, milli) in wanted)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = Sql;
                command.Parameters.Add(_id.CreateParameter(maker, "@offer", offer, nullable: true));
                command.Parameters.Add(Number(maker.CreateParameter(), milli));
                batch.BatchCommands.Add(command);
            }
            return await batch.ExecuteNonQueryAsync(ct);
        }

        private static DbParameter Number(DbParameter parameter, long? value = null)
        {
            (parameter.ParameterName, parameter.Value) = ("@milli", value);
            return parameter;
        }
    }
}
