using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Market.Catalog.Imports;

/// <summary>How the bytes of a text file are read.</summary>
/// <param name="Name">utf-8, utf-16le, utf-16be or gb18030.</param>
/// <param name="Skip">Bytes of the byte order mark.</param>
internal sealed record TextEncoding(string Name, Encoding Encoding, int Skip)
{
    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
    private static readonly Encoding StrictChinese = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Sample in which UTF-16 without a mark is looked for.</summary>
    private const int Sample = 8192;

    /// <summary>The names a mapping may give.</summary>
    public static readonly IReadOnlyList<string> Names = ["utf-8", "utf-16le", "utf-16be", "gb18030"];

    /// <summary>Finds the encoding: byte order mark, UTF-16 by its zero bytes, valid UTF-8, else GB18030.</summary>
    /// <param name="asked">One of <see cref="Names"/> when a person corrected it, or null.</param>
    /// <remarks>
    /// Damaged characters become U+FFFD and are refused in their row, so that one bad byte does not cost the file; only a file
    /// without a mark that fits nothing is refused as a whole. Plain ASCII is UTF-8. GB18030 holds GBK and GB2312.
    /// </remarks>
    /// <exception cref="Kernel.RuleException"><c>file.encoding</c></exception>
    public static TextEncoding Detect(ReadOnlySpan<byte> bytes, string? asked)
    {
        var marked = Marked(bytes);
        if (asked is not null) return marked?.Name == asked ? marked : Named(asked);
        if (marked is not null) return marked;
        if (Unmarked(bytes[..Math.Min(bytes.Length, Sample)]) is { } wide) return Named(wide);
        if (IsUtf8(bytes)) return Named("utf-8");
        return IsChinese(bytes) ? Named("gb18030") : throw Sentences.Refusal("file.encoding");
    }

    private static TextEncoding Named(string name) => new(name, name switch
    {
        "utf-16le" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        "gb18030" => Chinese,
        _ => Encoding.UTF8,
    }, 0);

    private static TextEncoding? Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Named("utf-8") with { Skip = 3 },
        [0xFF, 0xFE, ..] => Named("utf-16le") with { Skip = 2 },
        [0xFE, 0xFF, ..] => Named("utf-16be") with { Skip = 2 },
        [0x84, 0x31, 0x95, 0x33, ..] => Named("gb18030") with { Skip = 4 },
        _ => null,
    };

    /// <summary>In UTF-16 the digits, commas and line ends of a table have a zero byte, always on the same side.</summary>
    private static string? Unmarked(ReadOnlySpan<byte> sample)
    {
        int first = 0, second = 0;
        for (var i = 0; i + 1 < sample.Length; i += 2)
        {
            if (sample[i] == 0) first++;
            if (sample[i + 1] == 0) second++;
        }
        var enough = Math.Max(2, sample.Length / 2 / 20);
        if (second >= enough && second > 3 * first) return "utf-16le";
        return first >= enough && first > 3 * second ? "utf-16be" : null;
    }

    /// <summary>A file cut within its last character is still UTF-8.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes)) return true;
        for (var cut = 1; cut <= 3 && cut < bytes.Length; cut++)
            if (Rune.DecodeFromUtf8(bytes[^cut..], out _, out _) == OperationStatus.NeedMoreData) return Utf8.IsValid(bytes[..^cut]);
        return false;
    }

    private static bool IsChinese(ReadOnlySpan<byte> bytes)
    {
        try
        {
            StrictChinese.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
