using System.Numerics;

namespace Market.Catalog.Search;

/// <summary>Counts of one search, filled while the hits pass by.</summary>
/// <remarks>
/// A product that misses exactly one filter is counted in that filter's own list and nowhere else ("drill sideways"): one pass
/// gives every list as if its own filter were not set. The same numbers tell which filter to drop when nothing is left.
/// </remarks>
internal sealed class FacetCounts(FacetValues values)
{
    private const int Shown = 100;
    private readonly int[] _categories = new int[values.Categories.Values.Count];
    private readonly int[] _towns = new int[values.Towns.Values.Count];
    private readonly int[] _cooperatives = new int[values.Cooperatives.Values.Count];
    private readonly int[] _badges = new int[values.Badges.Values.Count];
    private readonly int[] _prices = new int[PriceBuckets.Count];
    private readonly int[] _missedOnly = new int[(int)Filters.Presale + 1];

    /// <summary>Hits that pass every filter.</summary>
    public int Total { get; private set; }

    /// <summary>Products that matched the text, whatever the filters say.</summary>
    public int Matched { get; private set; }

    /// <summary>Counts one product that matched the text.</summary>
    /// <returns>True when it is a hit.</returns>
    public bool Add(Filters missed, in ProductRow row, ulong badges)
    {
        Matched++;
        if (missed == Filters.None)
        {
            Total++;
            _categories[row.Category]++;
            _towns[row.Town]++;
            _cooperatives[row.Cooperative]++;
            _prices[row.Bucket]++;
            if (badges != 0) AddBadges(badges);
            return true;
        }
        if (BitOperations.IsPow2((int)missed)) AddSideways(missed, row, badges);
        return false;
    }

    /// <summary>Filters of which dropping the one alone leaves hits, best first.</summary>
    public List<DroppedFilter> Droppable() =>
        [.. from filter in Enum.GetValues<Filters>()
            where _missedOnly[(int)filter] > 0
            orderby _missedOnly[(int)filter] descending, filter
            select new DroppedFilter(filter.ToString().ToLowerInvariant(), Total + _missedOnly[(int)filter])];

    public ProductFacets ToFacets() => new(Most(_categories, values.Categories), Most(_badges, values.Badges), Most(_towns, values.Towns),
        Most(_cooperatives, values.Cooperatives), PriceBuckets.Shown(_prices));

    private void AddSideways(Filters missed, in ProductRow row, ulong badges)
    {
        _missedOnly[(int)missed]++;
        switch (missed)
        {
            case Filters.Category: _categories[row.Category]++; break;
            case Filters.Town: _towns[row.Town]++; break;
            case Filters.Cooperative: _cooperatives[row.Cooperative]++; break;
            case Filters.Price: _prices[row.Bucket]++; break;
            case Filters.Badge: AddBadges(badges); break;
        }
    }

    private void AddBadges(ulong badges)
    {
        for (; badges != 0; badges &= badges - 1) _badges[BitOperations.TrailingZeroCount(badges)]++;
    }

    /// <summary>The most frequent values; the empty value (no category) is not shown.</summary>
    private static FacetCount[] Most(int[] counts, ValueNumbers numbers)
    {
        var (names, worst) = (numbers.Values, 0);
        var heap = new PriorityQueue<int, (int Count, string Value)>(Comparer<(int Count, string Value)>.Create(
            (left, right) => left.Count != right.Count ? left.Count.CompareTo(right.Count) : string.CompareOrdinal(right.Value, left.Value)));
        for (var number = 0; number < counts.Length; number++)
        {
            if (counts[number] == 0 || counts[number] < worst || names[number].Length == 0) continue;
            if (heap.Count < Shown) heap.Enqueue(number, (counts[number], names[number]));
            else heap.EnqueueDequeue(number, (counts[number], names[number]));
            if (heap.Count == Shown && heap.TryPeek(out _, out var least)) worst = least.Count;
        }
        var most = new FacetCount[heap.Count];
        for (var i = most.Length - 1; i >= 0; i--)
        {
            var number = heap.Dequeue();
            most[i] = new(names[number], counts[number]);
        }
        return most;
    }
}
