using System.Data;
using System.Threading.Channels;
using Market.Kernel.Data;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Market.Orders.Checkout;

/// <summary>Commits many orders and holds with one durable write; each is answered only after it (docs/adr/0006).</summary>
/// <remarks>Correctness lies in the guarded statements and the unique keys, so every replica can have its own committer.</remarks>
public sealed class CheckoutCommitter(IServiceScopeFactory scopes, OrdersSettings settings) : BackgroundService
{
    private const int Largest = 256;
    private const int Attempts = 8;

    private sealed record Pending(Placement Placement, TaskCompletionSource<Guid> Answer);

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(4096) { SingleReader = true });

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
                // Behind the requests that are ready to run: they join this group instead of waiting for the next.
                await Task.Yield();
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
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
            var fresh = await FreshAsync(db, batch, answers, ct);
            if (fresh.Count > 0)
            {
                var writer = new PlacementWriter(db);
                var refused = await writer.SetAsideAsync(fresh.ConvertAll(x => x.Placement), settings.MostHolds, ct);
                await writer.WriteAsync([.. fresh.Select(x => x.Placement).Where(x => !refused.ContainsKey(x.Id))], ct);
                foreach (var (placement, answer) in fresh)
                    answers.Add(refused.TryGetValue(placement.Id, out var rule) ? () => answer.TrySetException(rule) : () => answer.TrySetResult(placement.Id));
            }
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

    /// <summary>Those whose key is new; the others are answered with the first one of their key.</summary>
    private static async Task<List<Pending>> FreshAsync(OrdersDb db, List<Pending> batch, List<Action> answers, CancellationToken ct)
    {
        var known = (await Once.KnownAsync(db, batch.ConvertAll(x => x.Placement.Key), ct)).ToDictionary(x => (x.PrincipalId, x.Key));
        var fresh = new List<Pending>(batch.Count);
        foreach (var pending in batch)
        {
            var (placement, answer) = pending;
            var key = placement.Key;
            if (known.TryAdd((key.PrincipalId, key.Key), Once.Record(key, placement.Id, placement.At)))
            {
                fresh.Add(pending);
                continue;
            }
            var first = known[(key.PrincipalId, key.Key)];
            if (first.BodyHash != key.BodyHash) answers.Add(() => answer.TrySetException(Once.Reused()));
            else if (fresh.Find(x => x.Placement.Id == first.ResultId) is { } twin)
                // Two of one key in one group: the second hears what becomes of the first.
                answers.Add(() => _ = twin.Answer.Task.ContinueWith(x => Follow(x, answer), TaskScheduler.Default));
            else answers.Add(() => answer.TrySetResult(first.ResultId));
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
