using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Market.Kernel;
using SkiaSharp;

namespace Market.Catalog.Marks;

/// <summary>One filled outline.</summary>
/// <param name="Path">In the syntax of SVG's path data.</param>
/// <param name="Fill">As #rrggbb.</param>
internal sealed record Shape(string Path, string Fill, bool EvenOdd);

/// <summary>A logo as outlines in a box from 0,0.</summary>
internal sealed record Outline(float Width, float Height, IReadOnlyList<Shape> Shapes)
{
    /// <summary>As an SVG of nothing but paths.</summary>
    public string ToSvg()
    {
        var svg = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"{SvgMark.Space}\" viewBox=\"0 0 {Width:0.###} {Height:0.###}\">");
        foreach (var shape in Shapes) svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{shape.Path}\" fill=\"{shape.Fill}\"{(shape.EvenOdd ? " fill-rule=\"evenodd\"" : "")}/>");
        return svg.Append("</svg>").ToString();
    }
}

/// <summary>Reads a logo somebody uploaded as SVG. What we keep is drawn anew from its shapes: of the file itself nothing is served to anybody.</summary>
internal static class SvgMark
{
    public const string Space = "http://www.w3.org/2000/svg";

    /// <summary>Longest file and longest outline, in bytes.</summary>
    public const int MostBytes = 200_000;
    private const int MostShapes = 500, Deepest = 30;
    private static readonly HashSet<string> Silent = ["title", "desc", "metadata"];
    private static readonly HashSet<string> Active = ["script", "foreignObject", "style", "image", "use", "a", "animate", "animateTransform", "animateMotion", "set", "handler", "iframe"];

    /// <exception cref="RuleException"><c>sub_brand.svg_invalid</c>, <c>sub_brand.svg_active</c>, <c>sub_brand.svg_element</c>, <c>sub_brand.svg_long</c></exception>
    public static Outline Read(byte[] file)
    {
        if (file.Length > MostBytes) throw new RuleException("sub_brand.svg_long", "This drawing is too large.", "logo", MostBytes / 1000);
        var root = Parse(file);
        if (root.Name != XName.Get("svg", Space)) throw Invalid();
        var box = Box(root);
        var shapes = new List<Shape>();
        Walk(root, SKMatrix.CreateTranslation(-box.Left, -box.Top), new("#000000", null, 1, false), shapes, 0);
        if (shapes.Count == 0) throw Invalid();
        var outline = new Outline(box.Width, box.Height, shapes);
        return Encoding.UTF8.GetByteCount(outline.ToSvg()) <= MostBytes ? outline : throw new RuleException("sub_brand.svg_long", "This drawing is too large.", "logo", MostBytes / 1000);
    }

    private static XElement Parse(byte[] file)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostBytes, IgnoreProcessingInstructions = false });
            var document = XDocument.Load(reader);
            if (document.Nodes().OfType<XProcessingInstruction>().Any()) throw new RuleException("sub_brand.svg_active", "The drawing holds more than shapes.", "logo", "<?xml-stylesheet?>");
            return document.Root!;
        }
        catch (XmlException)
        {
            throw Invalid();
        }
    }

    private static SKRect Box(XElement root)
    {
        var numbers = Numbers(root.Attribute("viewBox")?.Value ?? $"0 0 {Length(root, "width")} {Length(root, "height")}");
        if (numbers.Count != 4 || numbers[2] is not (> 0 and <= 100_000) || numbers[3] is not (> 0 and <= 100_000)) throw Invalid();
        return SKRect.Create(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static string Length(XElement root, string name) => (root.Attribute(name)?.Value ?? "").Replace("px", "", StringComparison.Ordinal);

    private static void Walk(XElement element, SKMatrix above, SvgPaint inherited, List<Shape> shapes, int depth)
    {
        var name = element.Name.LocalName;
        if (Active.Contains(name)) throw new RuleException("sub_brand.svg_active", "The drawing holds more than shapes.", "logo", name);
        if (element.Attributes().FirstOrDefault(x => IsActive(x)) is { } active) throw new RuleException("sub_brand.svg_active", "The drawing holds more than shapes.", "logo", active.Name.LocalName);
        if (element.Name.NamespaceName != Space || Silent.Contains(name))
        {
            // An editor's own notes are dropped, but nothing hides among them.
            foreach (var child in element.Descendants().Where(x => Active.Contains(x.Name.LocalName))) throw new RuleException("sub_brand.svg_active", "The drawing holds more than shapes.", "logo", child.Name.LocalName);
            return;
        }
        if (depth > Deepest || shapes.Count >= MostShapes) throw new RuleException("sub_brand.svg_long", "This drawing is too large.", "logo", MostBytes / 1000);
        var (matrix, paint) = (above.PreConcat(SvgTransform.Read(element.Attribute("transform")?.Value ?? "")), inherited.With(element));
        if (name is "svg" or "g" || (name == "defs" && !element.HasElements))
        {
            foreach (var child in element.Elements()) Walk(child, matrix, paint, shapes, depth + 1);
            return;
        }
        using var path = SvgShapes.Read(element) ?? throw new RuleException("sub_brand.svg_element", "Only shapes can be read.", "logo", name);
        path.Transform(matrix);
        paint.Draw(path, Scale(matrix), shapes);
    }

    /// <summary>What makes a drawing more than a drawing: handlers, links, references to elsewhere.</summary>
    private static bool IsActive(XAttribute attribute) => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name.LocalName is "href" or "src" or "clip-path" or "mask" or "filter"
        || attribute.Value.Contains("url(", StringComparison.OrdinalIgnoreCase) || attribute.Value.Contains("javascript:", StringComparison.OrdinalIgnoreCase);

    private static float Scale(SKMatrix matrix) => MathF.Sqrt(MathF.Abs((matrix.ScaleX * matrix.ScaleY) - (matrix.SkewX * matrix.SkewY)));

    internal static List<float> Numbers(string text)
    {
        var numbers = new List<float>();
        foreach (var part in text.Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !float.IsFinite(number)) throw Invalid();
            numbers.Add(number);
        }
        return numbers;
    }

    internal static RuleException Invalid() => new("sub_brand.svg_invalid", "This is no SVG drawing that can be read.", "logo");
}
