using CsCheck;
using Market.Testing;
using Market.Traceability.DigitalLink;

namespace Market.Traceability.Tests.DigitalLink;

/// <summary>Element strings with brackets and with separators.</summary>
public sealed class ElementStringTests
{
    [RealDataFact]
    public void Every_bracketed_vector_becomes_what_a_bar_code_carries()
    {
        var rows = Vectors.Rows("digitallink/bracketed-AI-basic.csv");
        foreach (var row in rows)
        {
            Assert.True(ElementStrings.TryParseBracketed(row[1], DigitalLinkOptions.Strict, out var elements, out var error), $"{row[1]}: {error?.Message}");
            Assert.Equal(row[2], ElementStrings.Format(elements, '^'));
            Assert.True(ElementStrings.TryParse(row[2], '^', out var read, out _));
            Assert.Equal(elements, read);
        }
        Assert.Equal(8, rows.Count);
    }

    [Theory]
    [InlineData("(10)12345(11)991225", "^1012345^11991225")]
    [InlineData("(01)09520123456788(10)AB\\(1\\)(3103)000195", "^010952012345678810AB(1)^3103000195")]
    [InlineData("(8003)03870585000552X(99)a", "^800303870585000552X^99a")]
    public void Separators_stand_only_behind_values_without_a_predefined_length(string bracketed, string carried)
    {
        Assert.True(ElementStrings.TryParseBracketed(bracketed, DigitalLinkOptions.Strict, out var elements, out _));
        Assert.Equal(carried, ElementStrings.Format(elements, '^'));
    }

    [Theory]
    [InlineData("", "element.empty")]
    [InlineData("01", "element.bracket")]
    [InlineData("(01", "element.bracket")]
    [InlineData("(01)", "value.too_short")]
    [InlineData("()1", "ai.unknown")]
    [InlineData("(10)a\\b", "value.character")]
    [InlineData("(10)a(b", "element.bracket")]
    [InlineData("(10)a\\", "value.character")]
    public void Bad_brackets_are_refused_with_their_reason(string text, string reason)
    {
        Assert.False(ElementStrings.TryParseBracketed(text, DigitalLinkOptions.Strict, out _, out var error));
        Assert.Equal(reason, error.Code);
    }

    [Theory]
    [InlineData("^", "element.empty")]
    [InlineData("^0", "ai.unknown")]
    [InlineData("^0109520123456", "value.too_short")]
    [InlineData("^10A^", null)]
    [InlineData("0109520123456788^10A", null)]
    [InlineData("^^10A", "ai.unknown")]
    [InlineData("^89A", "ai.unknown")]
    public void What_a_scanner_sends_is_cut_at_predefined_lengths_and_separators(string text, string? reason)
    {
        Assert.Equal(reason is null, ElementStrings.TryParse(text, '^', out _, out var error));
        Assert.Equal(reason, error?.Code);
    }

    [Fact]
    public void Both_forms_come_back_as_they_went() => Made.Elements.Sample(elements =>
    {
        Assert.True(ElementStrings.TryParseBracketed(ElementStrings.FormatBracketed(elements), DigitalLinkOptions.Strict, out var bracketed, out _));
        Assert.Equal(elements, bracketed);
        Assert.True(ElementStrings.TryParse(ElementStrings.Format(elements), ElementStrings.GroupSeparator, out var carried, out _));
        Assert.Equal(elements, carried);
    }, iter: StormSize.Of(300, 20_000));

    [Fact]
    public void No_text_makes_them_throw() => Made.Noise.Sample(text =>
    {
        ElementStrings.TryParseBracketed(text, Made.Widest, out _, out _);
        ElementStrings.TryParseBracketed("(" + text, Made.Widest, out _, out _);
        ElementStrings.TryParse(text, '^', out _, out _);
        ElementStrings.TryParse("^99" + text, '^', out _, out _);
    }, iter: StormSize.Of(1000, 100_000));
}
