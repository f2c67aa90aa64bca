using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Market.Traceability.Log;

/// <summary>The few kinds of text all files of the log are made of. There is one way to write each value, so a file changed anywhere is another file.</summary>
internal static class LogText
{
    /// <summary>Without it a byte that is no UTF-8 would quietly become a question mark.</summary>
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>ASCII decimal without a leading zero, 0 to 2^63 - 1.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9') || (text.Length > 1 && text[0] == '0')) return false;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Base64 of RFC 4648 section 4, with padding, without spaces and without bits that count for nothing.</summary>
    public static bool TryBase64(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 4 != 0) return false;
        var room = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (!Convert.TryFromBase64Chars(text, room, out var written) || !text.SequenceEqual(Convert.ToBase64String(room, 0, written))) return false;
        bytes = room[..written];
        return true;
    }

    public static bool TryHash(ReadOnlySpan<char> text, out MerkleHash hash)
    {
        var read = TryBase64(text, out var bytes) && bytes.Length == MerkleHash.Length;
        hash = read ? MerkleHash.Read(bytes) : default;
        return read;
    }

    /// <summary>UTF-8 without control characters other than the newline.</summary>
    public static bool TryText(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        text = Utf8.IsValid(bytes) ? Strict.GetString(bytes) : null;
        return text is not null && IsPlain(text);
    }

    public static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            if (character < ' ' && character != '\n') return false;
        return true;
    }

    /// <summary>Not empty, without spaces of any script and without the plus that separates a key's parts.</summary>
    public static bool IsKeyName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !IsPlain(name)) return false;
        for (var rest = name; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || rune.Value == '+' || Rune.IsWhiteSpace(rune)) return false;
            rest = rest[length..];
        }
        return true;
    }

    public static byte[] Bytes(string text) => Strict.GetBytes(text);

    public static string Base64Of(MerkleHash hash) => Convert.ToBase64String(hash.ToBytes());

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);
}
