using Lucene.Net.Store;
using Market.Catalog.Data;
using Market.Kernel.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Catalog.Search;

/// <summary>Keeps this replica's search index level with the catalogue's change sequence.</summary>
public sealed class IndexFeed : Worker
{
    private const int PageSize = 1_000;

    /// <summary>Pages between commits while a rebuild is under way: each commit waits for the disk.</summary>
    private const int PagesBetweenCommits = 20;

    private readonly IServiceScopeFactory _scopes;
    private readonly ProductIndex _index;
    private volatile TaskCompletionSource _passDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seen = -1;

    internal IndexFeed(IServiceScopeFactory scopes, ProductIndex index, TimeProvider clock, ILogger<IndexFeed> log) : base(clock, log) =>
        (_scopes, _index) = (scopes, index);

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
            Log.LogWarning("The catalogue is older than its search index (a backup was restored); the index is built anew");
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

    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(250);

    protected override async Task<bool> PassAsync(CancellationToken ct)
    {
        try
        {
            await ReadOnAsync(ct);
        }
        catch (Exception failure) when (failure is (IOException or ObjectDisposedException) and not LockObtainFailedException)
        {
            // Its files cannot be written any more. (A lock is only held until the process before this one has let go.)
            _index.Abandon();
            throw;
        }
        return false;
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
