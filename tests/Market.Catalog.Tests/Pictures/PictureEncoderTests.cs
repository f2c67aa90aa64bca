using System.Text;
using CsCheck;
using Market.Catalog.Pictures;
using Market.Kernel;
using SkiaSharp;

namespace Market.Catalog.Tests.Pictures;

public class PictureEncoderTests
{
    private static readonly SKEncodedImageFormat[] Formats = [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp];

    private static SKBitmap Decoded(EncodedPicture picture, int size) => SKBitmap.Decode(picture.Files.Single(file => file.Size == size).Bytes);

    private static void Refused(string code, byte[] upload) => Assert.Equal(code, Assert.Throws<RuleException>(() => PictureEncoder.Encode(upload)).Code);

    [Theory]
    [InlineData(3000, 1500, "1200x600 600x300 256x128")]
    [InlineData(700, 1400, "600x1200 300x600 128x256")]
    [InlineData(400, 300, "400x300 400x300 256x192")]
    [InlineData(5, 2, "5x2 5x2 5x2")]
    [InlineData(2400, 1, "1200x1 600x1 256x1")]
    public void Three_sizes_are_made_and_none_is_larger_than_the_picture(int width, int height, string sizes)
    {
        foreach (var format in Formats)
        {
            var picture = PictureEncoder.Encode(MadePictures.Quarters(width, height, format));
            var made = PictureEncoder.Sizes.Select(size => { using var bitmap = Decoded(picture, size); return $"{bitmap.Width}x{bitmap.Height}"; });
            Assert.Equal(sizes, string.Join(' ', made));
            Assert.Equal(sizes.Split(' ')[0], $"{picture.Width}x{picture.Height}");
            Assert.All(picture.Files, file => Assert.Equal("WEBP", Encoding.ASCII.GetString(file.Bytes, 8, 4)));
        }
    }

    [Fact]
    public void A_still_gif_is_taken() => Assert.Equal(1, PictureEncoder.Encode(MadePictures.Gif(1)).Width);

    [Theory]
    [InlineData(1, "RGBW")]
    [InlineData(2, "GRWB")]
    [InlineData(3, "WBGR")]
    [InlineData(4, "BWRG")]
    [InlineData(5, "RBGW")]
    [InlineData(6, "BRWG")]
    [InlineData(7, "WGBR")]
    [InlineData(8, "GWRB")]
    public void A_picture_stands_as_the_camera_was_held(int orientation, string quarters)
    {
        var upload = MadePictures.WithSegments(MadePictures.Quarters(1600, 800, SKEncodedImageFormat.Jpeg), MadePictures.Exif(orientation));
        using var bitmap = Decoded(PictureEncoder.Encode(upload), 600);
        Assert.Equal(orientation > 4, bitmap.Height > bitmap.Width);
        char Colour(int x, int y) => bitmap.GetPixel(bitmap.Width * x / 4, bitmap.Height * y / 4) switch
        {
            { Red: > 200, Green: > 200 } => 'W',
            { Red: > 200 } => 'R',
            { Green: > 200 } => 'G',
            _ => 'B',
        };
        Assert.Equal(quarters, string.Concat(Colour(1, 1), Colour(3, 1), Colour(1, 3), Colour(3, 3)));
    }

