using System.Text;
using Market.Catalog.Marks;
using Market.Kernel;

namespace Market.Catalog.Tests.Artwork;

/// <summary>A logo uploaded as SVG: shapes are read, everything else is refused.</summary>
public sealed class SvgMarkTests
{
    private const string Open = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\">";

    [Fact]
    public void Shapes_are_read_where_their_transforms_put_them()
    {
        var outline = Read("<g transform=\"translate(10 5) scale(2)\"><rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" fill=\"#abc\"/></g>");

        var shape = Assert.Single(outline.Shapes);
        using var path = SkiaSharp.SKPath.ParseSvgPathData(shape.Path);
        Assert.Equal((12f, 9f, 18f, 17f), (path.Bounds.Left, path.Bounds.Top, path.Bounds.Right, path.Bounds.Bottom));
        Assert.Equal(("#aabbcc", 100f, 50f), (shape.Fill, outline.Width, outline.Height));
    }

    [Fact]
    public void The_box_begins_where_the_view_begins()
    {
        var outline = SvgMark.Read(Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-50 -20 100 40\"><circle r=\"10\"/></svg>"));
        using var path = SkiaSharp.SKPath.ParseSvgPathData(outline.Shapes[0].Path);
        Assert.Equal((40f, 60f), (path.Bounds.Left, path.Bounds.Right));
    }

    [Fact]
    public void A_stroke_becomes_an_outline_of_its_own_and_what_is_not_painted_is_not_kept()
    {
        var outline = Read("<path d=\"M0 10 H20\" fill=\"none\" stroke=\"red\" stroke-width=\"4\"/><path d=\"M0 0H9V9Z\" fill=\"none\"/>");
        var line = Assert.Single(outline.Shapes);
        using var path = SkiaSharp.SKPath.ParseSvgPathData(line.Path);
        Assert.Equal(("#ff0000", 8f, 12f), (line.Fill, path.Bounds.Top, path.Bounds.Bottom));
    }

    [Fact]
    public void What_was_kept_reads_back_as_the_same()
    {
        var once = Read("<g fill=\"gold\" fill-rule=\"evenodd\"><ellipse cx=\"20\" cy=\"20\" rx=\"10\" ry=\"5\"/><polygon points=\"0,0 10,0 5,8\" style=\"fill:rgb(1,2,3)\"/></g>").ToSvg();
        Assert.Equal(once, SvgMark.Read(Encoding.UTF8.GetBytes(once)).ToSvg());
        Assert.Contains("fill-rule=\"evenodd\"", once, StringComparison.Ordinal);
    }

    [Fact]
    public void An_editors_notes_are_dropped() => Assert.DoesNotContain("inkscape",
        Read("<title>标志</title><metadata><x xmlns=\"urn:x\"/></metadata><n:view xmlns:n=\"http://inkscape.org/n\" a=\"1\"/><path d=\"M0 0H9V9Z\"/>").ToSvg(), StringComparison.Ordinal);

    [Theory]
    [InlineData("<script>alert(1)</script><path d=\"M0 0H9V9Z\"/>")]
    [InlineData("<path d=\"M0 0H9V9Z\" onload=\"alert(1)\"/>")]
    [InlineData("<path d=\"M0 0H9V9Z\" OnClick=\"alert(1)\"/>")]
    [InlineData("<a href=\"javascript:alert(1)\"><path d=\"M0 0H9V9Z\"/></a>")]
    [InlineData("<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"/></foreignObject>")]
    [InlineData("<image href=\"http://evil.example/x.png\"/>")]
    [InlineData("<use href=\"#x\"/>")]
    [InlineData("<style>path{fill:red}</style><path d=\"M0 0H9V9Z\"/>")]
    [InlineData("<path d=\"M0 0H9V9Z\" style=\"fill:url(http://evil.example/x)\"/>")]
    [InlineData("<path d=\"M0 0H9V9Z\" fill=\"url(#gradient)\"/>")]
    [InlineData("<path d=\"M0 0H9V9Z\"><animate attributeName=\"d\"/></path><set/>")]
    [InlineData("<metadata><script xmlns=\"http://www.w3.org/2000/svg\">alert(1)</script></metadata><path d=\"M0 0H9V9Z\"/>")]
    [InlineData("<path d=\"M0 0H9V9Z\" clip-path=\"inset(0)\"/>")]
    public void What_acts_or_reaches_out_is_refused(string content) => Assert.Equal("sub_brand.svg_active", Assert.Throws<RuleException>(() => Read(content)).Code);

    [Theory]
    [InlineData("<text>上湾</text>", "sub_brand.svg_element")]
    [InlineData("<linearGradient/>", "sub_brand.svg_element")]
    [InlineData("<path d=\"M0 0H9V9Z\" fill=\"papayawhip\"/>", "sub_brand.svg_element")]
    [InlineData("", "sub_brand.svg_invalid")]
    [InlineData("<path d=\"nonsense\"/>", "sub_brand.svg_invalid")]
    [InlineData("<path d=\"M0 0H9V9Z\" transform=\"rotate(\"/>", "sub_brand.svg_invalid")]
    [InlineData("<path d=\"M0 0H9V9Z\" transform=\"scale(1e400)\"/>", "sub_brand.svg_invalid")]
    [InlineData("<polygon points=\"1 2 3\"/>", "sub_brand.svg_invalid")]
    [InlineData("<rect width=\"x\" height=\"1\"/>", "sub_brand.svg_invalid")]
    public void What_cannot_be_read_is_refused(string content, string code) => Assert.Equal(code, Assert.Throws<RuleException>(() => Read(content)).Code);

    [Theory]
    [InlineData("")]
    [InlineData("<html/>")]
    [InlineData("<svg viewBox=\"0 0 1 1\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 0 0\"><path d=\"M0 0H9V9Z\"/></svg>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><title>&a;</title></svg>")]
    [InlineData("<!DOCTYPE svg SYSTEM \"http://evil.example/x.dtd\"><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>")]
    public void A_file_that_only_looks_like_a_drawing_is_refused(string file) => Assert.Equal("sub_brand.svg_invalid", Assert.Throws<RuleException>(() => SvgMark.Read(Encoding.UTF8.GetBytes(file))).Code);

    [Fact]
    public void A_stylesheet_from_elsewhere_is_refused() => Assert.Equal("sub_brand.svg_active",
        Assert.Throws<RuleException>(() => SvgMark.Read(Encoding.UTF8.GetBytes("<?xml-stylesheet href=\"http://evil.example/x.css\"?>" + Open + "<path d=\"M0 0H9V9Z\"/></svg>"))).Code);

    [Fact]
    public void Depth_number_and_size_have_an_end()
    {
        Assert.Equal("sub_brand.svg_long", Assert.Throws<RuleException>(() => Read(string.Concat(Enumerable.Repeat("<g>", 40)) + string.Concat(Enumerable.Repeat("</g>", 40)))).Code);
        Assert.Equal("sub_brand.svg_long", Assert.Throws<RuleException>(() => Read(string.Concat(Enumerable.Repeat("<circle r=\"1\"/>", 501)))).Code);
        Assert.Equal("sub_brand.svg_long", Assert.Throws<RuleException>(() => SvgMark.Read(new byte[SvgMark.MostBytes + 1])).Code);
    }

    private static Outline Read(string content) => SvgMark.Read(Encoding.UTF8.GetBytes(Open + content + "</svg>"));
}
