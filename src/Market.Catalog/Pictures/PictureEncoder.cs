using Market.Kernel;
using SkiaSharp;

namespace Market.Catalog.Pictures;

/// <summary>An upload decoded, turned upright, and encoded anew in the three stored sizes: nothing of the original file is left.</summary>
/// <param name="Files">WebP files by the size they are stored under, largest first.</param>
/// <param name="Width">Pixels of the largest.</param>
/// <param name="Tint">Average colour, <c>#rrggbb</c>, over white where the picture is transparent.</param>
internal sealed record EncodedPicture(IReadOnlyList<(int Size, byte[] Bytes)> Files, int Width, int Height, string Tint);

/// <summary>Decodes and encodes pictures with Skia.</summary>
internal static class PictureEncoder
{
    /// <summary>Long edges in pixels, largest first. A smaller picture keeps its own size under every name.</summary>
    public static readonly int[] Sizes = [1200, 600, 256];
    private const int Quality = 80;
    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);
    private static readonly SKEncodedImageFormat[] Allowed =
        [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp, SKEncodedImageFormat.Gif];

    /// <exception cref="RuleException">A <c>picture.</c> code.</exception>
    public static EncodedPicture Encode(byte[] upload)
    {
        PictureHeader.Check(upload);
        using var data = SKData.CreateCopy(upload);
        using var codec = SKCodec.Create(data);
        if (codec is null || !Allowed.Contains(codec.EncodedFormat)) throw PictureHeader.Broken();
        if ((long)codec.Info.Width * codec.Info.Height > PictureHeader.MaxPixels) throw PictureHeader.Broken(); // the header lied
        if (codec.FrameCount > 1) throw new RuleException("picture.animated", "Moving pictures cannot be used; choose a still one.", "picture");

        var files = new List<(int, byte[])>();
        var picture = Upright(Decode(codec), codec.EncodedOrigin, Sizes[0]);
        var (width, height) = (picture.Width, picture.Height);
        try
        {
            foreach (var size in Sizes)
            {
                picture = Upright(picture, SKEncodedOrigin.TopLeft, size);
                using var pixels = picture.PeekPixels();
                using var encoded = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality))
                    ?? throw new InvalidOperationException("Skia could not encode a WebP.");
                files.Add((size, encoded.ToArray()));
            }
            return new(files, width, height, Tint(picture));
        }
        finally
        {
            picture.Dispose();
        }
    }

    /// <summary>The pixels in sRGB, as small as the decoder can make them without going below the largest stored size.</summary>
    private static SKBitmap Decode(SKCodec codec)
    {
        const float Step = 1 / 8f; // JPEG decoders scale by eighths
        var size = new SKSizeI(codec.Info.Width, codec.Info.Height);
        for (var scale = Step; scale < 1; scale += Step)
        {
            var scaled = codec.GetScaledDimensions(scale);
            if (Math.Max(scaled.Width, scaled.Height) < Sizes[0]) continue;
            size = scaled;
            break;
        }
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, alpha, SKColorSpace.CreateSrgb()));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success) return bitmap;
        bitmap.Dispose();
        throw PictureHeader.Broken();
    }

    /// <summary>A copy turned as the camera was held and at most so large; takes the bitmap over.</summary>
    private static SKBitmap Upright(SKBitmap bitmap, SKEncodedOrigin origin, int longEdge)
    {
        var scale = Math.Min(1f, longEdge / (float)Math.Max(bitmap.Width, bitmap.Height));
        if (scale == 1f && origin == SKEncodedOrigin.TopLeft) return bitmap;
        using (bitmap)
        {
            var (width, height) = (Math.Max(1, (int)MathF.Round(bitmap.Width * scale)), Math.Max(1, (int)MathF.Round(bitmap.Height * scale)));
            var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
            var upright = new SKBitmap(bitmap.Info.WithSize(turned ? height : width, turned ? width : height));
            using var canvas = new SKCanvas(upright);
            canvas.Clear(SKColors.Transparent);
            canvas.SetMatrix(Turn(origin, width, height));
            using var image = SKImage.FromBitmap(bitmap);
            canvas.DrawImage(image, new SKRect(0, 0, width, height), Smooth);
            return upright;
        }
    }

    /// <summary>How to draw a picture of this size so that it stands upright. Source: EXIF 2.32, tag 274.</summary>
    private static SKMatrix Turn(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static string Tint(SKBitmap bitmap)
    {
        var pixels = bitmap.GetPixelSpan();
        var (red, green, blue) = (0L, 0L, 0L);
        for (var at = 0; at < pixels.Length; at += 4)
        {
            var white = 255 - pixels[at + 3]; // premultiplied: what is missing to full cover shows the page
            (red, green, blue) = (red + pixels[at] + white, green + pixels[at + 1] + white, blue + pixels[at + 2] + white);
        }
        var count = pixels.Length / 4;
        return $"#{red / count:x2}{green / count:x2}{blue / count:x2}";
    }
}
