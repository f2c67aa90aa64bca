using System.Runtime.CompilerServices;
using Lucene.Net.Index;

namespace Market.Catalog.Search;

/// <summary>Numbers for the values of facets, the same in every segment of the index, so that counting is one array access.</summary>
/// <remarks>Numbers are only added: a few thousand cooperatives and towns for the life of a process.</remarks>
internal sealed class FacetValues
{
    private readonly ConditionalWeakTable<object, SegmentColumns> _columns = [];

    public ValueNumbers Categories { get; } = new();
    public ValueNumbers Towns { get; } = new();
    public ValueNumbers Cooperatives { get; } = new();

    /// <summary>At most 64: a product's badges are the bits of one number.</summary>
    public ValueNumbers Badges { get; } = new(64);

    /// <summary>The columns of a segment, kept as long as the segment is; deletions do not change them.</summary>
    public SegmentColumns Columns(AtomicReader segment) =>
        _columns.GetValue(segment.CoreCacheKey, _ => new SegmentColumns(segment, this));
}

/// <summary>Gives each distinct value the next number, from 0.</summary>
/// <param name="limit">How many values fit.</param>
internal sealed class ValueNumbers(int limit = int.MaxValue)
{
    private readonly Lock _write = new();
    private volatile Snapshot _all = new([], []);

    /// <summary>Values by number.</summary>
    public IReadOnlyList<string> Values => _all.Values;

    /// <summary>The number of a value, or -1 when it was never seen.</summary>
    public int Find(string value) => _all.Numbers.GetValueOrDefault(value, -1);

    /// <summary>The number of a value, new when need be.</summary>
    /// <exception cref="InvalidOperationException">More different values than fit.</exception>
    public int Of(string value)
    {
        if (Find(value) is >= 0 and var known) return known;
        lock (_write)
        {
            if (Find(value) is >= 0 and var added) return added;
            var (numbers, values) = _all;
            if (values.Length >= limit) throw new InvalidOperationException($"More than {limit} different values of one facet.");
            _all = new(new(numbers) { [value] = values.Length }, [.. values, value]);
            return values.Length;
        }
    }

    private sealed record Snapshot(Dictionary<string, int> Numbers, string[] Values);
}
