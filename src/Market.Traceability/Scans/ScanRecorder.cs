using System.Threading.Channels;
using Market.Traceability.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Market.Traceability.Scans;

/// <summary>Puts the scans of many shoppers into one transaction and answers each after the commit.</summary>
/// <remarks>Correctness stays in the key of the scans, so every replica has its own recorder (docs/adr/0006).</remarks>
internal sealed class ScanRecorder(IServiceScopeFactory scopes) : BackgroundService
{
    /// <summary>Not all that wait: while some are written, others are answered.</summary>
    private const int Most = 64;

    private const int Together = 16;

    /// <summary>How long a connection with its statements is kept for the next scan.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

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

    // A thread of its own: while it waits for the disk, all threads of the pool answer shoppers.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Record(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Record(CancellationToken stopping)
    {
        try
        {
            while (IsAny(stopping)) Sit(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The shop closes.
        }
        finally
        {
            // Nobody records those any more.
            waiting.Writer.TryComplete();
            while (waiting.Reader.TryRead(out var left)) left.Done.TrySetCanceled(CancellationToken.None);
        }
    }

    /// <summary>Batch after batch over one connection, until one fails or nobody has scanned for a while.</summary>
    private void Sit(CancellationToken ct)
    {
        using var scope = scopes.CreateScope();
        using var book = new ScanBook(scope.ServiceProvider.GetRequiredService<TraceDb>());
        var batch = new List<Waiting>(Most);
        do
        {
            batch.Clear();
            while (batch.Count < Most && waiting.Reader.TryRead(out var next)) batch.Add(next);
        }
        while (CommitAsync(batch, book, ct).GetAwaiter().GetResult() && IsMore(ct));
    }

    private bool IsAny(CancellationToken ct) => waiting.Reader.TryPeek(out _) || waiting.Reader.WaitToReadAsync(ct).AsTask().GetAwaiter().GetResult();

    /// <returns>false when nobody scanned for a while.</returns>
    private bool IsMore(CancellationToken ct)
    {
        if (waiting.Reader.TryPeek(out _)) return true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return IsAny(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <returns>false when the batch failed: the next one begins with a new connection.</returns>
    private static async Task<bool> CommitAsync(List<Waiting> batch, ScanBook book, CancellationToken ct)
    {
        try
        {
            await book.OpenAsync(ct);
            var histories = await book.RecordAsync(batch.ConvertAll(x => x.Scan), ct);
            for (var i = 0; i < batch.Count; i++) batch[i].History = histories[i];
            Answer(batch);
            return true;
        }
        catch (Exception failure)
        {
            // Whoever waits gets the failure; the recorder goes on with the next batch.
            batch.ForEach(x => x.Failure = failure);
            Answer(batch);
            return false;
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
