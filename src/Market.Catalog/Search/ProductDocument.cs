using System.Buffers.Binary;
using System.Text;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Market.Catalog.Search;

/// <summary>A product as the index keeps it: three weights of text, pinyin, suggestions, and columns for filters and facets.</summary>
internal static class ProductDocument
{
    /// <summary>Raise it when a field changes: every replica then rebuilds its index.</summary>
    private const int Layout = 1;

    public const string Id = "id", All = "all", Name = "name", Kind = "kind", Pinyin = "pinyin", Initials = "initials";
    public const string Category = "category", Town = "town", Cooperative = "cooperative", Badges = "badges";
    public const string Price = "price", Listed = "listed", Sales = "sales";
    public const int SoldNow = 1, SoldAsPresale = 2;

    /// <summary>Longest pinyin and initials kept, in characters of the name.</summary>
    public const int MaxSyllables = 6;

    private static readonly FieldType Ranked = Indexed(norms: true, IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    private static readonly FieldType Plain = Indexed(norms: false, IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    private static readonly FieldType Typed = Indexed(norms: true, IndexOptions.DOCS_ONLY);

    /// <summary>Changes with the layout and with the word lists, because both are in the index.</summary>
    public static readonly string Format = Layout + "-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        Encoding.UTF8.GetBytes(Resources.Text("synonyms.txt") + Resources.Text("pinyin.txt"))))[..16];

    public static Term Key(Guid id) => new(Id, id.ToString("N"));

    public static Document Of(ListedProduct product)
    {
        var (category, cooperative, town) = (product.Category ?? default, product.Cooperative, product.Town);
        string[] name = [product.Name, product.NameEn];
        string[] kind = [product.Variety, product.Specification, category.Name ?? "", category.NameEn ?? ""];
        string[] rest = [product.Origin, product.Village, product.VillageEn, town.Name, town.NameEn, cooperative.Name, cooperative.NameEn,
            product.Description, product.DescriptionEn];
        var document = new Document
        {
            new StringField(Id, product.Id.ToString("N"), Field.Store.NO),
            new BinaryDocValuesField(Id, new BytesRef(product.Id.ToByteArray(bigEndian: true))),
            new Field(Name, new Tokens().Name(product.Name).Name(product.NameEn).Stream(), Ranked), Text(Kind, Plain, kind), Text(All, Plain, [.. name, .. kind, .. rest]),
            new SortedDocValuesField(Category, new BytesRef(category.Key ?? "")),
            new SortedDocValuesField(Town, new BytesRef(town.Key)),
            new SortedDocValuesField(Cooperative, new BytesRef(cooperative.Key)),
            new NumericDocValuesField(Price, Math.Min(product.PriceFen ?? int.MaxValue, int.MaxValue)),
            new NumericDocValuesField(Listed, (long)Math.Max(0, (product.ListedAt - DateTime.UnixEpoch).TotalSeconds)),
            new NumericDocValuesField(Sales, (product.SoldNow ? SoldNow : 0) | (product.SoldAsPresale ? SoldAsPresale : 0)),
            new BinaryDocValuesField(Badges, BadgeColumn.Write(product.Badges)),
        };
        AddPinyin(document, product.Name);
        SuggestionTerms.AddTo(document, product);
        return document;
    }

    /// <summary>Joined syllables and initials of every stretch of up to six characters, so that tudou is one look-up.</summary>
    private static void AddPinyin(Document document, string name)
    {
        var (syllables, initials) = (new Tokens(), new Tokens());
        var seen = new HashSet<string>();
        foreach (var word in Words.Of(name).Where(word => word.Han))
            for (var start = 0; start < word.Text.Length; start++)
                for (var end = start + 1; end <= Math.Min(word.Text.Length, start + MaxSyllables); end++)
                {
                    var han = word.Text.AsSpan(start, end - start);
                    foreach (var way in Search.Pinyin.Ways(han, initials: false)) if (seen.Add(way)) syllables.Term(way);
                    if (han.Length < 2) continue;
                    foreach (var way in Search.Pinyin.Ways(han, initials: true)) if (seen.Add("." + way)) initials.Term(way);
                }
        document.Add(new Field(Pinyin, syllables.Stream(), Typed));
        document.Add(new Field(Initials, initials.Stream(), Typed));
    }

    private static Field Text(string field, FieldType type, string[] texts) =>
        new(field, texts.Aggregate(new Tokens(), (tokens, text) => tokens.Text(text)).Stream(), type);

    private static FieldType Indexed(bool norms, IndexOptions options) =>
        new() { IsIndexed = true, IsTokenized = true, OmitNorms = !norms, IndexOptions = options };
}

/// <summary>Certificates of one product as bytes: kind, first and last day, certificate id.</summary>
internal static class BadgeColumn
{
    public static BytesRef Write(IReadOnlyList<BadgeSpan> spans)
    {
        var bytes = new List<byte>();
        Span<byte> days = stackalloc byte[8];
        foreach (var span in spans)
        {
            var kind = Encoding.UTF8.GetBytes(span.Kind);
            BinaryPrimitives.WriteInt32BigEndian(days, span.From.DayNumber);
            BinaryPrimitives.WriteInt32BigEndian(days[4..], span.Until.DayNumber);
            bytes.AddRange([(byte)kind.Length, .. kind, .. days, .. span.Certificate.ToByteArray(bigEndian: true)]);
        }
        return new BytesRef([.. bytes]);
    }

    public static IEnumerable<BadgeSpan> Read(BytesRef column)
    {
        for (var at = column.Offset; at < column.Offset + column.Length;)
        {
            var kind = column.Bytes[at];
            var rest = column.Bytes.AsSpan(at + 1 + kind, 24);
            yield return new(Encoding.UTF8.GetString(column.Bytes, at + 1, kind), Day(rest), Day(rest[4..]), new Guid(rest[8..], bigEndian: true));
            at += 1 + kind + 24;
        }
    }

    private static DateOnly Day(ReadOnlySpan<byte> bytes) => DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32BigEndian(bytes));
}
