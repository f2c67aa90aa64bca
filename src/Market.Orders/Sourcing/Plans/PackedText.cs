using System.IO.Compression;
using System.Text;

namespace Market.Orders.Sourcing.Plans;

/// <summary>Large texts as they are stored: compressed, for a server takes only so much in one statement.</summary>
internal static class PackedText
{
    public static byte[] Pack(ReadOnlySpan<byte> text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest)) brotli.Write(text);
        return packed.ToArray();
    }

    public static byte[] Pack(string text) => Pack(Encoding.UTF8.GetBytes(text));

    public static byte[] Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var text = new MemoryStream();
        brotli.CopyTo(text);
        return text.ToArray();
    }
}
