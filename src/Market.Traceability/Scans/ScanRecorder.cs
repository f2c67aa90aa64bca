using System.Threading.Channels;
using Market.Traceability.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Market.Traceability.Scans;

/// <summary>Puts the scans of many shoppers into one transaction and answers each after the commit.</summary>
/// <remarks>Correctness stays in the rows' own counters, so every replica has its own recorder (docs/adr/0006).</remarks>
internal sealed class ScanRecorder(IServiceScopeFactory scopes) : BackgroundService
{
    /// <summary>Not all that wait: while some are written, others are answered.</summary>
    private const int Most = 64;

    private const int Together = 16;

    private readonly Channel<Waiting> waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(4096) { SingleReader = true });

    private sealed class Waiting(Scan scan)
    {
        public Scan Scan => scan;
        public TaskCompletionSource<ScanHistory> Done { get; } = new();
        public ScanHistory? History { private get; set; }
        public Exception? Failure { private get; set; }

        public void Answer()
        {
            if (Failure is { } failure) Done.TrySetException(failure);
            else Done.TrySetResult(History!);
        }
    }

    /// <summary>Records a scan.</summary>
    /// <returns>The code's history with this scan in it, committed.</returns>
    public async Task<ScanHistory> RecordAsync(Scan scan, CancellationToken ct)
    {
        var mine = new Waiting(scan);
        await waiting.Writer.WriteAsync(mine, ct);
        // Whoever leaves meanwhile is counted all the same.
        return await mine.Done.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>(Most);
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                batch.Clear();
                while (batch.Count < Most && waiting.Reader.TryRead(out var next)) batch.Add(next);
                await CommitAsync(batch, stoppingToken);
            }
        }
        finally
        {
            // Nobody records those any more.
            waiting.Writer.TryComplete();
            while (waiting.Reader.TryRead(out var left)) left.Done.TrySetCanceled(CancellationToken.None);
        }
    }

    private async Task CommitAsync(List<Waiting> batch, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var histories = await new ScanBook(scope.ServiceProvider.GetRequiredService<TraceDb>()).RecordAsync(batch.ConvertAll(x => x.Scan), ct);
            for (var i = 0; i < batch.Count; i++) batch[i].History = histories[i];
            Answer(batch);
        }
        catch (Exception failure)
        {
            // Whoever waits gets the failure; the recorder goes on with the next batch.
            batch.ForEach(x => x.Failure = failure);
            Answer(batch);
        }
    }

    /// <summary>Lets those who waited go on, elsewhere: the next batch is begun meanwhile. Many go on in one piece of work, for waking a thread costs as much as a page.</summary>
    private static void Answer(List<Waiting> answered)
    {
        foreach (var some in answered.Chunk(Together))
            ThreadPool.UnsafeQueueUserWorkItem(static x =>
            {
                foreach (var each in x) each.Answer();
            }, some, preferLocal: false);
    }
}
