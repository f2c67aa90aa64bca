using Lucene.Net.Store;
using Market.Catalog.Data;
using Market.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Market.Catalog.Search;

/// <summary>Keeps this replica's search index level with the catalogue's change sequence.</summary>
public sealed class IndexFeed : BackgroundService
{
    private const int PageSize = 1_000;

    /// <summary>Pages between commits while a rebuild is under way: each commit waits for the disk.</summary>
    private const int PagesBetweenCommits = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly IServiceScopeFactory _scopes;
    private readonly ProductIndex _index;
    private readonly TimeProvider _clock;
    private readonly ILogger<IndexFeed> _log;
    private volatile TaskCompletionSource _passDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seen = -1;

    internal IndexFeed(IServiceScopeFactory scopes, ProductIndex index, TimeProvider clock, ILogger<IndexFeed> log) =>
        (_scopes, _index, _clock, _log) = (scopes, index, clock, log);

    /// <summary>True once every change that was in the database at the start has been read.</summary>
    public bool IsReady => Seen >= 0;

    /// <summary>Number of the last change that searches can see; -1 before the first pass is complete.</summary>
    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>Waits until searches see a change, or, without one, everything that is committed at this moment.</summary>
    public async Task CaughtUpAsync(long? change, CancellationToken ct)
    {
        var target = change ?? await LastChangeAsync(ct);
        for (var pass = _passDone; Seen < target; pass = _passDone)
            if (Seen < target) await pass.Task.WaitAsync(ct);
    }

    /// <summary>Reads all changes since the last pass into the index.</summary>
    /// <returns>How many products were read.</returns>
    public async Task<int> ReadOnAsync(CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogDb>();
        // Read first: whatever has a number up to this one is committed, so the pages below will show it.
        var last = await ListedProducts.LastChangeAsync(db, ct);
        var generation = _index.Writing();
        if (last < generation.Cursor.Change)
        {
            _log.LogWarning("The catalogue is older than its search index (a backup was restored); the index is built anew");
            generation = _index.Rebuild();
        }
        else if (last == Seen && generation.Cursor == IndexCursor.AllOf(last)) return 0;

        var read = await ReadPagesAsync(db, generation, ct);
        generation.Advance(last);
        if (read > 0) generation.Commit();
        generation.Refresh();
        _index.Publish();
        Interlocked.Exchange(ref _seen, generation.Cursor.Change);
        Interlocked.Exchange(ref _passDone, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return read;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await ReadOnAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is LockObtainFailedException or UnauthorizedAccessException || Outage.Is(failure))
            {
                // The database is away, or the process before this one has not let go of the folder yet.
                _log.LogWarning(failure, "The search index could not be brought up to date; trying again");
                pause = PauseAfterFailure;
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException)
            {
                _log.LogWarning(failure, "The search index cannot be written; it is built anew");
                pause = PauseAfterFailure;
                _index.Abandon();
            }
            await Task.Delay(pause, _clock, stoppingToken);
        }
    }

    private static async Task<int> ReadPagesAsync(CatalogDb db, IndexGeneration generation, CancellationToken ct)
    {
        for (var (read, page) = (0, 1); ; page++)
        {
            var changed = await ListedProducts.AfterAsync(db, generation.Cursor, PageSize, ct);
            generation.Apply(changed);
            read += changed.Count;
            if (changed.Count < PageSize) return read;
            if (page % PagesBetweenCommits != 0) continue;

            generation.Commit();
            generation.Refresh();
        }
    }

    private async Task<long> LastChangeAsync(CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        return await ListedProducts.LastChangeAsync(scope.ServiceProvider.GetRequiredService<CatalogDb>(), ct);
    }
}