    [Fact]
    public void Nothing_of_the_upload_but_its_pixels_is_stored()
    {
        var upload = MadePictures.WithSegments(MadePictures.Quarters(300, 200, SKEncodedImageFormat.Jpeg),
            MadePictures.Exif(6), (0xfe, MadePictures.Text("<?php system($_GET['c']); ?>")));
        byte[] polyglot = [.. upload, .. MadePictures.Text("PK\u0003\u0004<script>alert(1)</script>")];
        foreach (var (_, bytes) in PictureEncoder.Encode(polyglot).Files)
        {
            var text = Encoding.Latin1.GetString(bytes);
            Assert.All(new[] { "GPSMARKER", "Exif", "EXIF", "<?php", "<script", "PK\u0003\u0004" }, trace => Assert.DoesNotContain(trace, text));
        }
        Assert.Contains("GPSMARKER", Encoding.Latin1.GetString(polyglot));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<!doctype html><script>alert(1)</script>")]
    [InlineData("%PDF-1.7")]
    [InlineData("")]
    [InlineData("RIFF....WAVE")]
    [InlineData("BM6")]
    [InlineData("\0\0\0\u0018ftypheic")]
    public void What_is_no_picture_of_a_known_kind_is_refused(string content) => Refused("picture.not_an_image", MadePictures.Text(content));

    [Fact]
    public void Hostile_headers_are_refused_before_they_are_decoded()
    {
        Refused("picture.too_many_pixels", MadePictures.PngHeader(50_000, 50_000));
        Refused("picture.too_many_pixels", MadePictures.PngHeader(int.MaxValue, int.MaxValue));
        Refused("picture.broken", MadePictures.PngHeader(0, 5));
        Refused("picture.broken", MadePictures.PngHeader(500, 500));
        Refused("picture.animated", MadePictures.Gif(10_000));
        Refused("picture.animated", MadePictures.Gif(2));
        Refused("picture.broken", MadePictures.Gif(0));
        Refused("picture.animated", MadePictures.AnimatedPng());
        Refused("picture.animated", MadePictures.AnimatedWebP());
        Refused("picture.broken", MadePictures.Text("GIF89a<script>alert(1)</script>"));
        Refused("picture.broken", [0xff, 0xd8, 0xff, 0xd9]);
        Refused("picture.broken", [0xff, 0xd8, 0xff, .. Enumerable.Repeat((byte)0xff, 1000)]);
    }

    [Fact]
    public void A_picture_cut_off_anywhere_is_refused_or_whole()
    {
        var refused = 0;
        foreach (var whole in Formats.Select(format => MadePictures.Quarters(320, 240, format)).Append(MadePictures.Gif(1)))
            for (var cut = 0; cut < 200; cut++)
                refused += Outcome(whole[..(whole.Length * cut / 200)]);
        // A file whose very last bytes are missing may still have every pixel.
        Assert.InRange(refused, 4 * 200 - 12, 4 * 200);
    }

    [Fact]
    public void A_picture_with_changed_bytes_is_refused_or_stored_and_never_an_error()
    {
        var wholes = Formats.Select(format => MadePictures.Quarters(64, 48, format)).Append(MadePictures.Gif(1)).ToArray();
        Gen.Select(Gen.Int[0, wholes.Length - 1], Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 8]).Sample((which, changes) =>
        {
            var bytes = wholes[which].ToArray();
            foreach (var (at, value) in changes) bytes[at % bytes.Length] = value;
            Assert.InRange(Outcome(bytes), 0, 1);
        }, iter: 2_000);
    }

    /// <returns>1 when refused with a code of ours, 0 when stored and readable; anything else is thrown.</returns>
    private static int Outcome(byte[] upload)
    {
        try
        {
            using var bitmap = Decoded(PictureEncoder.Encode(upload), 256);
            Assert.NotNull(bitmap);
            return 0;
        }
        catch (RuleException refusal)
        {
            Assert.StartsWith("picture.", refusal.Code, StringComparison.Ordinal);
            return 1;
        }
    }

    [Fact]
    public void The_tint_is_the_average_colour_over_white()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(10, 10, SKColorType.Rgba8888, SKAlphaType.Premul));
        bitmap.Erase(SKColors.Transparent);
        using var transparent = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        Assert.Equal("#ffffff", PictureEncoder.Encode(transparent.ToArray()).Tint);
        bitmap.Erase(new SKColor(0, 128, 0));
        using var green = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        Assert.Equal("#008000", PictureEncoder.Encode(green.ToArray()).Tint);
    }

    [Fact]
    public void The_same_upload_gives_the_same_bytes()
    {
        var upload = MadePictures.Quarters(900, 700, SKEncodedImageFormat.Jpeg);
        Assert.Equal(PictureEncoder.Encode(upload).Files.Select(file => Convert.ToHexString(file.Bytes)), PictureEncoder.Encode(upload).Files.Select(file => Convert.ToHexString(file.Bytes)));
    }
}
