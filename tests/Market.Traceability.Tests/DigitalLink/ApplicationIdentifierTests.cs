using Market.Testing;
using Market.Traceability.DigitalLink;

namespace Market.Traceability.Tests.DigitalLink;

/// <summary>The table of application identifiers and the rules of their values.</summary>
public sealed class ApplicationIdentifierTests
{
    private static readonly Dictionary<string, string> Linters = """
        csum=CheckDigit csumalpha=CheckPair gcppos1=PrefixAt1 gcppos2=PrefixAt2 yymmd0=DateOrMonth yymmdd=Date yyyymmdd=LongDate hhmi=HourMinute hh=Hour
        mi=Minute ss=Second iso3166=Country iso3166999=CountryOr999 iso3166alpha2=CountryLetters iso4217=Currency latitude=Latitude longitude=Longitude
        pcenc=PercentEncoded yesno=YesNo hyphen=Hyphen importeridx=ImporterIndex packagetype=PackageType mediatype=MediaType iso5218=Sex
        posinseqslash=BirthSequence nonzero=NonZero zero=Zero winding=Winding pieceoftotal=PieceOfTotal iban=Iban nozeroprefix=NoZeroPrefix
        hasnondigit=NonDigit couponcode=Coupon couponposoffer=PositiveOffer
        """.Split([' ', '\n']).Select(x => x.Split('=')).ToDictionary(x => x[0], x => x[1]);

    [RealDataFact]
    public void The_table_says_line_by_line_what_the_syntax_dictionary_says()
    {
        var said = Vectors.Lines("digitallink/gs1-syntax-dictionary.txt").Where(x => x.Length > 0 && char.IsAsciiDigit(x[0])).SelectMany(Dictionary).ToList();

        Assert.Equal(said.Order(StringComparer.Ordinal), ApplicationIdentifiers.All.Select(Ours).Order(StringComparer.Ordinal));
        Assert.InRange(said.Count, 500, 600);
    }

    private static IEnumerable<string> Dictionary(string line)
    {
        var words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var flags = words[1].Trim('*', '?').Length == 0 ? words[1] : "";
        var rest = words[(flags.Length > 0 ? 2 : 1)..];
        var format = rest.Where(IsFormat).Select(x => string.Concat(x.Split(',').Select((part, i) => i == 0 ? part : "/" + Linters[part])));
        string All(string key) => string.Join(' ', rest.Where(x => x.StartsWith(key + "=", StringComparison.Ordinal)).Select(x => x[(key.Length + 1)..]));
        var path = rest.Contains("dlpkey") ? "key" : rest.Any(x => x.StartsWith("dlpkey=", StringComparison.Ordinal)) ? "key" + All("dlpkey") : "";
        var ends = words[0].Split('-').Select(int.Parse).ToList();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
            .Select(x => $"{x.ToString("D" + words[0].Split('-')[0].Length)} {(flags.Contains('*') ? "*" : "")}{(flags.Contains('?') ? "?" : "")} {string.Join(' ', format)} req {All("req")} ex {All("ex")} {path}");
    }

    private static bool IsFormat(string word) => word[0] is '[' or 'N' or 'X' or 'Y' or 'Z';

    private static string Ours(ApplicationIdentifier ai)
    {
        var format = ai.Components.Select(x => Shape(x) + string.Concat(x.Checks.Select(check => "/" + check)));
        var path = ai.Qualifiers is null ? "" : "key" + string.Join('|', ai.Qualifiers.Select(x => string.Join(',', x)));
        return $"{ai.Code} {(ai.NeedsFnc1 ? "" : "*")}{(ai.IsDataAttribute ? "?" : "")} {string.Join(' ', format)} req {string.Join(' ', ai.Requires)} ex {string.Join(',', ai.Excludes)} {path}";
    }

    private static string Shape(AiComponent part)
    {
        var bare = part.Min == part.Max ? $"{part.Set}{part.Max}" : $"{part.Set}..{part.Max}";
        return part.IsOptional ? $"[{bare}]" : bare;
    }

    [Theory]
    [InlineData("gtin", "01")]
    [InlineData("payTo", "415")]
    [InlineData("gsrnp", "8017")]
    [InlineData("srin", "8019")]
    [InlineData("exp", "17")]
    public void Names_of_older_links_stand_for_their_numbers(string name, string code)
    {
        Assert.True(ApplicationIdentifiers.TryFindAlpha(name, out var ai));
        Assert.Equal(code, ai.Code);
        Assert.False(ApplicationIdentifiers.TryFind(name, out _));
    }

