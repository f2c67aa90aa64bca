using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Market.Catalog.Search;

/// <summary>What filters, facets and sorting read of one product: one cache line a hit.</summary>
/// <param name="Price">Fen per 500 g; <see cref="int.MaxValue"/> when unknown.</param>
/// <param name="Listed">Seconds since 1970.</param>
internal readonly record struct ProductRow(int Cooperative, int Price, int Listed, ushort Category, ushort Town, byte Sales, byte Bucket);

/// <summary>The columns of one index segment in memory: about 45 bytes a product, read once when the segment appears.</summary>
internal sealed class SegmentColumns
{
    private readonly (int Document, int Kind, int From, int Until)[] _badges;
    private volatile BadgeMasks? _masks;

    public ProductRow[] Rows { get; }
    public Guid[] Ids { get; }

    public SegmentColumns(AtomicReader segment, FacetValues values)
    {
        (Rows, Ids) = (new ProductRow[segment.MaxDoc], new Guid[segment.MaxDoc]);
        var (categories, towns, cooperatives) = (Numbers(segment, ProductDocument.Category, values.Categories),
            Numbers(segment, ProductDocument.Town, values.Towns), Numbers(segment, ProductDocument.Cooperative, values.Cooperatives));
        var (prices, listed, sales) = (segment.GetNumericDocValues(ProductDocument.Price),
            segment.GetNumericDocValues(ProductDocument.Listed), segment.GetNumericDocValues(ProductDocument.Sales));
        var (ids, certificates, bytes) = (segment.GetBinaryDocValues(ProductDocument.Id), segment.GetBinaryDocValues(ProductDocument.Badges), new BytesRef());
        var badges = new List<(int, int, int, int)>();
        for (var document = 0; document < Rows.Length; document++)
        {
            var price = (int)prices.Get(document);
            Rows[document] = new(cooperatives(document), price, (int)listed.Get(document), checked((ushort)categories(document)),
                checked((ushort)towns(document)), (byte)sales.Get(document), (byte)PriceBuckets.Of(price));
            ids.Get(document, bytes);
            Ids[document] = new Guid(bytes.Bytes.AsSpan(bytes.Offset, 16), bigEndian: true);
            certificates.Get(document, bytes);
            foreach (var span in BadgeColumn.Read(bytes))
                badges.Add((document, values.Badges.Of(span.Kind), span.From.DayNumber, span.Until.DayNumber));
        }
        _badges = [.. badges];
    }

    /// <summary>Bits of the badges each product carries on a day; worked out once a day.</summary>
    public ulong[] Badges(DateOnly day)
    {
        if (_masks is { } known && known.Day == day) return known.Bits;
        var (bits, number) = (new ulong[Rows.Length], day.DayNumber);
        foreach (var (document, kind, from, until) in _badges)
            if (from <= number && number <= until) bits[document] |= 1UL << kind;
        _masks = new(day, bits);
        return bits;
    }

    private static Func<int, int> Numbers(AtomicReader segment, string field, ValueNumbers values)
    {
        var (column, value) = (segment.GetSortedDocValues(field), new BytesRef());
        var numbers = new int[column.ValueCount];
        for (var ordinal = 0; ordinal < numbers.Length; ordinal++)
        {
            column.LookupOrd(ordinal, value);
            numbers[ordinal] = values.Of(value.Utf8ToString());
        }
        return document => numbers[column.GetOrd(document)];
    }

    private sealed record BadgeMasks(DateOnly Day, ulong[] Bits);
}

/// <summary>Price ranges beside the list, in fen per 500 g: up to 2, 5, 10, 20, 50 yuan and above.</summary>
internal static class PriceBuckets
{
    private static readonly int[] Bounds = [200, 500, 1_000, 2_000, 5_000];

    /// <summary>How many numbers there are; the last one stands for an unknown price and is not shown.</summary>
    public static int Count => Bounds.Length + 2;

    public static int Of(int fen)
    {
        if (fen == int.MaxValue) return Bounds.Length + 1;
        var bucket = 0;
        while (bucket < Bounds.Length && fen >= Bounds[bucket]) bucket++;
        return bucket;
    }

    /// <summary>The buckets that have hits, in their order.</summary>
    public static List<PriceCount> Shown(int[] counts) =>
        [.. from bucket in Enumerable.Range(0, Bounds.Length + 1)
            where counts[bucket] > 0
            select new PriceCount(bucket == 0 ? 0 : Bounds[bucket - 1], bucket == Bounds.Length ? null : Bounds[bucket] - 1, counts[bucket])];
}
