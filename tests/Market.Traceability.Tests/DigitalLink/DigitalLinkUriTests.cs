using CsCheck;
using Market.Testing;
using Market.Traceability.DigitalLink;

namespace Market.Traceability.Tests.DigitalLink;

/// <summary>Reading and writing of addresses, against the standard's vectors and against each other.</summary>
public sealed class DigitalLinkUriTests
{
    [RealDataFact]
    public void Every_parse_vector_is_read_or_refused_as_it_says()
    {
        var rows = Vectors.Rows("digitallink/parse-basic-vectors.csv");
        foreach (var row in rows)
        {
            var options = new DigitalLinkOptions { ZeroSuppressedGtin = row[3] == "1", PermitUnknownAis = row[4] == "1", UnknownAiAsAttribute = row[5] == "0", ConvenienceAlphas = row[6] == "1" };
            var read = DigitalLinkUri.TryParse(row[1], options, out var link, out var error);
            Assert.True(read == (row[0] == "valid"), $"{row[1]}: {error?.Message}");
            if (read) Assert.Equal(row[2], ElementStrings.Format(link!.Elements, '^'));
        }
        Assert.Equal(40, rows.Count);
    }

    [RealDataFact]
    public void Every_generate_vector_is_written_as_it_says()
    {
        var rows = Vectors.Rows("digitallink/generate-basic-vectors.csv");
        foreach (var row in rows)
        {
            var options = new DigitalLinkOptions { PermitUnknownAis = row[4] == "1", UnknownAiAsAttribute = row[5] == "0" };
            Assert.Equal(row[3], Write(row[2], row[1].Length > 0 ? options with { Stem = row[1] } : options));
        }
        Assert.Equal(4, rows.Count);
    }

    [RealDataFact]
    public void Every_sequence_of_the_vectors_may_stand_in_a_path()
    {
        var rows = Vectors.Rows("digitallink/valid-path-AI-sequences.csv");
        foreach (var codes in rows.Select(x => x[0].Split('/')))
        {
            Assert.True(ApplicationIdentifiers.TryFind(codes[0], out var key));
            Assert.True(DigitalLinkReader.IsSequence(key, codes[1..]), string.Join('/', codes));
            if (codes.Length > 2) Assert.False(DigitalLinkReader.IsSequence(key, [.. codes[1..].Reverse()]));
        }
        Assert.Equal(39, rows.Count);
    }

