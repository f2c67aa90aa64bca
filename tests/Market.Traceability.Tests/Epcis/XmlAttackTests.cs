using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Market.Traceability.Epcis;
using Market.Traceability.Tests.Support;

namespace Market.Traceability.Tests.Epcis;

/// <summary>XML that was made to do harm, or was harmed on its way.</summary>
public sealed class XmlAttackTests
{
    private const string Laughs = """<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;"><!ENTITY z "&y;&y;&y;&y;&y;&y;&y;&y;&y;&y;">]>""";

    [Theory]
    [InlineData("<!DOCTYPE project>")]
    [InlineData("<?xml version='1.0'?><!-- [ --><!DOCTYPE project>")]
    [InlineData("<!DOCTYPE a PUBLIC '-//[//>' 'file:///etc/passwd'>")]
    public void A_document_type_that_declares_nothing_is_tolerated(string prolog) => Assert.Single(Stored.PreHashes(Stored.Xml(Stored.Seen(""), prolog)));

    [Theory]
    [InlineData(Laughs, "&z;", "/@1:13")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "&x;", "/@1:13")]
    [InlineData("<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x.dtd'> %p;]>", "", "/@1:13")]
    [InlineData("\n<!DOCTYPE a SYSTEM 'x' []>", "", "/@2:24")]
    [InlineData("<!DOCTYPE a []>", "", "/@1:13")]
    public void A_document_type_that_declares_something_is_refused_where_it_does(string prolog, string text, string place)
    {
        var fault = Refused(Stored.Xml(Stored.Seen($"<a:note>{text}</a:note>"), prolog));

        Assert.Equal(("epcis.xml", place), (fault.Code, fault.Path));
    }

    [Theory]
    [InlineData("<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x.dtd'>", "&x;")]
    [InlineData("", "&nbsp;")]
    [InlineData("", "&#0;")]
    [InlineData("", "&#xFFFE;")]
    [InlineData("", "<a:b c='1' c='2'/>")]
    [InlineData("", "<z:undeclared/>")]
    [InlineData("", "]]>")]
    [InlineData("", "<![CDATA[")]
    [InlineData("", "<?xml version='1.0'?>")]
    [InlineData("", "<a:b xmlns:xml='urn:a:b'/>")]
    public void Broken_xml_is_refused_with_line_and_column(string prolog, string text) => Assert.StartsWith("/@1:", Refused(Stored.Xml(Stored.Seen($"<a:note>{text}</a:note>"), prolog)).Path, StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_ever_fetched()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x.dtd";

        Assert.Single(Stored.PreHashes(Stored.Xml(Stored.Seen(""), $"<!DOCTYPE a SYSTEM '{address}'>")));
        Refused(Stored.Xml(Stored.Seen("<a:note>&x;</a:note>"), $"<!DOCTYPE a SYSTEM '{address}'>"));
        Refused(Stored.Xml(Stored.Seen("<a:note>&x;</a:note>"), $"<!DOCTYPE a [<!ENTITY x SYSTEM '{address}'>]>"));

        Assert.False(listener.Pending());
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        Refused(Stored.Xml(Stored.Seen(string.Concat(Enumerable.Repeat("<a:x>", 10_000)) + string.Concat(Enumerable.Repeat("</a:x>", 10_000)))));
        Refused(string.Concat(Enumerable.Repeat("<extension>", 100_000)));
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void The_depth_is_that_of_json(int levels, bool taken)
    {
        var xml = Stored.Xml(Stored.Seen(string.Concat(Enumerable.Repeat("<a:x>", levels)) + "1" + string.Concat(Enumerable.Repeat("</a:x>", levels))));

        Assert.Equal(taken, XmlDocumentReader.Read(Encoding.UTF8.GetBytes(xml), out var fault) is not null);
        Assert.Equal(taken ? null : "epcis.xml", fault?.Code);
    }

    [Fact]
    public void Lists_within_lists_count_as_deep_as_json_writes_them()
    {
        var nested = "<a:x>1</a:x>";
        for (var i = 0; i < 20; i++) nested = $"<a:x/><a:x>{nested}</a:x>";

        Assert.Equal("epcis.xml", Refused(Stored.Xml(Stored.Seen(nested))).Code);
    }

    [Fact]
    public void Too_many_elements_and_too_many_bytes_are_refused_at_once()
    {
        var watch = Stopwatch.StartNew();

        Refused(Stored.Xml(string.Concat(Enumerable.Repeat("<a/>", XmlSource.MaxElements + 1))));
        Refused(Stored.Xml(new string(' ', CaptureDesk.MaxBytes)));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Namespaces_without_number_cost_no_more_than_their_bytes()
    {
        static string Many(int count, Func<int, string> each) => string.Concat(Enumerable.Range(0, count).Select(each));
        var declared = Many(90, x => $" xmlns:p{x}='urn:p:{x}'");
        var watch = Stopwatch.StartNew();

        Stored.Read(Stored.Xml(Stored.Seen(Many(50_000, x => $"<p:x xmlns:p='u:{x}'/>")))).Dispose();
        Stored.Read(Stored.Xml(Stored.Seen($"<a:x{declared}>{Many(75_000, x => $"<p{x % 90}:x/>")}</a:x>"))).Dispose();
        Stored.Read(Stored.Xml(string.Concat(Enumerable.Repeat($"<extension{declared}>", 25)) + Many(2_500, _ => "<ObjectEvent/>") + string.Concat(Enumerable.Repeat("</extension>", 25)))).Dispose();
        Refused(Stored.Xml(Many(10_001, _ => "<ObjectEvent/>")));
        Refused(Stored.Xml(Stored.Seen($"<a:x{Many(101, x => $" y{x}=''")}/>")));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_document_cut_off_anywhere_is_refused()
    {
        var whole = Encoding.UTF8.GetBytes(Stored.Xml(Stored.Seen("<a:note b:x='\u00e9'><!-- c --><![CDATA[产]]>&lt;&#x4ea7;</a:note>"), "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE a>").TrimEnd());

        Assert.Single(Stored.PreHashes(whole));
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(XmlDocumentReader.Read(whole.AsMemory(0, length), out var fault));
            Assert.Equal("epcis.xml", fault?.Code);
        }
    }

    [Fact]
    public void A_document_with_one_byte_changed_never_throws()
    {
        var whole = Encoding.UTF8.GetBytes(Stored.Xml(Stored.Seen("<a:note b:x='1'>产</a:note>"), "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE a>"));
        foreach (var other in "\0<>&'\"[:x \u00ff"u8.ToArray())
            for (var i = 0; i < whole.Length; i++)
            {
                var changed = (byte[])whole.Clone();
                changed[i] = other;
                using var read = XmlDocumentReader.Read(changed, out var fault);
                Assert.True(read is not null ^ fault is not null);
                foreach (var each in read?.Events ?? []) EventChecker.Check(each);
            }
    }

    public static TheoryData<string, bool> Encodings() => new()
    {
        { "utf-8", true }, { "utf-16", true }, { "utf-16BE", true }, { "iso-8859-1", true }, { "utf-32", false },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Encodings_that_are_read_give_the_same_event(string name, bool taken)
    {
        var text = Stored.Xml(Stored.Seen("<a:note>\u00e9</a:note>"), $"<?xml version='1.0' encoding='{name}'?>");
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

        if (taken) Assert.Equal(Stored.PreHashes(Stored.Xml(Stored.Seen("<a:note>\u00e9</a:note>"))), Stored.PreHashes(bytes));
        else Assert.Null(XmlDocumentReader.Read(bytes, out _));
    }

    [Theory]
    [InlineData("utf-8", "iso-8859-1")]
    [InlineData("utf-16", "utf-8")]
    [InlineData("utf-7", "utf-8")]
    [InlineData("gb18030", "utf-8")]
    [InlineData("nonsense", "utf-8")]
    public void A_wrong_or_unknown_encoding_is_refused(string declared, string used)
    {
        var bytes = Encoding.GetEncoding(used).GetBytes(Stored.Xml(Stored.Seen("<a:note>\u00e9</a:note>"), $"<?xml version='1.0' encoding='{declared}'?>"));

        Assert.Null(XmlDocumentReader.Read(bytes, out var fault));
        Assert.Equal("epcis.xml", fault?.Code);
    }

    private static EpcisFault Refused(string xml)
    {
        Assert.Null(XmlDocumentReader.Read(Encoding.UTF8.GetBytes(xml), out var fault));
        return fault!;
    }
}
