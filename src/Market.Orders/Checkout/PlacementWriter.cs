using System.Data.Common;
using System.Text.Json;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Market.Orders.Stock;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Market.Orders.Checkout;

/// <summary>Writes a group of new orders and holds in the caller's transaction, with few statements.</summary>
internal sealed class PlacementWriter(OrdersDb db)
{
    /// <summary>Sets the goods aside: first come, first served, all of a placement or nothing.</summary>
    /// <remarks>Holds that end are locked before offers, offers in the order of their ids, and new holds are written in the order of their keys: groups seldom lock each other out, and one that is locked out is tried again.</remarks>
    /// <param name="mostHolds">How many holds one person may have at a time.</param>
    /// <param name="again">Whether the group lost a race before.</param>
    /// <returns>Why which placements got nothing, by their ids.</returns>
    /// <exception cref="RuleException"><c>reservation.expired</c>: then the transaction must be rolled back.</exception>
    public async Task<Dictionary<Guid, RuleException>> SetAsideAsync(IReadOnlyList<Placement> placements, int mostHolds, bool again, CancellationToken ct)
    {
        foreach (var order in placements.OfType<OrderPlacement>().Where(x => x.Held.Count > 0)) await RedeemAsync(order, ct);
        var refused = await new HoldSlots(db, mostHolds).AssignAsync([.. placements.OfType<HoldPlacement>()], again, ct);
        await TakeAsync([.. placements.Where(x => !refused.ContainsKey(x.Id))], refused, ct);
        return refused;
    }

    /// <summary>Writes placements whose goods are set aside.</summary>
    public async Task WriteAsync(IReadOnlyList<Placement> placements, CancellationToken ct)
    {
        var (orders, holds) = (placements.OfType<OrderPlacement>().ToList(), placements.OfType<HoldPlacement>().ToList());
        var lines = orders.SelectMany(x => x.Lines, (x, line) => (x.Order, Line: line)).ToList();
        await db.BulkInsertAsync(orders.ConvertAll(x => x.Order), ct);
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
        await db.BulkInsertAsync([.. holds.Select(x => x.Hold).OrderBy(x => x.HolderId).ThenBy(x => x.Slot)], ct);
        await db.BulkInsertAsync([
            .. orders.SelectMany(x => x.Held, (x, hold) => Moved(MovementKind.Released, hold.OfferId, hold.Milli, hold.Id, x.At)),
            .. lines.Select(x => Moved(MovementKind.Reserved, x.Line.OfferId, x.Line.OrderedMilli, x.Line.Id, x.Order.PlacedAt)),
            .. holds.Select(x => Moved(MovementKind.Reserved, x.Hold.OfferId, x.Hold.Milli, x.Id, x.At))], ct);
        await db.BulkInsertAsync(placements.Select(x => Once.Record(x.Key, x.Id, x.At)).ToList(), ct);
        await db.BulkInsertAsync(orders.ConvertAll(x => OutboxMessage.Of(
            new OrderPlaced(x.Id, x.Order.Number, x.Order.BuyerId, x.Order.TotalFen, x.Order.ExpiresAt), x.At)), ct);
    }

    private static StockMovement Moved(MovementKind kind, Guid offer, long milli, Guid line, DateTime at) => new() { OfferId = offer, Kind = kind, Milli = milli, LineId = line, At = at };

    /// <summary>The order has the goods from here on: its holds end, and what they reserved stays reserved.</summary>
    private async Task RedeemAsync(OrderPlacement order, CancellationToken ct)
    {
        var (slots, ids) = (order.Held.Select(x => x.Slot).ToList(), order.Held.Select(x => x.Id).ToList());
        var ended = await db.Holds.Where(x => x.HolderId == order.Order.BuyerId && slots.Contains(x.Slot) && ids.Contains(x.Id) && x.ExpiresAt > order.At).ExecuteDeleteAsync(ct);
        if (ended != ids.Count) throw HoldDesk.Expired();
    }

