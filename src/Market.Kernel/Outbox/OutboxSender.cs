using Market.Kernel.Data;
using Market.Kernel.Hosting;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Kernel.Outbox;

/// <summary>Sends a module's outbox through the in-process bus: claims rows by a conditional update, sends, marks sent.</summary>
/// <remarks>
/// A claim is a lease: a process that dies gives its rows back after <see cref="Lease"/>. A message may therefore be sent
/// twice; the consumer's inbox receipt makes the second one a no-op.
/// </remarks>
public sealed class OutboxSender<TDb>(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxSender<TDb>> log)
    : Worker(clock, log) where TDb : DbContext
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private const int Batch = 200;

    /// <summary>Asked four times a second by every module.</summary>
    private static readonly KeptQuery<Func<TDb, DateTime, IAsyncEnumerable<Guid>>> Due = new(() => EF.CompileAsyncQuery((TDb db, DateTime now) =>
        db.Set<OutboxMessage>().Where(x => x.SentAt == null && (x.LeaseUntil == null || x.LeaseUntil < now)).OrderBy(x => x.CreatedAt).ThenBy(x => x.Id).Take(Batch).Select(x => x.Id)));

    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(250);

    protected override async Task<bool> PassAsync(CancellationToken ct) => await SendDueAsync(ct) > 0;

    /// <summary>Claims and sends up to 200 due messages, oldest first; claimed and marked in one statement each.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var (outbox, sent) = (db.Set<OutboxMessage>(), new List<Guid>());
        foreach (var message in await ClaimAsync(db, outbox, ct))
            if (await SendAsync(outbox, message, ct)) sent.Add(message.Id);
        if (sent.Count == 0) return 0;
        var at = Clock.GetUtcNow().UtcDateTime;
        await outbox.Where(x => sent.Contains(x.Id)).ExecuteUpdateAsync(set => set.SetProperty(x => x.SentAt, at).SetProperty(x => x.Error, (string?)null), CancellationToken.None);
        return sent.Count;
    }

    private async Task<List<OutboxMessage>> ClaimAsync(TDb db, DbSet<OutboxMessage> outbox, CancellationToken ct)
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        var due = new List<Guid>();
        await foreach (var id in Due.For(db)(db, now).WithCancellation(ct)) due.Add(id);
        if (due.Count == 0) return [];
        // One mark per claim: what carries it afterwards is ours, whoever else looked at the same rows.
        var (mark, until) = ((Guid?)Guid.CreateVersion7(), (DateTime?)(now + Lease));
        await outbox.Where(x => due.Contains(x.Id) && x.SentAt == null && (x.LeaseUntil == null || x.LeaseUntil < now)).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.LeaseUntil, until).SetProperty(x => x.LeasedBy, mark).SetProperty(x => x.Attempts, x => x.Attempts + 1), ct);
        return await outbox.AsNoTracking().Where(x => x.LeasedBy == mark && x.SentAt == null).OrderBy(x => x.CreatedAt).ThenBy(x => x.Id).ToListAsync(ct);
    }

    /// <returns>false when a consumer did not take it: the row comes back after its lease.</returns>
    private async Task<bool> SendAsync(DbSet<OutboxMessage> outbox, OutboxMessage message, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var bus = scope.ServiceProvider.GetRequiredService<IMediator>();
            await bus.Publish(message.Open(), Pipe.Execute<PublishContext>(context => context.MessageId = message.Id), ct);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever a consumer throws, the row stays; the reason is kept beside it.
            Log.LogError(failure, "Message {Id} of type {Type} was not taken", message.Id, message.Type);
            await outbox.Where(x => x.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Error, failure.Message), CancellationToken.None);
            return false;
        }
    }
}
