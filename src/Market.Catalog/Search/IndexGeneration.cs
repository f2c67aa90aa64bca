using Lucene.Net.Analysis.Core;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Market.Catalog.Search;

/// <summary>How far an index has read the change sequence: every product change up to here is in it.</summary>
/// <param name="Change">Number in the sequence.</param>
/// <param name="Product">Last product read of those with this number; all bits set when none is left.</param>
internal readonly record struct IndexCursor(long Change, Guid Product)
{
    public static readonly IndexCursor Start = new(0, Guid.AllBitsSet);

    public static IndexCursor AllOf(long change) => new(change, Guid.AllBitsSet);
}

/// <summary>One index in one folder, from its building until another takes its place.</summary>
internal sealed class IndexGeneration : IDisposable
{
    private const string Format = "format", Change = "change", Product = "product";
    private const double MegabytesBeforeFlush = 48;
    private readonly FSDirectory _directory;
    private readonly IndexWriter _writer;
    private readonly MergeFailure _merging;

    public string Folder { get; }
    public SearcherManager Searchers { get; }
    public IndexCursor Cursor { get; private set; }

    private IndexGeneration(FSDirectory directory, IndexWriter writer, MergeFailure merging, FacetValues values)
    {
        (Folder, _directory, _writer, _merging) = (directory.Directory.FullName, directory, writer, merging);
        Cursor = writer.CommitData is { } data && data.TryGetValue(Change, out var change) ? new(long.Parse(change), Guid.Parse(data[Product])) : IndexCursor.Start;
        Searchers = new SearcherManager(writer, applyAllDeletes: true, new WarmSearchers(values));
    }

    /// <summary>Opens the index of a folder, or begins one; a read one is checked against its own checksums first.</summary>
    /// <exception cref="IOException">The files are damaged, of another format, or locked by another process.</exception>
    public static IndexGeneration Open(string folder, FacetValues values)
    {
        // Not mapped into memory: with mapped files half of the time went to collecting garbage (docs/performance.md).
        var directory = new NIOFSDirectory(folder);
        try
        {
            var exists = DirectoryReader.IndexExists(directory);
            if (exists) Check(directory);
            var merging = new MergeFailure();
            var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer())
            {
                Similarity = ProductIndex.Ranking,
                RAMBufferSizeMB = MegabytesBeforeFlush,
                MergeScheduler = new ReportedMerges(merging),
                CheckIntegrityAtMerge = true, // damage is noticed, not copied on
            });
            var generation = new IndexGeneration(directory, writer, merging, values);
            if (!exists) generation.Commit();
            return generation;
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>False when somebody removed the files from under the writer, or merging segments met damage or a full disk.</summary>
    public bool IsIntact() => _merging.Reason is null && DirectoryReader.IndexExists(_directory);

    /// <summary>Replaces products that are on sale and removes those that are not.</summary>
    public void Apply(ChangedProducts changed)
    {
        foreach (var product in changed.Listed) _writer.UpdateDocument(ProductDocument.Key(product.Id), ProductDocument.Of(product));
        foreach (var id in changed.Gone) _writer.DeleteDocuments(ProductDocument.Key(id));
        Cursor = changed.Cursor;
    }

    /// <summary>Everything up to a number was read.</summary>
    public void Advance(long change) => Cursor = IndexCursor.AllOf(Math.Max(change, Cursor.Change));

    /// <summary>Shows what was applied to new searches.</summary>
    public void Refresh() => Searchers.MaybeRefreshBlocking();

    /// <summary>Makes what was applied survive a crash, together with the cursor.</summary>
    public void Commit()
    {
        _writer.SetCommitData(new Dictionary<string, string>
        {
            [Format] = ProductDocument.Format,
            [Change] = Cursor.Change.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [Product] = Cursor.Product.ToString(),
        });
        _writer.Commit();
    }

    public void Dispose()
    {
        Searchers.Dispose();
        try
        {
            _writer.Rollback(); // what was not committed is read again from the change sequence
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The folder was lost, which is why this generation goes; there is nothing left to take back.
        }
        _directory.Dispose();
    }

    private static void Check(FSDirectory directory)
    {
        using var reader = DirectoryReader.Open(directory);
        if (!reader.IndexCommit.UserData.TryGetValue(Format, out var format) || format != ProductDocument.Format)
            throw new IOException("The index was written in another format.");
        foreach (var leaf in reader.Leaves) leaf.AtomicReader.CheckIntegrity();
    }

    private sealed class WarmSearchers(FacetValues values) : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader) => new ProductSearcher(reader, values);
    }

    private sealed class MergeFailure
    {
        public volatile Exception? Reason;
    }

    /// <summary>Merges on threads of their own; a failure is kept for the feed, where Lucene's own scheduler would end the process.</summary>
    private sealed class ReportedMerges(MergeFailure failure) : ConcurrentMergeScheduler
    {
        protected override void HandleMergeException(Exception exc) => failure.Reason = exc;
    }
}
