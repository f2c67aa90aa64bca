using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Market.Web.Tests.Epcis;

/// <summary>Events are asked for over HTTP: by whom, in which form, and what is refused how.</summary>
[Collection(EpcisTests.Name)]
public sealed partial class EpcisQueryTests(EpcisSite site)
{
    private const string Urn = "urn:epc:id:sgtin:9521141.107346.";

    [Fact]
    public async Task A_key_is_found_as_urn_and_as_digital_link_and_written_as_asked()
    {
        var serial = EpcisSite.Fresh("k").Split(':')[^1];
        var canonical = Market.Traceability.DigitalLink.CanonicalDigitalLink.TryOf(Urn + serial)!;
        await site.CaptureAsync("manager.shangwan", EpcisSite.Document(EpcisSite.Seen(Urn + serial, $"urn:x:form:{serial}")));

        foreach (var asked in new[] { Urn + serial, canonical, canonical.Replace("https://id.gs1.org", "https://shop.example", StringComparison.Ordinal) })
            foreach (var (format, written) in new[] { ("No_Preference", Urn + serial), ("Never_Translates", Urn + serial), ("Always_GS1_Digital_Link", canonical), ("Always_EPC_URN", Urn + serial) })
            {
                var found = EpcisSite.Events(await site.GetAsync("manager.shangwan", "/epcis/events?MATCH_epc=" + Uri.EscapeDataString(asked), ("GS1-EPC-Format", format)));
                Assert.Equal(written, Assert.Single(found)!["epcList"]![0]!.GetValue<string>());
            }
        Assert.Single(EpcisSite.Events(await site.GetAsync("manager.shangwan", $"/epcis/epcs/{Uri.EscapeDataString(canonical)}/events")));
        Assert.Equal(406, (await site.GetAsync("manager.shangwan", "/epcis/events", ("GS1-EPC-Format", "Sometimes"))).Status);
    }

