using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Market.Catalog.Tests.Pictures;

/// <summary>Uploads made in code: good ones, hostile ones, and the parts to build more from.</summary>
internal static class MadePictures
{
    /// <summary>Four coloured quarters: red, green above blue, white.</summary>
    public static byte[] Quarters(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        var (right, bottom) = (width / 2f, height / 2f);
        foreach (var (x, y, colour) in new[] { (0f, 0f, SKColors.Red), (right, 0f, SKColors.Lime), (0f, bottom, SKColors.Blue), (right, bottom, SKColors.White) })
        {
            using var paint = new SKPaint { Color = colour };
            canvas.DrawRect(x, y, right, bottom, paint);
        }
        canvas.Flush();
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A JPEG with segments put in after its start.</summary>
    public static byte[] WithSegments(byte[] jpeg, params (byte Marker, byte[] Content)[] segments) =>
        [.. jpeg[..2], .. segments.SelectMany(x => (byte[])[0xff, x.Marker, (byte)(x.Content.Length + 2 >> 8), (byte)(x.Content.Length + 2), .. x.Content]), .. jpeg[2..]];

    /// <summary>EXIF with an orientation and a place (big-endian TIFF, two directories).</summary>
    public static (byte Marker, byte[] Content) Exif(int orientation)
    {
        byte[] Entry(int tag, int type, int count, params byte[] value) => [0, (byte)tag, 0, (byte)type, 0, 0, 0, (byte)count, .. value];
        byte[] gpsPointer = [0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38];
        byte[] orientationEntry = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0];
        byte[] tiff = [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 2, .. orientationEntry, .. gpsPointer, 0, 0, 0, 0,
            0, 1, .. Entry(1, 2, 2, (byte)'N', 0, 0, 0), 0, 0, 0, 0, .. "GPSMARKER 36.0611N 103.8343E"u8];
        return (0xe1, [.. "Exif\0\0"u8, .. tiff]);
    }

    /// <summary>A PNG that says how large it is and has hardly any data.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        var sizes = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(sizes, width);
        BinaryPrimitives.WriteInt32BigEndian(sizes.AsSpan(4), height);
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", [.. sizes, 8, 2, 0, 0, 0]), .. Chunk("IDAT", new byte[16]), .. Chunk("IEND", [])];
    }

    /// <summary>A real PNG that claims to be animated.</summary>
    public static byte[] AnimatedPng()
    {
        var png = Quarters(8, 8, SKEncodedImageFormat.Png);
        const int AfterHeader = 8 + 25;
        return [.. png[..AfterHeader], .. Chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]), .. png[AfterHeader..]];
    }

    /// <summary>A GIF of one black pixel a frame.</summary>
    public static byte[] Gif(int frames)
    {
        byte[] frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
        return [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, .. Enumerable.Repeat(frame, frames).SelectMany(x => x), 0x3b];
    }

    public static byte[] AnimatedWebP() => [.. "RIFF"u8, 30, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 2, 0, 0, 0, 7, 0, 0, 7, 0, 0, .. new byte[8]];

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Chunk(string kind, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(kind), .. content];
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        var check = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(body));
        return [.. length, .. body, .. check];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
        }
        return ~crc;
    }
}
