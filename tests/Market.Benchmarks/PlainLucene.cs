using Lucene.Net.Index;
using Lucene.Net.Search;
using Market.Catalog.Search;

namespace Market.Benchmarks;

/// <summary>The yardsticks: plain Lucene collectors over the same index and the same ready-made queries.</summary>
internal sealed class PlainLucene(IndexReader reader)
{
    private readonly IndexSearcher _searcher = new(reader) { Similarity = ProductIndex.Ranking };
    private readonly Dictionary<string, Filter> _filters = [];

    /// <summary>Best 20 of the query within the category, nothing counted.</summary>
    public int Top(Query query, string category) => _searcher.Search(query, Within(category), 20).TotalHits;

    /// <summary>The same, and every hit counted by category, town, cooperative and price through doc values.</summary>
    public int TopAndFacets(Query query, string category)
    {
        var (top, facets) = (TopScoreDocCollector.Create(20, docsScoredInOrder: true), new OrdinalCounter());
        _searcher.Search(query, Within(category), MultiCollector.Wrap(top, facets));
        return top.GetTopDocs().TotalHits + facets.Distinct();
    }

    /// <summary>The same, with the category's own list counted as if no category were chosen: a second query, as Lucene's drill-sideways does without its module.</summary>
    public int TopAndSidewaysFacets(Query query, string category)
    {
        var beside = new OrdinalCounter();
        _searcher.Search(query, beside);
        return TopAndFacets(query, category) + beside.Distinct();
    }

    private Filter Within(string category)
    {
        if (!_filters.TryGetValue(category, out var filter))
            _filters[category] = filter = new CachingWrapperFilter(new FieldCacheTermsFilter(ProductDocument.Category, category));
        return filter;
    }

    private sealed class OrdinalCounter : ICollector
    {
        private static readonly string[] Fields = [ProductDocument.Category, ProductDocument.Town, ProductDocument.Cooperative];
        private readonly SortedDocValues[] _columns = new SortedDocValues[Fields.Length];
        private readonly int[][] _counts = new int[Fields.Length][];
        private readonly int[] _prices = new int[PriceBuckets.Count];
        private NumericDocValues? _price;
        private int _distinct;

        public bool AcceptsDocsOutOfOrder => true;

        public void SetScorer(Scorer scorer)
        {
        }

        public void SetNextReader(AtomicReaderContext context)
        {
            Merge();
            for (var i = 0; i < Fields.Length; i++)
            {
                _columns[i] = context.AtomicReader.GetSortedDocValues(Fields[i]);
                _counts[i] = new int[_columns[i].ValueCount];
            }
            _price = context.AtomicReader.GetNumericDocValues(ProductDocument.Price);
        }

        public void Collect(int doc)
        {
            for (var i = 0; i < _columns.Length; i++) _counts[i][_columns[i].GetOrd(doc)]++;
            _prices[PriceBuckets.Of((int)_price!.Get(doc))]++;
        }

        public int Distinct()
        {
            Merge();
            return _distinct + _prices.Length;
        }

        /// <summary>Counts how many values have hits; their labels are left out, to this yardstick's advantage.</summary>
        private void Merge()
        {
            foreach (var counts in _counts)
                if (counts is not null)
                    foreach (var count in counts)
                        if (count > 0) _distinct++;
        }
    }
}
