using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Market.Web.Hosting.Pages;

/// <summary>What a page's content is as of.</summary>
/// <param name="At">Timestamp of the clock that also measures its age.</param>
/// <param name="Badges">The last change of badges that was seen.</param>
/// <param name="DayEnds">UTC instant at which the district's day ends: badges of that day are not those of the next.</param>
public readonly record struct PageMoment(long At, long Badges, DateTime DayEnds);

/// <summary>One public page as it was rendered at one moment, with its frame's places open.</summary>
public sealed class KeptPage
{
    /// <summary>Most baskets differ in their count only; more variants than this are put together each time.</summary>
    private const int MostVariants = 32;

    private readonly List<(byte[] Before, FrameHole? Hole)> _pieces;
    private readonly ConcurrentDictionary<FrameState, KeptPage> _framed = new();
    private readonly ConcurrentDictionary<FrameState, PageBody> _variants = new();
    private readonly Lazy<List<PackedPiece>> _packed;

    /// <param name="begun">When its rendering began.</param>
    /// <param name="contentLanguage">zh-CN or en.</param>
    public KeptPage(ReadOnlySpan<byte> rendered, PageMoment begun, string contentLanguage) : this(Cut(rendered), begun, contentLanguage) { }

    private KeptPage(List<(byte[] Before, FrameHole? Hole)> pieces, PageMoment begun, string contentLanguage)
    {
        (_pieces, Begun, ContentLanguage) = (pieces, begun, contentLanguage);
        Size = _pieces.Sum(x => x.Before.Length);
        _packed = new(() => _pieces.ConvertAll(x => PieceGzip.Pack(x.Before)));
    }

    private static List<(byte[] Before, FrameHole? Hole)> Cut(ReadOnlySpan<byte> rendered)
    {
        var (pieces, mark) = (new List<(byte[], FrameHole?)>(), Encoding.ASCII.GetBytes(FrameHoles.Mark));
        for (int next; (next = rendered.IndexOf(mark)) >= 0; rendered = rendered[(next + FrameHoles.MarkLength)..])
            pieces.Add((rendered[..next].ToArray(), (FrameHole)(rendered[next + mark.Length] - '0')));
        pieces.Add((rendered.ToArray(), null));
        return pieces;
    }

    public PageMoment Begun { get; }
    public string ContentLanguage { get; }

    /// <summary>Bytes kept, without variants.</summary>
    public int Size { get; }

    /// <summary>The page for one frame.</summary>
    public PageBody For(FrameState state, FrameHoles holes)
    {
        if (_variants.TryGetValue(state, out var known)) return known;
        using var whole = new MemoryStream(Size + 512);
        foreach (var (before, hole) in _pieces)
        {
            whole.Write(before);
            if (hole is { } open) whole.Write(holes.FillUtf8(open, state, ContentLanguage));
        }
        var body = new PageBody(whole.ToArray());
        if (_variants.Count < MostVariants) _variants.TryAdd(state, body);
        return body;
    }

    /// <summary>The page with its frame filled for one visitor, and the places of packs still open.</summary>
    public KeptPage Framed(FrameState state, FrameHoles holes)
    {
        if (_framed.TryGetValue(state, out var known)) return known;
        var (pieces, open) = (new List<(byte[], FrameHole?)>(), new MemoryStream());
        foreach (var (before, hole) in _pieces)
        {
            open.Write(before);
            if (hole is < FrameHole.PackScans) open.Write(holes.FillUtf8(hole.Value, state, ContentLanguage));
            else
            {
                pieces.Add((open.ToArray(), hole));
                open = new();
            }
        }
        var framed = new KeptPage(pieces, Begun, ContentLanguage);
        if (_framed.Count < MostVariants) _framed.TryAdd(state, framed);
        return framed;
    }

    /// <summary>What stands in the places of a pack, in their order.</summary>
    /// <param name="pack">By place, from <see cref="FrameHole.PackScans"/> on.</param>
    public IReadOnlyList<byte[]> Texts(byte[][] pack)
    {
        var texts = new List<byte[]>(_pieces.Count);
        foreach (var (_, hole) in _pieces)
            if (hole is { } open) texts.Add(pack[open - FrameHole.PackScans]);
        return texts;
    }

    /// <summary>Bytes of the page with these texts.</summary>
    public int Length(IReadOnlyList<byte[]> texts, bool gzip) => texts.Sum(x => x.Length) + (gzip ? PieceGzip.Frame(texts.Count) + _packed.Value.Sum(x => x.Packed.Length) : Size);

    /// <summary>Writes the page with these texts.</summary>
    public void Write(IBufferWriter<byte> to, IReadOnlyList<byte[]> texts, bool gzip)
    {
        var span = to.GetSpan(Length(texts, gzip));
        to.Advance(gzip ? PieceGzip.Write(span, _packed.Value, texts) : WritePlain(span, texts));
    }

    private int WritePlain(Span<byte> span, IReadOnlyList<byte[]> texts)
    {
        var at = 0;
        for (var i = 0; i < _pieces.Count; i++)
        {
            _pieces[i].Before.CopyTo(span[at..]);
            at += _pieces[i].Before.Length;
            if (i == texts.Count) continue;
            texts[i].CopyTo(span[at..]);
            at += texts[i].Length;
        }
        return at;
    }
}

/// <summary>A page ready to be sent, plain and compressed.</summary>
public sealed class PageBody(byte[] plain)
{
    private readonly Lazy<byte[]> _gzip = new(() => Pack(plain, x => new GZipStream(x, CompressionLevel.Optimal)));
    private readonly Lazy<byte[]> _brotli = new(() => Pack(plain, x => new BrotliStream(x, CompressionLevel.Optimal)));

    public byte[] Plain { get; } = plain;
    public byte[] Gzip => _gzip.Value;
    public byte[] Brotli => _brotli.Value;

    /// <summary>Same content, same tag: a page rendered again without a change is not sent again.</summary>
    public string ETag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12))}\"";

    private static byte[] Pack(byte[] plain, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed)) stream.Write(plain);
        return packed.ToArray();
    }
}
