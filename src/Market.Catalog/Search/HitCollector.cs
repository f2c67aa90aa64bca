using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Market.Catalog.Search;

/// <summary>Takes every product that matches the text: filters it, counts it and keeps the best, in one pass.</summary>
internal sealed class HitCollector(ProductSearcher searcher, Selection selection, TopHits top, ProductSort sort) : ICollector
{
    private ProductRow[] _rows = [];
    private Guid[] _ids = [];
    private ulong[] _badges = [];
    private Scorer? _scorer;

    public FacetCounts Counts { get; } = new(searcher.Values);

    /// <summary>District date that decides which certificates are valid.</summary>
    public required DateOnly Today { get; init; }

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer) => _scorer = scorer;

    public void SetNextReader(AtomicReaderContext context)
    {
        var columns = searcher.Columns[context.Ord];
        (_rows, _ids, _badges) = (columns.Rows, columns.Ids, columns.Badges(Today));
    }

    public void Collect(int doc)
    {
        ref readonly var row = ref _rows[doc];
        var badges = _badges[doc];
        if (Counts.Add(selection.Missed(row, badges), row, badges)) top.Offer(Key(row), _ids[doc]);
    }

    /// <summary>The order as one number: first by score or price, then the newer listing.</summary>
    private long Key(in ProductRow row)
    {
        var first = sort switch
        {
            // Scores are never negative, and the bits of such floats are ordered like the floats.
            ProductSort.Relevance => _scorer is null ? 0 : BitConverter.SingleToInt32Bits(_scorer.GetScore()),
            ProductSort.PriceAscending => int.MaxValue - row.Price,
            ProductSort.PriceDescending => row.Price == int.MaxValue ? -1 : row.Price,
            _ => 0,
        };
        return ((long)first << 32) | (uint)row.Listed;
    }
}
