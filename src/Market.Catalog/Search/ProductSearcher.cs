using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Market.Catalog.Search;

/// <summary>A searcher over one state of the index, with its columns read beforehand so that no shopper waits for them.</summary>
internal sealed class ProductSearcher : IndexSearcher
{
    public FacetValues Values { get; }

    /// <summary>By the ordinal of the segment.</summary>
    public SegmentColumns[] Columns { get; }

    public Browsing Browsing { get; } = new();

    public ProductSearcher(IndexReader reader, FacetValues values) : base(reader)
    {
        (Values, Similarity) = (values, ProductIndex.Ranking);
        Columns = [.. reader.Leaves.Select(leaf => values.Columns(leaf.AtomicReader))];
    }

    /// <summary>Every live product without asking a query: browsing needs no scores.</summary>
    public void Everything(HitCollector collector, CancellationToken ct)
    {
        foreach (var leaf in IndexReader.Leaves)
        {
            ct.ThrowIfCancellationRequested();
            collector.SetNextReader(leaf);
            var live = leaf.AtomicReader.LiveDocs;
            for (var document = 0; document < leaf.AtomicReader.MaxDoc; document++)
                if (live is null || live.Get(document)) collector.Collect(document);
        }
    }
}
