using System.Buffers.Binary;
using Market.Kernel;

namespace Market.Catalog.Pictures;

/// <summary>What the first bytes of an upload say, read before any decoder sees it.</summary>
/// <remarks>Sources: PNG (third edition) 5.3 and 11.2; GIF89a 18 to 23; WebP container specification (RFC 9649) 2.5 to 2.7; JPEG ITU-T T.81 B.2.2.</remarks>
internal readonly ref struct PictureHeader
{
    /// <summary>Most pixels that are decoded.</summary>
    public const long MaxPixels = 40_000_000;
    private readonly ReadOnlySpan<byte> _bytes;

    private PictureHeader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Refuses what is not one still JPEG, PNG, WebP or GIF picture of a bearable size.</summary>
    /// <exception cref="RuleException"><c>picture.not_an_image</c>, <c>picture.broken</c>, <c>picture.too_many_pixels</c> or <c>picture.animated</c>.</exception>
    public static void Check(ReadOnlySpan<byte> bytes)
    {
        var header = new PictureHeader(bytes);
        var (width, height, animated) =
            bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) ? header.Png()
            : bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? header.Jpeg()
            : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? header.Gif()
            : bytes.StartsWith("RIFF"u8) && bytes.Length > 11 && bytes[8..12].SequenceEqual("WEBP"u8) ? header.WebP()
            : throw new RuleException("picture.not_an_image", "Only JPEG, PNG, WebP and still GIF pictures can be used.", "picture");
        if (width < 1 || height < 1) throw Broken();
        if (animated) throw new RuleException("picture.animated", "Moving pictures cannot be used; choose a still one.", "picture");
        if (width * height > MaxPixels)
            throw new RuleException("picture.too_many_pixels", "The picture has more than 40 million pixels.", "picture", MaxPixels / 1_000_000);
    }

    public static RuleException Broken() => new("picture.broken", "The picture is damaged or incomplete.", "picture");

    private (long Width, long Height, bool Animated) Png()
    {
        if (!Part(12, 4).SequenceEqual("IHDR"u8)) throw Broken();
        var (width, height) = (Big32(16), Big32(20));
        for (long at = 8; at + 12 <= _bytes.Length; at += 12 + Big32((int)at))
        {
            var kind = Part((int)at + 4, 4);
            if (kind.SequenceEqual("acTL"u8)) return (width, height, true);
            if (kind.SequenceEqual("IDAT"u8)) break;
        }
        return (width, height, false);
    }

    private (long Width, long Height, bool Animated) Jpeg()
    {
        for (long at = 2; ;)
        {
            if (Part((int)at, 2)[0] != 0xff) throw Broken();
            var marker = _bytes[(int)at + 1];
            if (marker == 0xff) at++; // fill byte
            else if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc)) return (Big16((int)at + 7), Big16((int)at + 5), false);
            else if (marker is 0x01 or >= 0xd0 and <= 0xd8) at += 2;
            else if (marker is 0xd9 or 0xda) throw Broken(); // the scan begins, or all ends, without a frame
            else at += 2 + Math.Max(2, Big16((int)at + 2));
            if (at > _bytes.Length) throw Broken();
        }
    }

    private (long Width, long Height, bool Animated) Gif()
    {
        var (width, height, flags) = (Little16(6), Little16(8), Part(10, 3)[0]);
        var (at, frames) = (13 + Table(flags), 0);
        while (at < _bytes.Length && _bytes[at] != 0x3b)
        {
            if (_bytes[at] == 0x2c)
            {
                if (++frames > 1) return (width, height, true);
                (width, height) = (Math.Max(width, Little16(at + 5)), Math.Max(height, Little16(at + 7)));
                at = SkipBlocks(at + 11 + Table(Part(at + 9, 1)[0]));
            }
            else if (_bytes[at] == 0x21) at = SkipBlocks(at + 2);
            else break; // whatever follows is no picture any more
        }
        return frames == 1 ? (width, height, false) : throw Broken();
    }

    private (long Width, long Height, bool Animated) WebP()
    {
        const int AnimationFlag = 2;
        var kind = Part(12, 4);
        if (kind.SequenceEqual("VP8X"u8)) return (1 + Little24(24), 1 + Little24(27), (Part(20, 1)[0] & AnimationFlag) != 0);
        if (kind.SequenceEqual("VP8 "u8)) return (Little16(26) & 0x3fff, Little16(28) & 0x3fff, false);
        if (!kind.SequenceEqual("VP8L"u8)) throw Broken();
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(Part(21, 4));
        return (1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff), false);
    }

    /// <summary>Bytes of a colour table that the flags announce.</summary>
    private static int Table(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;

    private int SkipBlocks(int at)
    {
        while (at < _bytes.Length && _bytes[at] != 0) at += _bytes[at] + 1;
        return at + 1;
    }

    private ReadOnlySpan<byte> Part(int at, int length) => at >= 0 && at + length <= _bytes.Length ? _bytes.Slice(at, length) : throw Broken();
    private long Big32(int at) => BinaryPrimitives.ReadUInt32BigEndian(Part(at, 4));
    private long Big16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Part(at, 2));
    private long Little16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Part(at, 2));
    private long Little24(int at) => Part(at, 3)[0] | _bytes[at + 1] << 8 | _bytes[at + 2] << 16;
}
