using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Market.Kernel.Values;

namespace Market.Catalog.Products;

/// <summary>What makes two spellings the same goods: hashes over folded words, equal on every provider whatever its collation.</summary>
/// <remarks>
/// Folding: NFKC (full width becomes half width, so （ is (), lower case, Cyrillic Ф as Greek Φ, every dash as -, every
/// bracket as a round one, blanks collapsed and trimmed. Punctuation that may carry meaning (/ \ 、 ，) is kept apart.
/// </remarks>
internal static class ProductKey
{
    private const char Separator = '\u001f';

    /// <summary>Key of goods that have no key of the cooperative's own: words and unit. Vector: （Ф85） and (Φ85) are the same.</summary>
    /// <param name="unit">null when the price list names no unit: a key of its own, not "any unit".</param>
    public static UInt128 Of(string name, string specification, string origin, Unit? unit) =>
        Hash($"goods{Separator}{Fold(name)}{Separator}{Fold(specification)}{Separator}{Fold(origin)}{Separator}{unit?.Code()}");

    /// <summary>Key of goods in any unit, to meet products that were made by hand.</summary>
    public static UInt128 OfWords(string name, string specification, string origin) =>
        Hash($"words{Separator}{Fold(name)}{Separator}{Fold(specification)}{Separator}{Fold(origin)}");

    /// <summary>Key of goods that carry the cooperative's own key; upper and lower case are the same.</summary>
    public static UInt128 OfExternal(string key) => Hash($"own{Separator}{Fold(key)}");

    /// <summary>Key of the price of a product in a unit on a day.</summary>
    public static UInt128 OfObservation(Guid product, Unit? unit, DateOnly date)
    {
        Span<byte> bytes = stackalloc byte[21];
        product.TryWriteBytes(bytes);
        bytes[16] = unit is { } known ? (byte)known : byte.MaxValue;
        BinaryPrimitives.WriteInt32BigEndian(bytes[17..], date.DayNumber);
        return First16(bytes);
    }

    /// <summary>The 16 bytes as stored.</summary>
    public static byte[] Bytes(UInt128 key)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        return bytes;
    }

    /// <summary>Reads what <see cref="Bytes"/> wrote.</summary>
    public static UInt128 Read(byte[] bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);

    /// <summary>The spelling two rows are compared by.</summary>
    public static string Fold(string text)
    {
        // A lone surrogate cannot be normalised; the round trip turns it into the replacement character first.
        var sound = text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
        var folded = new StringBuilder(sound.Length);
        foreach (var letter in sound.Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture))
        {
            if (!char.IsWhiteSpace(letter)) folded.Append(Same(letter));
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        if (folded.Length > 0 && folded[^1] == ' ') folded.Length--;
        return folded.ToString();
    }

    private static char Same(char letter) => letter switch
    {
        'ф' => 'φ',
        '【' or '〔' or '[' => '(',
        '】' or '〕' or ']' => ')',
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => '-',
        _ => letter,
    };

    private static UInt128 Hash(string text) => First16(Encoding.UTF8.GetBytes(text));

    private static UInt128 First16(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