    [Theory]
    [InlineData("01", "09520123456788")]
    [InlineData("253", "4602443000331XYZ")]
    [InlineData("8013", "1987654Ad4X4bL5ttr2310c2K")]
    [InlineData("17", "280200")]
    [InlineData("17", "000229")]
    [InlineData("7007", "260901260930")]
    [InlineData("8007", "DE89370400440532013000")]
    [InlineData("4309", "05000000003600000000")]
    [InlineData("7040", "1ABC")]
    [InlineData("8006", "040123451234560102")]
    [InlineData("423", "156392840")]
    [InlineData("4330", "000123-")]
    [InlineData("8030", "YWJj-_==")]
    [InlineData("7258", "1/2")]
    public void A_good_value_is_taken(string code, string value) => Assert.Null(ApplicationIdentifiers.Check(new(code, value), permitUnknown: false));

    [Theory]
    [InlineData("01", "09520123456789", "value.check_digit")]
    [InlineData("01", "9520123456788", "value.too_short")]
    [InlineData("01", "095201234567880", "value.too_long")]
    [InlineData("01", "0952012345678A", "value.character")]
    [InlineData("10", "", "value.too_short")]
    [InlineData("10", "a b", "value.character")]
    [InlineData("10", "批", "value.character")]
    [InlineData("10", "123456789012345678901", "value.too_long")]
    [InlineData("8004", "123ABC", "value.prefix_at1")]
    [InlineData("8013", "1987654Ad4X4bL5ttr2310c2L", "value.check_pair")]
    [InlineData("17", "270229", "value.date_or_month")]
    [InlineData("17", "271300", "value.date_or_month")]
    [InlineData("7006", "270200", "value.date")]
    [InlineData("7003", "2702282460", "value.hour_minute")]
    [InlineData("422", "000", "value.country")]
    [InlineData("3912", "1590100", "value.currency")]
    [InlineData("4309", "18000000013600000000", "value.latitude")]
    [InlineData("4300", "a%2", "value.percent_encoded")]
    [InlineData("8007", "DE88370400440532013000", "value.iban")]
    [InlineData("8006", "040123451234560302", "value.piece_of_total")]
    [InlineData("8003", "13870585000552", "value.zero")]
    [InlineData("8011", "012", "value.no_zero_prefix")]
    [InlineData("8017", "38588870011111111", "value.too_short")]
    [InlineData("89", "x", "ai.unknown")]
    public void A_bad_value_is_refused_with_its_reason(string code, string value, string reason) => Assert.Equal(reason, ApplicationIdentifiers.Check(new(code, value), permitUnknown: false)?.Code);

    [Fact]
    public void Unknown_numbers_are_taken_when_asked_unless_their_start_says_another_length()
    {
        Assert.Null(ApplicationIdentifiers.Check(new("89", "ABC123"), permitUnknown: true));
        foreach (var code in new[] { "011", "8", "319", "89x", "12345", "" }) Assert.Equal("ai.unknown", ApplicationIdentifiers.Check(new(code, "1"), permitUnknown: true)?.Code);
        Assert.Equal("value.too_long", ApplicationIdentifiers.Check(new("89", new('a', 91)), permitUnknown: true)?.Code);
    }

    [RealDataFact]
    public void Check_digits_of_the_vectors_are_told_right()
    {
        var rows = Vectors.Rows("digitallink/check-digit-basic.csv");
        foreach (var row in rows) Assert.Equal(row[1] == "valid", CharacterSets.HasCheckDigit(row[0]));
        Assert.Equal(7, rows.Count);
    }

    [Theory]
    [InlineData("(01)09520123456788(10)A", null)]
    [InlineData("(10)A", "ai.missing")]
    [InlineData("(01)09520123456788(250)X", "ai.missing")]
    [InlineData("(01)09520123456788(21)1(250)X", null)]
    [InlineData("(01)09520123456788(3102)000100(3103)001000", "ai.excluded")]
    [InlineData("(01)09520123456788(3922)0299", "ai.missing")]
    [InlineData("(01)09520123456788(3922)0299(3103)000195", null)]
    [InlineData("(01)09520123456788(7004)1", "ai.missing")]
    [InlineData("(01)09520123456788(01)12312312312326", "ai.contradicts")]
    public void Companions_are_looked_for_over_all_marks_together(string text, string? reason)
    {
        Assert.True(ElementStrings.TryParseBracketed(text, DigitalLinkOptions.Strict, out var elements, out var error), error?.Message);
        Assert.Equal(reason, AiAssociations.Check(elements)?.Code);
    }
}
