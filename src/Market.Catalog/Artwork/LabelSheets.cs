using System.Globalization;
using QRCoder;
using SkiaSharp;

namespace Market.Catalog.Artwork;

/// <summary>A label with a QR code and two lines.</summary>
/// <param name="Url">What the code says; in capitals it is smaller.</param>
/// <param name="Name">The goods, in print.</param>
/// <param name="Code">The code for people, in groups.</param>
public sealed record Label(string Url, string Name, string Code);

/// <summary>Labels with QR codes for screens, office printers and label printers. Error correction M: a seventh of a code may be scratched.</summary>
public static class LabelSheets
{
    /// <summary>Labels on one A4 page: three across, eight down, 70 by 37 mm each, as sold on sheets.</summary>
    public const int PerPage = Across * Down;

    private const int Across = 3, Down = 8;
    private const float Millimetre = 72 / 25.4f, Wide = 70 * Millimetre, High = 37.125f * Millimetre;

    /// <summary>A code as SVG, quiet zone included; black on white.</summary>
    public static string Svg(string url)
    {
        using var modules = QrOutline.Draw(url, out var side, QRCodeGenerator.ECCLevel.M);
        var whole = side + (2 * QrOutline.Quiet);
        return string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{-QrOutline.Quiet} {-QrOutline.Quiet} {whole} {whole}\" aria-hidden=\"true\"><path fill=\"#fff\" d=\"M{-QrOutline.Quiet} {-QrOutline.Quiet}h{whole}v{whole}h-{whole}z\"/><path d=\"{modules.ToSvgPathData()}\"/></svg>");
    }

    /// <summary>A PDF of A4 pages; everything on it is an outline, so no printer needs a font.</summary>
    /// <param name="now">Written into the file, UTC.</param>
    public static byte[] Pdf(IReadOnlyList<Label> labels, DateTime now)
    {
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, new SKDocumentPdfMetadata { Title = "CoopMarket", Creation = now, Modified = now }))
        {
            foreach (var page in labels.Chunk(PerPage))
            {
                var canvas = document.BeginPage(Across * Wide, Down * High);
                for (var i = 0; i < page.Length; i++) Draw(canvas, page[i], new SKPoint(i % Across * Wide, i / Across * High));
                document.EndPage();
            }
            document.Close();
        }
        return file.ToArray();
    }

    /// <summary>One label in ZPL II for label printers of 203 dots an inch.</summary>
    public static string Zpl(Label label) => $"^XA^CI28^FO24,24^BQN,2,5^FDMA,{label.Url}^FS^FO24,250^A0N,26,26^FD{Plain(label.Code)}^FS^FO24,282^A0N,24,24^FD{Plain(label.Name)}^FS^XZ\n";

    private static void Draw(SKCanvas canvas, Label label, SKPoint at)
    {
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = false };
        using var modules = QrOutline.Draw(label.Url, out var side, QRCodeGenerator.ECCLevel.M);
        var (box, left) = (High - (4 * Millimetre), at.X + (2 * Millimetre));
        var module = box / (side + (2 * QrOutline.Quiet));
        canvas.Save();
        canvas.Translate(left + (QrOutline.Quiet * module), at.Y + (2 * Millimetre) + (QrOutline.Quiet * module));
        canvas.Scale(module);
        canvas.DrawPath(modules, ink);
        canvas.Restore();
        var text = new SKRect(left + box, at.Y + (6 * Millimetre), at.X + Wide - (2 * Millimetre), at.Y + High - (6 * Millimetre));
        Write(canvas, Letters.Know(label.Name) ? label.Name : "", new(text.Left, text.Top, text.Right, text.MidY - Millimetre), ink);
        Write(canvas, label.Code, new(text.Left, text.MidY + Millimetre, text.Right, text.MidY + (5 * Millimetre)), ink);
    }

    private static void Write(SKCanvas canvas, string text, SKRect box, SKPaint ink)
    {
        if (text.Length == 0) return;
        using var words = Letters.Fit(text, box);
        canvas.DrawPath(words, ink);
    }

    /// <summary>Without the characters that begin a command of the printer's language.</summary>
    private static string Plain(string text) => text.Replace('^', ' ').Replace('~', ' ');
}
