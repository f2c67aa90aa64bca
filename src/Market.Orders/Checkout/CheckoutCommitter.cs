using System.Threading.Channels;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Market.Orders.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Market.Orders.Checkout;

/// <summary>Commits many orders with one durable write; each is answered only after it (docs/adr/0006).</summary>
/// <remarks>Correctness lies in the guarded statements and the unique keys, so every replica can have its own committer.</remarks>
public sealed class CheckoutCommitter(IServiceScopeFactory scopes) : BackgroundService
{
    private const int Largest = 256;
    private const int Attempts = 8;

    private sealed record Pending(Order Order, OnceKey Key, TaskCompletionSource<Guid> Answer);

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(4096) { SingleReader = true });

    /// <returns>The id of the order that is now durable: this one, or the first one of the same key.</returns>
    internal async Task<Guid> CommitAsync(Order order, OnceKey key, CancellationToken ct)
    {
        var pending = new Pending(order, key, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(pending, ct);
        return await pending.Answer.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Pending>(Largest);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
            {
                while (batch.Count < Largest && _queue.Reader.TryRead(out var pending)) batch.Add(pending);
                if (!await TryCommitAsync(batch, CancellationToken.None))
                    foreach (var pending in batch) await CommitAloneAsync(pending);
                batch.Clear();
            }
        }
        finally
        {
            // A stopping host answers those who still wait: nothing of theirs was written.
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var pending)) pending.Answer.TrySetCanceled(stoppingToken);
        }
    }

    private async Task CommitAloneAsync(Pending pending)
    {
        for (var attempt = 1; !await TryCommitAsync([pending], CancellationToken.None, last: attempt == Attempts); attempt++)
            await Task.Delay(Random.Shared.Next(1, 10 * attempt));
    }

    /// <returns>false when another writer was faster and nothing was kept.</returns>
    private async Task<bool> TryCommitAsync(List<Pending> batch, CancellationToken ct, bool last = false)
    {
        var answers = new List<Action>(batch.Count);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<OrdersDb>();
            db.Database.AutoSavepointsEnabled = false;
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var stock = scope.ServiceProvider.GetRequiredService<StockBook>();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var known = await KnownAsync(db, batch, ct);
            foreach (var pending in batch) answers.Add(await StageAsync(db, stock, transaction, pending, known));
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (Exception failure) when (!last && (batch.Count > 1 || Transactions.IsLostRace(failure)))
        {
            return false;
        }
        catch (Exception failure) when (batch.Count == 1)
        {
            // The caller waits for an answer; this is the one place where it can be given.
            batch[0].Answer.TrySetException(failure);
            return true;
        }
        foreach (var answer in answers) answer();
        return true;
    }

    private static async Task<Dictionary<(Guid, string), IdempotencyRecord>> KnownAsync(OrdersDb db, List<Pending> batch, CancellationToken ct)
    {
        var keys = batch.ConvertAll(x => x.Key.Key);
        var rows = await db.Idempotency.AsNoTracking().Where(x => keys.Contains(x.Key)).ToListAsync(ct);
        return rows.ToDictionary(x => (x.PrincipalId, x.Key));
    }

    private static async Task<Action> StageAsync(OrdersDb db, StockBook stock, IDbContextTransaction transaction, Pending pending,
        Dictionary<(Guid, string), IdempotencyRecord> known)
    {
        var (order, key, answer) = pending;
        if (known.TryGetValue((key.PrincipalId, key.Key), out var first))
            return first.BodyHash == key.BodyHash
                ? () => answer.TrySetResult(first.ResultId)
                : () => answer.TrySetException(new RuleException("idempotency.key_reused", "This Idempotency-Key was used for another request."));

        var lines = order.SubOrders.SelectMany(x => x.Lines).OrderBy(x => x.OfferId).ToList();
        if (lines.Count > 1) await transaction.CreateSavepointAsync("checkout");
        foreach (var line in lines)
        {
            if (await stock.ReserveAsync(line.OfferId, line.OrderedMilli, line.Id, order.PlacedAt, CancellationToken.None)) continue;
            if (lines.Count > 1) await transaction.RollbackToSavepointAsync("checkout");
            var ids = lines.Select(x => x.Id).ToHashSet();
            foreach (var entry in db.ChangeTracker.Entries<StockMovement>().Where(x => x.Entity.LineId is { } id && ids.Contains(id)).ToList())
                entry.State = EntityState.Detached;
            return () => answer.TrySetException(StockBook.Insufficient(line.Name));
        }
        Keep(db, order, lines);
        var record = Once.Record(key, order.Id, order.PlacedAt);
        db.Idempotency.Add(known[(key.PrincipalId, key.Key)] = record);
        return () => answer.TrySetResult(order.Id);
    }

    private static void Keep(OrdersDb db, Order order, List<OrderLine> lines)
    {
        db.Orders.Add(order);
        db.Reservations.AddRange(lines.Select(line => new Reservation
        {
            LineId = line.Id,
            OrderId = order.Id,
            OfferId = line.OfferId,
            Milli = line.OrderedMilli,
            ExpiresAt = order.ExpiresAt,
        }));
        db.Outbox.Add(OutboxMessage.Of(new OrderPlaced(order.Id, order.Number, order.BuyerId, order.TotalFen, order.ExpiresAt), order.PlacedAt));
    }
}