    private async Task TakeAsync(List<Placement> placements, Dictionary<Guid, RuleException> refused, CancellationToken ct)
    {
        var take = new Take(db);
        var wanted = placements.SelectMany(x => x.Portions).GroupBy(x => x.OfferId).OrderBy(x => x.Key).Select(x => (Offer: x.Key, Milli: x.Sum(y => y.Milli))).ToList();
        if (wanted.Count == 0) return;
        var taken = await take.TryAsync(wanted, ct);
        var scarce = wanted.Where((_, i) => !taken[i]).Select(x => x.Offer).ToHashSet();
        foreach (var placement in scarce.Count == 0 ? [] : placements)
        {
            var had = placement.Portions.Where(x => !scarce.Contains(x.OfferId)).ToList();
            foreach (var portion in placement.Portions.Where(x => scarce.Contains(x.OfferId)).OrderBy(x => x.OfferId))
            {
                if ((await take.TryAsync([(portion.OfferId, portion.Milli)], ct))[0]) had.Add(portion);
                else refused.TryAdd(placement.Id, StockBook.Insufficient(portion.Name));
            }
            if (refused.ContainsKey(placement.Id) && had.Count > 0) await take.GiveBackAsync(had, ct);
        }
    }

    /// <summary>The guarded statement of <see cref="StockBook.ReserveAsync"/> for many offers: one by one in the process, all at once on a server.</summary>
    private sealed class Take(OrdersDb db)
    {
        private const string One = "UPDATE orders_stock SET AvailableMilli = AvailableMilli - @milli, ReservedMilli = ReservedMilli + @milli WHERE OfferId = @offer AND AvailableMilli >= @milli";
        private const string Many = """
            UPDATE orders_stock s JOIN JSON_TABLE(@wanted, '$[*]' COLUMNS(Offer CHAR(36) CHARACTER SET ascii COLLATE ascii_general_ci PATH '$[0]', Milli BIGINT PATH '$[1]')) w ON w.Offer = s.OfferId
            SET s.AvailableMilli = s.AvailableMilli - w.Milli, s.ReservedMilli = s.ReservedMilli + w.Milli WHERE s.AvailableMilli >= w.Milli
            """;
        private readonly DbConnection _connection = db.Database.GetDbConnection();
        private readonly DbTransaction _transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        private readonly RelationalTypeMapping _id = db.Model.FindEntityType(typeof(StockItem))!.FindProperty(nameof(StockItem.OfferId))!.GetRelationalTypeMapping();

        /// <returns>For each offer: false when not enough is available.</returns>
        public async Task<bool[]> TryAsync(IReadOnlyList<(Guid Offer, long Milli)> wanted, CancellationToken ct)
        {
            if (wanted.Count == 1 || _connection is SqliteConnection) return await OneByOneAsync(wanted, ct);
            await _transaction.SaveAsync("take", ct);
            if (await TogetherAsync(wanted, ct) == wanted.Count) return [.. wanted.Select(_ => true)];
            // The server counts all of them together: which one lacked has to be found out.
            await _transaction.RollbackAsync("take", ct);
            return await OneByOneAsync(wanted, ct);
        }

        public async Task GiveBackAsync(IReadOnlyList<Portion> portions, CancellationToken ct)
        {
            if (!(await TryAsync([.. portions.Select(x => (x.OfferId, -x.Milli))], ct)).All(x => x)) throw new InvalidOperationException("Goods that were set aside cannot be given back.");
        }

        private async Task<bool[]> OneByOneAsync(IReadOnlyList<(Guid Offer, long Milli)> wanted, CancellationToken ct)
        {
            await using var command = Command(One);
            command.Parameters.Add(_id.CreateParameter(command, "@offer", null, nullable: true));
            command.Parameters.Add(Named(command.CreateParameter(), "@milli"));
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
            await using var command = Command(Many);
            command.Parameters.Add(Named(command.CreateParameter(), "@wanted", JsonSerializer.Serialize(wanted.Select(x => new object[] { x.Offer, x.Milli }))));
            return await command.ExecuteNonQueryAsync(ct);
        }

        private DbCommand Command(string sql)
        {
            var command = _connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, _transaction);
            return command;
        }

        private static DbParameter Named(DbParameter parameter, string name, object? value = null)
        {
            (parameter.ParameterName, parameter.Value) = (name, value);
            return parameter;
        }
    }
}
