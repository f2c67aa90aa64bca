using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Market.Kernel;
using SkiaSharp;

namespace Market.Catalog.Marks;

/// <summary>The shapes of SVG 1.1 (chapters 8 and 9) as paths.</summary>
internal static class SvgShapes
{
    /// <returns>null when the element is no shape.</returns>
    public static SKPath? Read(XElement element)
    {
        float Of(string name) => element.Attribute(name) is { } x && SvgMark.Numbers(x.Value.Replace("px", "", StringComparison.Ordinal)) is [var one] ? one : 0;
        using var drawn = new SKPathBuilder();
        switch (element.Name.LocalName)
        {
            case "path":
                return SKPath.ParseSvgPathData(element.Attribute("d")?.Value ?? "") ?? throw SvgMark.Invalid();
            case "rect":
                drawn.AddRoundRect(new SKRoundRect(SKRect.Create(Of("x"), Of("y"), Of("width"), Of("height")), Math.Max(Of("rx"), Of("ry"))));
                break;
            case "circle":
                drawn.AddCircle(Of("cx"), Of("cy"), Of("r"));
                break;
            case "ellipse":
                drawn.AddOval(new SKRect(Of("cx") - Of("rx"), Of("cy") - Of("ry"), Of("cx") + Of("rx"), Of("cy") + Of("ry")));
                break;
            case "polygon" or "polyline":
                var numbers = SvgMark.Numbers(element.Attribute("points")?.Value ?? "");
                if (numbers.Count < 4 || numbers.Count % 2 != 0) throw SvgMark.Invalid();
                drawn.AddPoly([.. numbers.Chunk(2).Select(x => new SKPoint(x[0], x[1]))], element.Name.LocalName == "polygon");
                break;
            default:
                return null;
        }
        return drawn.Detach();
    }
}

/// <summary>How shapes are painted: filled, and their strokes as outlines of their own.</summary>
/// <param name="Fill">null for none.</param>
/// <param name="Stroke">null for none.</param>
internal sealed record SvgPaint(string? Fill, string? Stroke, float Width, bool EvenOdd)
{
    /// <summary>Names of SVG 1.1, section 4.4, that logos use.</summary>
    private static readonly Dictionary<string, string> Named =
        "black 000000 white ffffff red ff0000 green 008000 lime 00ff00 blue 0000ff navy 000080 yellow ffff00 gold ffd700 orange ffa500 brown a52a2a gray 808080 grey 808080 silver c0c0c0 maroon 800000 olive 808000 teal 008080 purple 800080 fuchsia ff00ff aqua 00ffff currentColor 000000"
            .Split(' ').Chunk(2).ToDictionary(x => x[0], x => "#" + x[1], StringComparer.OrdinalIgnoreCase);

    public SvgPaint With(XElement element)
    {
        var style = (element.Attribute("style")?.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(x => x.Split(':', 2)).Where(x => x.Length == 2).ToLookup(x => x[0].Trim(), x => x[1].Trim());
        string? Of(string name) => style[name].LastOrDefault() ?? element.Attribute(name)?.Value.Trim();
        return new(Of("fill") is { } fill ? Colour(fill) : Fill, Of("stroke") is { } stroke ? Colour(stroke) : Stroke,
            Of("stroke-width") is { } width ? SvgMark.Numbers(width.Replace("px", "", StringComparison.Ordinal)).FirstOrDefault() : Width, Of("fill-rule") is { } rule ? rule == "evenodd" : EvenOdd);
    }

    /// <param name="scale">How much larger the shape is drawn than the stroke's width was given for.</param>
    public void Draw(SKPath path, float scale, List<Shape> shapes)
    {
        if (Fill is not null) shapes.Add(new(Data(path), Fill, EvenOdd));
        if (Stroke is null || Width <= 0) return;
        using var pen = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = Width * scale, StrokeJoin = SKStrokeJoin.Miter };
        using var line = pen.GetFillPath(path);
        if (line is not null) shapes.Add(new(Data(line), Stroke, false));
    }

    private static string Data(SKPath path) => path.Bounds is { Left: var left, Width: var width, Height: var height } && float.IsFinite(left) && float.IsFinite(width) && float.IsFinite(height) ? path.ToSvgPathData() : throw SvgMark.Invalid();

    private static string? Colour(string text)
    {
        if (text is "none" or "transparent") return null;
        if (Named.TryGetValue(text, out var known)) return known;
        if (Regex.Match(text, @"^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) is { Success: true } rgb)
            return "#" + string.Concat(rgb.Groups.Values.Skip(1).Select(x => Math.Min(255, int.Parse(x.Value, CultureInfo.InvariantCulture)).ToString("x2", CultureInfo.InvariantCulture)));
        return text.StartsWith('#') && SKColor.TryParse(text, out var colour) ? FormattableString.Invariant($"#{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}")
            : throw new RuleException("sub_brand.svg_element", "Only shapes can be read.", "logo", text.Length <= 40 ? text : text[..40]);
    }
}

/// <summary>The transform attribute of SVG 1.1, section 7.6.</summary>
internal static partial class SvgTransform
{
    [GeneratedRegex(@"\G[\s,]*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Step();

    public static SKMatrix Read(string text)
    {
        var (matrix, at) = (SKMatrix.Identity, 0);
        for (var step = Step().Match(text); step.Success; step = step.NextMatch())
        {
            matrix = matrix.PreConcat(One(step.Groups[1].Value, SvgMark.Numbers(step.Groups[2].Value)));
            at = step.Index + step.Length;
        }
        return text[at..].Trim().Length == 0 ? matrix : throw SvgMark.Invalid();
    }

    private static SKMatrix One(string name, List<float> n) => (name, n) switch
    {
        ("matrix", [var a, var b, var c, var d, var e, var f]) => new SKMatrix(a, c, e, b, d, f, 0, 0, 1),
        ("translate", [var x]) => SKMatrix.CreateTranslation(x, 0),
        ("translate", [var x, var y]) => SKMatrix.CreateTranslation(x, y),
        ("scale", [var s]) => SKMatrix.CreateScale(s, s),
        ("scale", [var x, var y]) => SKMatrix.CreateScale(x, y),
        ("rotate", [var angle]) => SKMatrix.CreateRotationDegrees(angle),
        ("rotate", [var angle, var x, var y]) => SKMatrix.CreateRotationDegrees(angle, x, y),
        ("skewX", [var angle]) => SKMatrix.CreateSkew(MathF.Tan(angle * MathF.PI / 180), 0),
        ("skewY", [var angle]) => SKMatrix.CreateSkew(0, MathF.Tan(angle * MathF.PI / 180)),
        _ => throw SvgMark.Invalid(),
    };
}
