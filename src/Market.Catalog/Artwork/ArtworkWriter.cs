using System.Globalization;
using System.Text;
using SkiaSharp;

namespace Market.Catalog.Artwork;

/// <summary>Vector for the web, pixels for letters and posts, PDF for the press.</summary>
public enum ArtworkFormat { Svg, Png, Pdf }

/// <summary>Writes a sheet in its formats.</summary>
internal static class ArtworkWriter
{
    /// <summary>Dots per inch of pictures: what print shops ask for.</summary>
    private const float Dots = 300;

    /// <summary>Posters have fewer dots an inch: people look at them from farther away, and a picture takes four bytes a dot while it is drawn.</summary>
    private const float MostPixels = 12_000_000;

    /// <param name="millimetres">Width in print.</param>
    public static byte[] Write(ArtworkSheet sheet, ArtworkFormat format, int millimetres, string title, DateTime now) => format switch
    {
        ArtworkFormat.Svg => Encoding.UTF8.GetBytes(Svg(sheet, millimetres, title)),
        ArtworkFormat.Png => Png(sheet, millimetres),
        _ => Pdf(sheet, millimetres, title, now),
    };

    private static string Svg(ArtworkSheet sheet, int millimetres, string title)
    {
        var svg = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{millimetres}mm\" height=\"{millimetres * sheet.Height / sheet.Width:0.##}mm\" viewBox=\"0 0 {sheet.Width:0} {sheet.Height:0}\"><title>{title}</title>");
        foreach (var (path, fill) in sheet.Shapes) svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"{fill}\"{(path.FillType == SKPathFillType.EvenOdd ? " fill-rule=\"evenodd\"" : "")} d=\"{path.ToSvgPathData()}\"/>");
        if (sheet.Picture is { } picture)
        {
            using var png = Toned(picture.Image, sheet.Grey).Encode(SKEncodedImageFormat.Png, 100);
            svg.Append(CultureInfo.InvariantCulture, $"<image x=\"{picture.Box.Left:0.##}\" y=\"{picture.Box.Top:0.##}\" width=\"{picture.Box.Width:0.##}\" height=\"{picture.Box.Height:0.##}\" href=\"data:image/png;base64,{Convert.ToBase64String(png.Span)}\"/>");
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static byte[] Png(ArtworkSheet sheet, int millimetres)
    {
        var (wanted, ratio) = (millimetres / 25.4f * Dots, sheet.Height / sheet.Width);
        var width = (int)MathF.Round(MathF.Min(wanted, MathF.Sqrt(MostPixels / ratio)));
        using var surface = SKSurface.Create(new SKImageInfo(width, (int)MathF.Round(width * ratio)));
        surface.Canvas.Clear(SKColors.White);
        Draw(sheet, surface.Canvas, width / sheet.Width);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static byte[] Pdf(ArtworkSheet sheet, int millimetres, string title, DateTime now)
    {
        using var file = new MemoryStream();
        var points = millimetres / 25.4f * 72;
        using (var document = SKDocument.CreatePdf(file, new SKDocumentPdfMetadata { Title = title, Creation = now, Modified = now, RasterDpi = Dots }))
        {
            var canvas = document.BeginPage(points, points * sheet.Height / sheet.Width);
            Draw(sheet, canvas, points / sheet.Width);
            document.EndPage();
            document.Close();
        }
        return file.ToArray();
    }

    private static void Draw(ArtworkSheet sheet, SKCanvas canvas, float scale)
    {
        canvas.Scale(scale);
        using var paint = new SKPaint { IsAntialias = true };
        foreach (var (path, fill) in sheet.Shapes)
        {
            paint.Color = SKColor.Parse(fill);
            canvas.DrawPath(path, paint);
        }
        if (sheet.Picture is { } picture) canvas.DrawImage(Toned(picture.Image, sheet.Grey), picture.Box, new SKSamplingOptions(SKCubicResampler.Mitchell));
    }

    /// <summary>A picture in one ink is grey.</summary>
    private static SKImage Toned(SKImage image, bool grey)
    {
        if (!grey) return image;
        using var surface = SKSurface.Create(new SKImageInfo(image.Width, image.Height));
        using var paint = new SKPaint { ColorFilter = SKColorFilter.CreateColorMatrix([0.21f, 0.72f, 0.07f, 0, 0, 0.21f, 0.72f, 0.07f, 0, 0, 0.21f, 0.72f, 0.07f, 0, 0, 0, 0, 0, 1, 0]) };
        surface.Canvas.DrawImage(image, 0, 0, SKSamplingOptions.Default, paint);
        return surface.Snapshot();
    }
}
