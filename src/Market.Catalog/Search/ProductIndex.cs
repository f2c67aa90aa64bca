using System.Globalization;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Microsoft.Extensions.Logging;

namespace Market.Catalog.Search;

/// <summary>This replica's search index: the generation that answers, and while one is being rebuilt, the one that is written.</summary>
/// <remarks>Only <see cref="IndexFeed"/> writes, from one thread; any number of threads search meanwhile.</remarks>
internal sealed class ProductIndex(SearchSettings settings, ILogger<ProductIndex> log) : IDisposable
{
    /// <summary>How matches are ranked, when indexing and when searching.</summary>
    public static readonly Similarity Ranking = new BM25Similarity();

    private readonly FacetValues _values = new();
    private volatile IndexGeneration? _serving;
    private IndexGeneration? _writing;
    private bool _abandoned;
    private bool _hasOldFolders;
    private int _number;

    /// <summary>The generation to write to; opened, or begun when there is none or it cannot be read.</summary>
    /// <exception cref="LockObtainFailedException">Another process has the folder.</exception>
    public IndexGeneration Writing()
    {
        if (_abandoned) return Rebuild();
        if (_writing is { } open)
        {
            if (open.IsIntact()) return open;
            log.LogWarning("The search index in {Folder} is gone or cannot be written; it is built anew", open.Folder);
            return Rebuild();
        }
        (_number, var newest) = Existing().LastOrDefault();
        _writing = (newest is null ? null : TryOpen(newest)) ?? Begin();
        return _serving = _writing;
    }

    /// <summary>Begins an empty generation. The old one answers until <see cref="Publish"/>.</summary>
    public IndexGeneration Rebuild()
    {
        Abandon();
        _writing = Begin();
        _serving ??= _writing;
        _abandoned = false;
        return _writing;
    }

    /// <summary>The written generation cannot be written any more: the next pass begins a new one.</summary>
    public void Abandon()
    {
        if (_writing != _serving) _writing?.Dispose();
        (_writing, _abandoned) = (null, true);
    }

    /// <summary>The written generation answers from now on; older ones are removed.</summary>
    public void Publish()
    {
        var old = Interlocked.Exchange(ref _serving, _writing);
        if (old != _writing) old?.Dispose();
        if (!_hasOldFolders) return;
        _hasOldFolders = false;
        foreach (var (_, folder) in Existing().Where(existing => existing.Folder != _serving!.Folder)) Remove(folder);
    }

    /// <summary>The newest state of the index for one search; null before the feed has opened it.</summary>
    public SearcherLease? Search()
    {
        while (_serving is { } generation)
        {
            try
            {
                return new(generation.Searchers);
            }
            catch (ObjectDisposedException) when (generation != _serving)
            {
                // A rebuilt generation took its place between the two lines: ask that one.
            }
        }
        return null;
    }

    public void Dispose()
    {
        var serving = Interlocked.Exchange(ref _serving, null);
        serving?.Dispose();
        if (_writing != serving) _writing?.Dispose();
        _writing = null;
    }

    private IndexGeneration? TryOpen(string folder)
    {
        try
        {
            return IndexGeneration.Open(folder, _values);
        }
        catch (Exception failure) when (failure is not (LockObtainFailedException or UnauthorizedAccessException or OutOfMemoryException))
        {
            // Damaged files make Lucene throw nearly anything; the index is a cache, so whatever cannot be read is built anew.
            log.LogWarning(failure, "The search index in {Folder} cannot be read; it is built anew", folder);
            return null;
        }
    }

    private void Remove(string folder)
    {
        try
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
        catch (IOException failure)
        {
            // A search may still read the files where open files cannot be removed; the next generation takes them along.
            log.LogInformation(failure, "The old search index in {Folder} stays for now", folder);
        }
    }

    private IndexGeneration Begin()
    {
        // A number is never used twice: this process may still hold the lock of a folder that was removed.
        _number = Math.Max(Existing().LastOrDefault().Number, _number) + 1;
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(Path.GetFullPath(settings.Folder), _number.ToString(CultureInfo.InvariantCulture)));
        _hasOldFolders = true;
        return IndexGeneration.Open(folder.FullName, _values);
    }

    private List<(int Number, string Folder)> Existing() => System.IO.Directory.Exists(settings.Folder)
        ? [.. System.IO.Directory.GetDirectories(Path.GetFullPath(settings.Folder))
            .Select(folder => (Number: int.TryParse(Path.GetFileName(folder), out var number) ? number : 0, folder))
            .Where(existing => existing.Number > 0).OrderBy(existing => existing.Number)]
        : [];
}

/// <summary>One search's hold on a state of the index.</summary>
internal readonly struct SearcherLease(Lucene.Net.Search.SearcherManager searchers) : IDisposable
{
    public ProductSearcher Searcher { get; } = (ProductSearcher)searchers.Acquire();

    public void Dispose() => searchers.Release(Searcher);
}