    [RealDataFact]
    public void The_toolkit_examples_come_out_alike()
    {
        var rows = Vectors.Lines("digitallink/toolkit-readme-examples.csv");
        Assert.Equal(5, rows.Skip(1).Count(x => x.Length > 0));
        var names = new DigitalLinkOptions { ConvenienceAlphas = true, ZeroSuppressedGtin = true, Stem = "http://example.org" };
        const string Link = "http://example.org/gtin/05412345000013/lot/ABC%26%2B123?3103=000189&3923=2172", Short = "http://example.org/gtin/054123450013/lot/ABC%26%2B123?3103=000189&3923=2172";
        Assert.Equal(Link, Write("(3103)000189(01)05412345000013(3923)2172(10)ABC&+123", names));
        Assert.True(ElementStrings.TryParse("3103000189010541234500001339232172\u001d10ABC&+123", '\u001d', out var elements, out _));
        Assert.True(DigitalLinkUri.TryWrite(elements, DigitalLinkOptions.Strict, out var uri, out _));
        Assert.Equal("https://id.gs1.org/01/05412345000013/10/ABC%26%2B123?3103=000189&3923=2172", uri);
        Assert.True(DigitalLinkUri.TryParse(Short, names, out var link, out _));
        Assert.Equal("(01)00054123450013(10)ABC&+123(3103)000189(3923)2172", ElementStrings.FormatBracketed(link.Elements));
        Assert.Equal("\u001d0100054123450013310300018910ABC&+123\u001d39232172", ElementStrings.Format(ElementStrings.FixedFirst(link.Elements)));
        Assert.Equal("https://example.org/gtin/00054123450013/lot/ABC%26%2B123?3103=000189&3923=2172", Write("(10)ABC&+123(3103)000189(3923)2172(01)00054123450013", names with { Stem = "https://example.org" }));
        foreach (var said in new[] { Link, Short, uri }) Assert.Contains(rows, x => x.Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://id.gs1.org/01/09520123456788/10/ABC123?17=201225", "(01)09520123456788(10)ABC123(17)201225")]
    [InlineData("HTTPS://shop.example:8443/a/b/00/952012345678912345#top", "(00)952012345678912345")]
    [InlineData("https://[2001:db8::1]/414/9520123456788/254/32a%2fb", "(414)9520123456788(254)32a/b")]
    [InlineData("https://a/01/09520123456788/22/v/10/l/21/s?11=260901;lot=x&&99=a%26b&x", "(01)09520123456788(22)v(10)l(21)s(11)260901(99)a&b")]
    [InlineData("https://a/01/09520123456788/235/T?10=L", "(01)09520123456788(235)T(10)L")]
    [InlineData("https://a/01/01/01/09520123456788", "(01)09520123456788")]
    public void A_good_address_is_read(string uri, string elements)
    {
        Assert.True(DigitalLinkUri.TryParse(uri, DigitalLinkOptions.Strict, out var link, out var error), error?.Message);
        Assert.Equal(elements, ElementStrings.FormatBracketed(link.Elements));
    }

    [Theory]
    [InlineData(null, "uri.empty")]
    [InlineData("", "uri.empty")]
    [InlineData("ftp://a/01/09520123456788", "uri.scheme")]
    [InlineData("https:///01/09520123456788", "uri.host")]
    [InlineData("https://me@a/01/09520123456788", "uri.host")]
    [InlineData("https://a:x/01/09520123456788", "uri.host")]
    [InlineData("https://[::1/01/09520123456788", "uri.host")]
    [InlineData("https://a", "path.no_key")]
    [InlineData("https://a/", "path.no_key")]
    [InlineData("https://a/01", "path.no_key")]
    [InlineData("https://a/01/09520123456788/", "path.no_key")]
    [InlineData("https://a/gtin/09520123456788", "path.no_key")]
    [InlineData("https://a/10/A", "path.no_key")]
    [InlineData("https://a/01/09520123456788/21/A/10/B", "path.sequence")]
    [InlineData("https://a/01/09520123456788/10/A/235/B", "path.sequence")]
    [InlineData("https://a/01/09520123456788/10/A/10/B", "path.sequence")]
    [InlineData("https://a/01/9520123456788", "value.too_short")]
    [InlineData("https://a/01/09520123456788/10/", "value.too_short")]
    [InlineData("https://a/01/09520123456789", "value.check_digit")]
    [InlineData("https://a/01/09520123456788/10/a%", "uri.escape")]
    [InlineData("https://a/01/09520123456788/10/a%2", "uri.escape")]
    [InlineData("https://a/01/09520123456788/10/a%E6%89%B9", "value.character")]
    [InlineData("https://a/01/09520123456788/10/批", "uri.character")]
    [InlineData("https://a/01/09520123456788?10=A", "query.belongs_in_path")]
    [InlineData("https://a/01/09520123456788?21=A", "query.not_attribute")]
    [InlineData("https://a/01/09520123456788?01=09520123456788", "query.repeated")]
    [InlineData("https://a/01/09520123456788?17=261301", "value.date_or_month")]
    [InlineData("https://a/01/09520123456788?99=", "value.too_short")]
    [InlineData("https://a/01/09520123456788?12345=1", "ai.unknown")]
    public void A_bad_address_is_refused_with_its_reason(string? uri, string reason)
    {
        Assert.False(DigitalLinkUri.TryParse(uri, DigitalLinkOptions.Strict, out _, out var error));
        Assert.Equal(reason, error.Code);
    }

    [Fact]
    public void Each_option_widens_one_thing_only()
    {
        const string Zero = "https://a/01/9520123456788", Alpha = "https://a/gtin/09520123456788/lot/A?exp=261231", Unknown = "https://a/01/09520123456788?89=x";
        var (zero, alpha, unknown) = (new DigitalLinkOptions { ZeroSuppressedGtin = true }, new DigitalLinkOptions { ConvenienceAlphas = true }, new DigitalLinkOptions { PermitUnknownAis = true, UnknownAiAsAttribute = true });
        foreach (var (uri, options, elements) in new[] { (Zero, zero, "(01)09520123456788"), (Alpha, alpha, "(01)09520123456788(10)A(17)261231"), (Unknown, unknown, "(01)09520123456788(89)x") })
        {
            Assert.Equal(elements, ElementStrings.FormatBracketed(Read(uri, options)!));
            foreach (var other in new[] { zero, alpha, unknown, DigitalLinkOptions.Strict }.Where(x => x != options)) Assert.Null(Read(uri, other));
        }
        Assert.Null(Read(Unknown, new() { PermitUnknownAis = true }));
        Assert.Null(Read("https://a/01/09520123456788/89/x", unknown));
        Assert.Equal(Alpha, Write("(17)261231(10)A(01)09520123456788", alpha with { Stem = "https://a/" }));
    }

    [Theory]
    [InlineData("(10)A", "path.no_key")]
    [InlineData("(01)09520123456788(254)A", "path.sequence")]
    [InlineData("(414)9520123456788(254)A(7040)1ABC", "path.sequence")]
    [InlineData("(01)09520123456788(99)A(99)A", "query.repeated")]
    public void What_fits_no_address_is_not_written(string bracketed, string reason)
    {
        Assert.True(ElementStrings.TryParseBracketed(bracketed, DigitalLinkOptions.Strict, out var elements, out _));
        Assert.False(DigitalLinkUri.TryWrite(elements, DigitalLinkOptions.Strict, out _, out var error));
        Assert.Equal(reason, error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("id.gs1.org")]
    [InlineData("https://a?x=1")]
    [InlineData("https://a/#x")]
    public void A_stem_is_an_address_without_query(string stem)
    {
        Assert.False(DigitalLinkUri.TryWrite([new("01", "09520123456788")], new() { Stem = stem }, out _, out var error));
        Assert.Equal("stem.wrong", error.Code);
    }

    [Fact]
    public void What_is_written_is_read_again() => Made.Elements.Sample(elements =>
    {
        Assert.True(DigitalLinkUri.TryWrite(elements, DigitalLinkOptions.Strict, out var uri, out var error), error?.Message);
        Assert.True(DigitalLinkUri.TryParse(uri, DigitalLinkOptions.Strict, out var link, out error), $"{uri}: {error?.Message}");
        Assert.Equal(elements.OrderBy(x => x.Ai, StringComparer.Ordinal), link.Elements.OrderBy(x => x.Ai, StringComparer.Ordinal));
        Assert.True(DigitalLinkUri.TryWrite(link.Elements, DigitalLinkOptions.Strict, out var again, out _));
        Assert.Equal(uri, again);
    }, iter: StormSize.Of(300, 20_000));

    [Fact]
    public void No_text_makes_the_reader_throw() => Gen.Select(Made.Elements, Made.Noise, Gen.Int[0, 400], Gen.Bool).Sample((elements, noise, at, replace) =>
    {
        DigitalLinkUri.TryWrite(elements, DigitalLinkOptions.Strict, out var uri, out _);
        var place = at % uri!.Length;
        var mutated = replace ? uri[..place] + noise + uri[Math.Min(uri.Length, place + noise.Length)..] : uri[..place] + noise + uri[place..];
        foreach (var text in new[] { noise, "https://a/" + noise, mutated, uri[..place] })
            foreach (var options in new[] { DigitalLinkOptions.Strict, Made.Widest })
                if (DigitalLinkUri.TryParse(text, options, out var link, out _)) Assert.True(DigitalLinkUri.TryWrite(link.Elements, options, out _, out var error) || error.Code == "uri.too_long", $"{text}: {error?.Message}");
    }, iter: StormSize.Of(1000, 100_000));

    [Fact]
    public void A_long_address_is_refused_and_the_longest_is_read_at_once()
    {
        var longest = "https://a" + string.Concat(Enumerable.Repeat("/21", 671)) + "/00/952012345678912345";
        Assert.True(longest.Length <= DigitalLinkUri.MaxLength);
        Assert.NotNull(Read(longest, DigitalLinkOptions.Strict));
        Assert.Null(Read(longest + new string('?', 60), DigitalLinkOptions.Strict));
    }

    private static IReadOnlyList<AiElement>? Read(string uri, DigitalLinkOptions options) => DigitalLinkUri.TryParse(uri, options, out var link, out _) ? link.Elements : null;

    private static string Write(string bracketed, DigitalLinkOptions options)
    {
        Assert.True(ElementStrings.TryParseBracketed(bracketed, options, out var elements, out var error), error?.Message);
        Assert.True(DigitalLinkUri.TryWrite(elements, options, out var uri, out error), error?.Message);
        return uri;
    }
}
