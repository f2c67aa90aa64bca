using System.IO.Compression;
using SkiaSharp;

namespace Market.Catalog.Artwork;

/// <summary>Writes words as outlines, so that a file looks the same on every press.</summary>
internal static class Letters
{
    private static readonly Lazy<SKTypeface> Kai = new(() =>
    {
        using var packed = typeof(Letters).Assembly.GetManifestResourceStream("Market.Catalog.Artwork.kai.ttf.gz")!;
        using var font = new GZipStream(packed, CompressionMode.Decompress);
        var bytes = new MemoryStream();
        font.CopyTo(bytes);
        bytes.Position = 0;
        return SKTypeface.FromStream(bytes);
    });

    /// <summary>Whether every character can be written: ASCII and GB 2312.</summary>
    public static bool Know(string text)
    {
        using var font = new SKFont(Kai.Value);
        return font.ContainsGlyphs(text);
    }

    /// <summary>The letters themselves, for files that carry them.</summary>
    public static SKTypeface Face => Kai.Value;

    /// <summary>The words in lines that are no wider than this; a character nobody here can write becomes a box.</summary>
    public static List<string> Broken(SKFont font, string text, float width)
    {
        var (lines, line) = (new List<string>(), new System.Text.StringBuilder());
        foreach (var rune in text.EnumerateRunes().Select(x => font.ContainsGlyphs(x.ToString()) ? x.ToString() : "□"))
        {
            if (line.Length > 0 && font.MeasureText(line + rune) > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            line.Append(rune);
        }
        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>The words, as large as fit and at most as high as the box, in its middle.</summary>
    public static SKPath Fit(string text, SKRect box)
    {
        using var font = new SKFont(Kai.Value, 100);
        using var drawn = font.GetTextPath(text, new SKPoint(0, 0));
        var bounds = drawn.TightBounds;
        var scale = Math.Min(box.Width / bounds.Width, box.Height / Math.Max(bounds.Height, 72));
        var matrix = SKMatrix.CreateTranslation(box.MidX, box.MidY).PreConcat(SKMatrix.CreateScale(scale, scale)).PreConcat(SKMatrix.CreateTranslation(-bounds.MidX, -bounds.MidY));
        var placed = new SKPath(drawn);
        placed.Transform(matrix);
        return placed;
    }
}