    [Fact]
    public async Task A_digital_link_is_written_as_urn_when_the_length_of_its_prefix_is_known()
    {
        var link = Market.Traceability.DigitalLink.CanonicalDigitalLink.TryOf(Urn + "900" + EpcisSite.Fresh("l").Split(':')[^1])!;
        await site.CaptureAsync("manager.shangwan", EpcisSite.Document(EpcisSite.Seen(link)));

        var found = EpcisSite.Events(await site.GetAsync("manager.shangwan", "/epcis/events?MATCH_epc=" + Uri.EscapeDataString(link), ("GS1-EPC-Format", "Always_EPC_URN")));

        Assert.StartsWith(Urn + "900", Assert.Single(found)!["epcList"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "application/ld+json")]
    [InlineData("*/*", "application/ld+json")]
    [InlineData("application/json", "application/ld+json")]
    [InlineData("application/ld+json;q=0.2, application/xml", "application/xml")]
    [InlineData("application/xml;q=0.2, application/json", "application/ld+json")]
    [InlineData("text/xml", "application/xml")]
    public async Task The_answer_is_in_the_form_the_caller_accepts(string accept, string given)
    {
        var thing = EpcisSite.Fresh("accept");
        await site.CaptureAsync("manager.shangwan", EpcisSite.Document(EpcisSite.Seen(thing)));

        var (reply, headers, type) = await site.AskAsync("manager.shangwan", HttpMethod.Get, "/epcis/events?MATCH_epc=" + thing, headers: accept is "" ? [] : [("Accept", accept)]);

        Assert.Equal((200, given), (reply.Status, type));
        Assert.Equal("2.0.0", headers.GetValues("GS1-EPCIS-Version").Single());
        if (type == "application/xml") Assert.Equal(thing, XDocument.Parse(reply.Text).Descendants("epc").Single().Value);
    }

    [Theory]
    [InlineData("?orderBy=eventTime&orderDirection=ASC")]
    [InlineData("?orderBy=eventTime&orderDirection=DESC")]
    [InlineData("?orderBy=recordTime")]
    [InlineData("?orderBy=recordTime&orderDirection=DESC")]
    public async Task Pages_gather_every_event_exactly_once(string order)
    {
        var thing = EpcisSite.Fresh("pages");
        await site.CaptureAsync("manager.shangwan", EpcisSite.Document([.. Enumerable.Range(0, 23).Select(i => EpcisSite.Seen(thing, $"{thing}:{i}", i / 3))]));

        var pages = await site.PagesAsync("manager.shangwan", $"/epcis/events{order}&MATCH_epc={thing}&perPage=5");

        Assert.Equal([5, 5, 5, 5, 3], pages.Select(x => EpcisSite.Events(x).Count));
        Assert.Equal(23, pages.SelectMany(EpcisSite.Events).Select(x => x!["eventID"]!.GetValue<string>()).Distinct().Count());
        var limited = await site.PagesAsync("manager.shangwan", $"/epcis/events{order}&MATCH_epc={thing}&perPage=5&eventCountLimit=12");
        Assert.Equal(12, limited.Sum(x => EpcisSite.Events(x).Count));
        var most = await site.GetAsync("manager.shangwan", $"/epcis/events{order}&MATCH_epc={thing}&maxEventCount=22");
        Assert.Equal((413, "epcis.too_large", "epcisException:QueryTooLargeException"), (most.Status, most.Code, most["type"].GetValue<string>()));
    }

    [Fact]
    public async Task Events_of_others_do_not_exist_and_inspectors_see_all()
    {
        var thing = EpcisSite.Fresh("foreign");
        await site.CaptureAsync("manager.shangwan", EpcisSite.Document(EpcisSite.Seen(thing, thing + ":id")));

        foreach (var (account, seen) in new[] { ("manager.shangwan", 1), ("inspector", 1), ("manager.heyan", 0), ("receiver.huijia", 0) })
        {
            Assert.Equal(seen, EpcisSite.Events(await site.GetAsync(account, "/epcis/events?EQ_eventID=" + thing + ":id")).Count);
            Assert.Equal(seen, EpcisSite.Events(await site.GetAsync(account, $"/epcis/epcs/{thing}/events")).Count);
            Assert.Equal(seen == 1 ? 200 : 404, (await site.GetAsync(account, $"/epcis/events/{thing}:id")).Status);
        }
    }

    [Theory]
    [InlineData("", "GET", "/epcis/events", 401, "SecurityException")]
    [InlineData("consumer", "GET", "/epcis/events", 403, "SecurityException")]
    [InlineData("station.shangwan-village", "POST", "/epcis/capture", 403, "SecurityException")]
    [InlineData("manager.heyan", "GET", "/epcis/events/urn:x:nothing", 404, "NoSuchResourceException")]
    [InlineData("manager.heyan", "GET", "/epcis/nothing/at/all", 404, "NoSuchResourceException")]
    [InlineData("manager.heyan", "GET", "/epcis/capture/00000000-0000-7000-8000-000000000001", 404, "NoSuchResourceException")]
    [InlineData("manager.heyan", "GET", "/epcis/events?EQ_colour=red", 400, "QueryParameterException")]
    [InlineData("manager.heyan", "GET", "/epcis/events?GE_eventTime=yesterday", 400, "QueryParameterException")]
    [InlineData("manager.heyan", "GET", "/epcis/events?perPage=many", 400, "QueryParameterException")]
    [InlineData("manager.heyan", "GET", "/epcis/events?perPage=0", 400, "QueryParameterException")]
    [InlineData("manager.heyan", "GET", "/epcis/events?nextPageToken=mine", 400, "QueryParameterException")]
    [InlineData("manager.heyan", "GET", "/epcis/capture?nextPageToken=mine", 400, "QueryParameterException")]
    [InlineData("manager.heyan", "POST", "/epcis/capture", 400, "ValidationException")]
    [InlineData("manager.heyan", "POST", "/epcis/events", 400, "ValidationException")]
    public async Task A_refusal_is_a_problem_of_epcis_with_a_sentence_in_the_callers_language(string account, string method, string path, int status, string exception)
    {
        foreach (var language in new[] { "en", "zh-CN" })
        {
            var (reply, _, type) = await site.AskAsync(account, new(method), path, method == "POST" ? "{}"u8.ToArray() : null, headers: ("Accept-Language", language));

            Assert.True(reply.Status == status, $"{reply.Status} {reply.Text}");
            Assert.Equal(("application/problem+json", "epcisException:" + exception, status), (type, reply["type"].GetValue<string>(), reply["status"].GetValue<int>()));
            Assert.Matches("^[a-z_.]+$", reply.Code!);
            Assert.Equal(language != "en", Han().IsMatch(reply["detail"].GetValue<string>()));
        }
    }

    [Theory]
    [InlineData("Accept", "text/html")]
    [InlineData("Accept", "application/json;q=0")]
    [InlineData("GS1-EPCIS-Version", "1.2.0")]
    [InlineData("GS1-EPCIS-Min", "2.1.0")]
    [InlineData("GS1-EPCIS-Max", "1.2")]
    [InlineData("GS1-CBV-Max", "1.2.2")]
    [InlineData("GS1-CBV-Version", "two")]
    [InlineData("GS1-CBV-XML-Format", "Sometimes")]
    public async Task A_form_that_we_do_not_speak_is_not_acceptable(string header, string value)
    {
        var (reply, _, type) = await site.AskAsync("manager.heyan", HttpMethod.Get, "/epcis/events", headers: (header, value));

        Assert.Equal((406, "epcis.not_acceptable", "application/problem+json", "epcisException:NotAcceptableException"), (reply.Status, reply.Code, type, reply["type"].GetValue<string>()));
        Assert.Contains(header, reply["detail"].GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", "")]
    [InlineData("", "")]
    [InlineData("multipart/form-data; boundary=x", "")]
    [InlineData("application/json", "gzip")]
    [InlineData("application/xml", "br")]
    public async Task What_is_neither_json_nor_xml_or_is_packed_is_no_media_type_for_us(string type, string encoding)
    {
        foreach (var path in new[] { "/epcis/capture", "/epcis/events" })
        {
            var (reply, _, _) = await site.AskAsync("manager.heyan", HttpMethod.Post, path, System.Text.Encoding.UTF8.GetBytes(EpcisSite.Document(EpcisSite.Seen("urn:x:t:1"))), type, encoding is "" ? [] : [("Content-Encoding", encoding)]);

            Assert.Equal((415, "epcis.media_type", "epcisException:UnsupportedMediaTypeException"), (reply.Status, reply.Code, reply["type"].GetValue<string>()));
        }
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
