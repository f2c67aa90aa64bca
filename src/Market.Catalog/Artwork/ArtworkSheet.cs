using Market.Catalog.Marks;
using SkiaSharp;

namespace Market.Catalog.Artwork;

/// <summary>How the parts stand: beside each other, or one below the other.</summary>
public enum ArtworkLayout { Landscape, Portrait }

/// <summary>In its own colours, all green, all black, or white on a green ground.</summary>
public enum ArtworkColours { Colour, Green, Black, White }

/// <summary>What an artwork is made of.</summary>
/// <param name="Logo">The shared logo.</param>
/// <param name="SubBrand">The cooperative's own logo as outlines; null when it has none.</param>
/// <param name="Picture">The cooperative's own logo as a picture; null when it has none.</param>
/// <param name="Name">The sub-brand in words, written when there is no logo of it.</param>
/// <param name="Number">Licence number and the file's serial number.</param>
/// <param name="Link">Address behind the code.</param>
internal sealed record ArtworkParts(Outline Logo, Outline? SubBrand, SKImage? Picture, string Name, string Number, string Link);

/// <summary>The pair (母子品牌) with number and code, drawn once for every format: shared logo and sub-brand are never apart.</summary>
internal sealed class ArtworkSheet : IDisposable
{
    private const string Ground = "#1b6b3a", White = "#ffffff", Black = "#000000";
    private readonly List<(SKPath Path, string Fill)> _shapes = [];
    private readonly ArtworkColours _colours;

    public float Width { get; }
    public float Height { get; }

    /// <summary>Side of one module of the code, in the sheet's units.</summary>
    public float Module { get; private set; }
    public IReadOnlyList<(SKPath Path, string Fill)> Shapes => _shapes;

    /// <summary>The cooperative's picture and where it stands; null when its logo is drawn or written.</summary>
    public (SKImage Image, SKRect Box)? Picture { get; private set; }
    public bool Grey => _colours != ArtworkColours.Colour;

    private ArtworkSheet(float width, float height, ArtworkColours colours) => (Width, Height, _colours) = (width, height, colours);

    public static ArtworkSheet Compose(ArtworkParts parts, ArtworkLayout layout, ArtworkColours colours)
    {
        var wide = layout == ArtworkLayout.Landscape;
        var sheet = wide ? new ArtworkSheet(400, 140, colours) : new ArtworkSheet(160, 380, colours);
        if (colours == ArtworkColours.White) sheet.Add(Rectangle(new(0, 0, sheet.Width, sheet.Height)), Ground);
        sheet.Place(parts.Logo, wide ? SKRect.Create(10, 10, 100, 100) : SKRect.Create(30, 10, 100, 100));
        sheet.PlaceOwn(parts, wide ? SKRect.Create(122, 15, 150, 90) : SKRect.Create(15, 122, 130, 78));
        sheet.PlaceCode(parts.Link, wide ? SKRect.Create(284, 6, 108, 108) : SKRect.Create(25, 212, 110, 110));
        sheet.Add(Letters.Fit(parts.Number, wide ? SKRect.Create(10, 119, 380, 14) : SKRect.Create(10, 340, 140, 16)), sheet.Ink(Black));
        return sheet;
    }

    private void PlaceOwn(ArtworkParts parts, SKRect box)
    {
        if (parts.SubBrand is { } own) Place(own, box);
        else if (parts.Picture is { } picture) PlacePicture(picture, box);
        else Add(Letters.Fit(parts.Name, box), Ink(Ground));
    }

    private void PlacePicture(SKImage picture, SKRect box)
    {
        var inside = Inside(picture.Width, picture.Height, box);
        if (_colours == ArtworkColours.White) Add(Rectangle(SKRect.Inflate(inside, 3, 3)), White);
        Picture = (picture, inside);
    }

    private void PlaceCode(string link, SKRect box)
    {
        var code = QrOutline.Draw(link, out var side);
        Module = box.Width / (side + (2 * QrOutline.Quiet));
        if (_colours == ArtworkColours.White) Add(Rectangle(box), White);
        code.Transform(SKMatrix.CreateTranslation(box.Left + (QrOutline.Quiet * Module), box.Top + (QrOutline.Quiet * Module)).PreConcat(SKMatrix.CreateScale(Module, Module)));
        // Scanners expect dark on light, whatever the ground.
        Add(code, _colours == ArtworkColours.White ? Ground : Ink(Black));
    }

    private void Place(Outline outline, SKRect box)
    {
        var inside = Inside(outline.Width, outline.Height, box);
        var scale = inside.Width / outline.Width;
        var matrix = SKMatrix.CreateTranslation(inside.Left, inside.Top).PreConcat(SKMatrix.CreateScale(scale, scale));
        foreach (var shape in outline.Shapes)
        {
            var path = SKPath.ParseSvgPathData(shape.Path);
            path.FillType = shape.EvenOdd ? SKPathFillType.EvenOdd : SKPathFillType.Winding;
            path.Transform(matrix);
            Add(path, Ink(shape.Fill));
        }
    }

    /// <summary>With one ink, what is dark takes it and what is light shows the ground.</summary>
    private string Ink(string fill)
    {
        if (_colours == ArtworkColours.Colour) return fill;
        var colour = SKColor.Parse(fill);
        var light = (0.2126 * colour.Red) + (0.7152 * colour.Green) + (0.0722 * colour.Blue) > 160;
        return (_colours, light) switch
        {
            (ArtworkColours.White, true) => Ground,
            (ArtworkColours.White, false) => White,
            (_, true) => White,
            (ArtworkColours.Green, false) => Ground,
            _ => Black,
        };
    }

    private void Add(SKPath path, string fill) => _shapes.Add((path, fill));

    private static SKRect Inside(float width, float height, SKRect box)
    {
        var scale = Math.Min(box.Width / width, box.Height / height);
        return SKRect.Create(box.MidX - (width * scale / 2), box.MidY - (height * scale / 2), width * scale, height * scale);
    }

    private static SKPath Rectangle(SKRect box)
    {
        using var drawn = new SKPathBuilder();
        drawn.AddRect(box);
        return drawn.Detach();
    }

    public void Dispose()
    {
        foreach (var (path, _) in _shapes) path.Dispose();
    }
}
