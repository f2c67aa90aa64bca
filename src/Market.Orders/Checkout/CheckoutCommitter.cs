using System.Data;
using System.Threading.Channels;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Market.Orders.Checkout;

/// <summary>Commits many orders and holds with one durable write; each is answered only after it (docs/adr/0006).</summary>
/// <remarks>Correctness lies in the guarded statements and the unique keys, so every replica can have its own committer.</remarks>
public sealed class CheckoutCommitter(IServiceScopeFactory scopes, CheckoutReads reads, OrdersSettings settings, ILogger<CheckoutCommitter> log) : BackgroundService
{
    private const int Largest = 256;
    private const int Attempts = 8;

    private sealed record Pending(Placement Placement, TaskCompletionSource<Guid> Answer);

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(4096) { SingleReader = true });

    /// <summary>Sets goods of one offer aside, durably, once per key.</summary>
    /// <returns>The hold; a repeat of the key finds the first one.</returns>
    /// <exception cref="RuleException"><c>stock.insufficient</c>, <c>offer.not_on_sale</c>, <c>quantity.unit</c>, <c>quantity.step</c>, <c>reservation.too_many</c>, <c>idempotency.key_reused</c>, <c>changed_meanwhile</c> when others were faster each time; <c>reservation.expired</c> when a repeat finds that the first one has ended.</exception>
    public async Task<HoldView> SetAsideAsync(Guid holder, WantedLine wanted, OnceKey key, DateTime now, CancellationToken ct)
    {
        var hold = new Hold { HolderId = holder, OfferId = wanted.OfferId, Unit = wanted.Quantity.Unit, Milli = wanted.Quantity.Milli, ExpiresAt = now + settings.HoldFor };
        var id = await CommitAsync(new HoldPlacement(hold, now, key), ct);
        if (id == hold.Id) return hold.View();
        await using var scope = scopes.CreateAsyncScope();
        var first = await scope.ServiceProvider.GetRequiredService<OrdersDb>().Holds.AsNoTracking().SingleOrDefaultAsync(x => x.HolderId == holder && x.Id == id && x.ExpiresAt > now, ct);
        return first?.View() ?? throw HoldDesk.Expired();
    }

    /// <returns>The id of what is durable now: this placement's, or the first one's of the same key.</returns>
    internal async Task<Guid> CommitAsync(Placement placement, CancellationToken ct)
    {
        var pending = new Pending(placement, new(TaskCreationOptions.RunContinuationsAsynchronously));
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
                // Keys are new nearly always: whether they are is asked only when a group met one that was not.
                if (!await TryCommitAsync(batch, asked: false, CancellationToken.None) && !await TryCommitAsync(batch, asked: true, CancellationToken.None))
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
        for (var attempt = 1; !await TryCommitAsync([pending], asked: true, CancellationToken.None, last: attempt == Attempts); attempt++)
            await Task.Delay(Random.Shared.Next(1, 10 * attempt));
    }

    /// <param name="asked">Whether to look first for what was done under these keys before; if not, their unique index tells.</param>
    /// <returns>false when another writer was faster and nothing was kept.</returns>
    private async Task<bool> TryCommitAsync(List<Pending> batch, bool asked, CancellationToken ct, bool last = false)
    {
        var answers = new List<Action>(batch.Count);
        try
        {
            var refused = await reads.RefuseAsync([.. batch.Select(x => x.Placement).OfType<HoldPlacement>()], ct);
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<OrdersDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
            var fresh = Fresh(batch, asked ? await KnownAsync(db, batch, ct) : [], answers);
            if (fresh.Count > 0)
            {
                var writer = new PlacementWriter(db);
                foreach (var (id, rule) in await writer.SetAsideAsync([.. fresh.Select(x => x.Placement).Where(x => !refused.ContainsKey(x.Id))], settings.MostHolds, again: asked, ct)) refused[id] = rule;
                // A repeat of what is sold out by now is no refusal.
                var repeats = asked || refused.Count == 0 ? [] : await KnownAsync(db, fresh.FindAll(x => refused.ContainsKey(x.Placement.Id)), ct);
                await writer.WriteAsync([.. fresh.Select(x => x.Placement).Where(x => !refused.ContainsKey(x.Id))], ct);
                foreach (var (placement, answer) in fresh)
                {
                    if (!refused.TryGetValue(placement.Id, out var rule)) answers.Add(() => answer.TrySetResult(placement.Id));
                    else if (repeats.TryGetValue(Name(placement.Key), out var first)) answers.Add(() => Tell(first, placement.Key, answer));
                    else answers.Add(() => answer.TrySetException(rule));
                }
            }
            await transaction.CommitAsync(ct);
        }
        catch (Exception failure) when (!last && (batch.Count > 1 || Transactions.IsLostRace(failure)))
        {
            // Each is tried alone; that a group fails although nobody was faster would otherwise only make the shop slow.
            if (!Transactions.IsLostRace(failure) && failure is not RuleException) log.LogWarning(failure, "A group of {Count} failed", batch.Count);
            return false;
        }
        catch (Exception failure) when (batch.Count == 1)
        {
            // The caller waits for an answer; this is the one place where it can be given.
            batch[0].Answer.TrySetException(Transactions.IsLostRace(failure) ? new RuleException("changed_meanwhile", "Somebody changed this meanwhile: look again, then repeat.") : failure);
            return true;
        }
        foreach (var answer in answers) answer();
        return true;
    }

    private static (Guid, string) Name(OnceKey key) => (key.PrincipalId, key.Key);

    private static async Task<Dictionary<(Guid, string), IdempotencyRecord>> KnownAsync(OrdersDb db, List<Pending> batch, CancellationToken ct) =>
        (await KnownKeys.AmongAsync(db, batch.ConvertAll(x => x.Placement.Key), ct)).ToDictionary(x => (x.PrincipalId, x.Key));

    private static void Tell(IdempotencyRecord first, OnceKey key, TaskCompletionSource<Guid> answer) => _ = first.BodyHash == key.BodyHash ? answer.TrySetResult(first.ResultId) : answer.TrySetException(Once.Reused());

    /// <summary>Those whose key is new; the others are answered with the first one of their key.</summary>
    private static List<Pending> Fresh(List<Pending> batch, Dictionary<(Guid, string), IdempotencyRecord> known, List<Action> answers)
    {
        var fresh = new List<Pending>(batch.Count);
        foreach (var pending in batch)
        {
            var (placement, answer) = pending;
            var key = placement.Key;
            if (known.TryAdd(Name(key), Once.Record(key, placement.Id, placement.At)))
            {
                fresh.Add(pending);
                continue;
            }
            var first = known[Name(key)];
            if (first.BodyHash == key.BodyHash && fresh.Find(x => x.Placement.Id == first.ResultId) is { } twin)
                // Two of one key in one group: the second hears what becomes of the first.
                answers.Add(() => _ = twin.Answer.Task.ContinueWith(x => Follow(x, answer), TaskScheduler.Default));
            else answers.Add(() => Tell(first, key, answer));
        }
        return fresh;
    }

    private static void Follow(Task<Guid> first, TaskCompletionSource<Guid> second)
    {
        if (first.IsCompletedSuccessfully) second.TrySetResult(first.Result);
        else if (first.Exception is { } failure) second.TrySetException(failure.InnerExceptions);
        else second.TrySetCanceled();
    }
}
