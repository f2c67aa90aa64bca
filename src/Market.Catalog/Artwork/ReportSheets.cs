using System.Globalization;
using SkiaSharp;

namespace Market.Catalog.Artwork;

/// <summary>A table of a report.</summary>
/// <param name="Widths">Of the columns, in parts of the page's width.</param>
public sealed record ReportTable(string Title, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<int> Widths);

/// <summary>Reports as PDF: A4 pages with a title, lines and tables; the letters travel with the file.</summary>
public static class ReportSheets
{
    private const float Millimetre = 72 / 25.4f, PageWide = 210 * Millimetre, PageHigh = 297 * Millimetre, Margin = 18 * Millimetre, Gap = 2 * Millimetre;
    private const float TitleSize = 18, HeadingSize = 12, TextSize = 9, Leading = 1.35f;

    /// <param name="lines">Sentences between the title and the tables.</param>
    /// <param name="now">Written into the file, UTC.</param>
    public static byte[] Pdf(string title, IReadOnlyList<string> lines, IReadOnlyList<ReportTable> tables, DateTime now)
    {
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, new SKDocumentPdfMetadata { Title = title, Creation = now, Modified = now }))
        {
            var paper = new Paper(document);
            paper.Write([title], [1], TitleSize);
            foreach (var line in lines) paper.Write([line], [1], TextSize);
            foreach (var table in tables)
            {
                paper.Skip(4 * Gap);
                paper.Write([table.Title], [1], HeadingSize);
                paper.Write(table.Header, table.Widths, TextSize);
                paper.Rule();
                foreach (var row in table.Rows) paper.Write(row, table.Widths, TextSize);
            }
            paper.End();
            document.Close();
        }
        return file.ToArray();
    }

    /// <summary>Takes row after row and begins a new page when one is full.</summary>
    private sealed class Paper(SKDocument document)
    {
        private SKCanvas? canvas;
        private float at;
        private int page;

        public void Skip(float points) => at += points;

        public void Rule()
        {
            using var ink = new SKPaint { Color = SKColors.Gray, StrokeWidth = 0.5f };
            canvas!.DrawLine(Margin, at, PageWide - Margin, at, ink);
            at += Gap / 2;
        }

        /// <summary>One row; a cell that is too long goes on below.</summary>
        public void Write(IReadOnlyList<string> cells, IReadOnlyList<int> widths, float size)
        {
            using var font = new SKFont(Letters.Face, size);
            using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
            var unit = (PageWide - (2 * Margin)) / widths.Sum();
            var broken = cells.Select((cell, i) => Letters.Broken(font, cell, (widths[i] * unit) - Gap)).ToList();
            for (var line = 0; line < broken.Max(x => x.Count); line++)
            {
                var place = Room(size * Leading);
                var left = Margin;
                for (var i = 0; i < cells.Count; left += widths[i++] * unit)
                    if (line < broken[i].Count) place.DrawText(broken[i][line], left, at - (size * (Leading - 1)), SKTextAlign.Left, font, ink);
            }
        }

        public void End()
        {
            if (canvas is null) return;
            using var font = new SKFont(Letters.Face, TextSize);
            using var ink = new SKPaint { Color = SKColors.Gray, IsAntialias = true };
            canvas.DrawText((++page).ToString(CultureInfo.InvariantCulture), PageWide / 2, PageHigh - (Margin / 2), SKTextAlign.Center, font, ink);
            document.EndPage();
            canvas = null;
        }

        private SKCanvas Room(float high)
        {
            if (canvas is not null && at + high > PageHigh - Margin) End();
            if (canvas is null) (canvas, at) = (document.BeginPage(PageWide, PageHigh), Margin);
            at += high;
            return canvas;
        }
    }
}
