using System.Text.Json.Nodes;

namespace Market.Web.Tests.Epcis;

/// <summary>What can be found is listed level by level, to those who may see it.</summary>
[Collection(EpcisTests.Name)]
public sealed class EpcisDirectoryTests(EpcisSite site)
{
    private static readonly string[] Top = ["events", "eventTypes", "epcs", "bizSteps", "bizLocations", "readPoints", "dispositions", "capture", "queries"];

    [Fact]
    public async Task The_root_names_the_nine_resources()
    {
        var root = await site.GetAsync("manager.heyan", "/epcis");

        Assert.Equal("Collection", root["type"].GetValue<string>());
        Assert.Equal(Top, Members(root.Json!));
        foreach (var each in Top) Assert.Equal(200, (await site.GetAsync("manager.heyan", "/epcis/" + each)).Status);
    }

    [Fact]
    public async Task What_occurs_in_the_callers_events_is_listed_and_leads_to_them()
    {
        var thing = EpcisSite.Fresh("listed");
        var seen = EpcisSite.Seen(thing, thing + ":id");
        seen["bizStep"] = "void_shipping";
        seen["disposition"] = "https://words.example/own/fate";
        seen["readPoint"] = new JsonObject { ["id"] = thing + ":gate" };
        seen["bizLocation"] = new JsonObject { ["id"] = "https://places.example/" + thing };
        await site.CaptureAsync("receiver.huijia", EpcisSite.Document(seen));

        foreach (var (resource, value) in new[] { ("eventTypes", "ObjectEvent"), ("epcs", thing), ("bizSteps", "void_shipping"), ("bizLocations", "https://places.example/" + thing), ("readPoints", thing + ":gate"), ("dispositions", "https://words.example/own/fate") })
        {
            Assert.Contains(value, await AllAsync("receiver.huijia", resource));
            var address = $"/epcis/{resource}/{Uri.EscapeDataString(value)}";
            Assert.Equal(["events"], Members((await site.GetAsync("receiver.huijia", address)).Json!));
            Assert.Contains(EpcisSite.Events(await site.GetAsync("receiver.huijia", address + "/events?EQ_eventID=" + thing + ":id")), x => x!["eventID"]!.GetValue<string>() == thing + ":id");
            if (resource is "eventTypes") continue;
            Assert.DoesNotContain(value, await AllAsync("manager.heyan", resource));
            Assert.Equal(404, (await site.GetAsync("manager.heyan", address)).Status);
            Assert.Contains(value, await AllAsync("inspector", resource));
        }
    }

    [Fact]
    public async Task Keys_come_page_by_page_each_once_and_in_the_form_asked_for()
    {
        var serial = EpcisSite.Fresh("s").Split(':')[^1];
        string[] urns = [.. Enumerable.Range(0, 11).Select(i => $"urn:epc:id:sgtin:9521141.107346.{serial}X{i}")];
        await site.CaptureAsync("receiver.huijia", EpcisSite.Document([.. urns.Select((x, i) => EpcisSite.Seen(x, minute: i)), EpcisSite.Seen(urns[0], minute: 50)]));

        var pages = await site.PagesAsync("receiver.huijia", "/epcis/epcs?perPage=4");

        var keys = pages.SelectMany(x => Members(x.Json!)).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Equal(11, keys.Count(x => x.Contains($"/21/{serial}X", StringComparison.Ordinal)));
        Assert.All(pages.SkipLast(1), x => Assert.Equal(4, Members(x.Json!).Count));
        var written = Members((await site.GetAsync("receiver.huijia", "/epcis/epcs?perPage=1000", ("GS1-EPC-Format", "Always_EPC_URN"))).Json!);
        Assert.Equal(urns.Order(), written.Where(x => x.Contains($".{serial}X", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [InlineData("", "GET")]
    [InlineData("/capture", "GET, POST")]
    [InlineData("/capture/00000000-0000-7000-8000-000000000001", "GET")]
    [InlineData("/events", "GET, POST")]
    [InlineData("/events/urn:x:1", "GET")]
    [InlineData("/eventTypes", "GET")]
    [InlineData("/eventTypes/ObjectEvent", "GET")]
    [InlineData("/epcs/urn:x:1/events", "GET")]
    [InlineData("/bizSteps", "GET")]
    [InlineData("/bizLocations/x", "GET")]
    [InlineData("/readPoints/x/events", "GET")]
    [InlineData("/dispositions", "GET")]
    [InlineData("/queries", "GET, POST")]
    [InlineData("/queries/one", "GET, DELETE")]
    [InlineData("/queries/one/events", "GET")]
    [InlineData("/queries/one/subscriptions", "GET, POST")]
    [InlineData("/queries/one/subscriptions/00000000-0000-7000-8000-000000000001", "GET, DELETE")]
    public async Task Every_address_says_its_methods_and_versions(string path, string methods)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/epcis" + path);
        using var answer = await site.As("manager.heyan").Http.SendAsync(request);

        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Equal("OPTIONS, " + methods, string.Join(", ", answer.Content.Headers.Allow));
        foreach (var header in new[] { "GS1-EPCIS-Version", "GS1-EPCIS-Min", "GS1-EPCIS-Max", "GS1-CBV-Version", "GS1-CBV-Min", "GS1-CBV-Max" }) Assert.Equal("2.0.0", answer.Headers.GetValues(header).Single());
        var (refused, _, _) = await site.AskAsync("manager.heyan", HttpMethod.Patch, "/epcis" + path);
        Assert.Equal((405, "request.method"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task An_address_that_nobody_has_has_no_methods()
    {
        foreach (var path in new[] { "/nothing", "/eventTypes/x/y", "/queries/a/b", "/0/ObjectEvent" })
            foreach (var method in new[] { HttpMethod.Options, HttpMethod.Get, HttpMethod.Delete })
                Assert.Equal((path, 404), (path, (await site.AskAsync("manager.heyan", method, "/epcis" + path)).Reply.Status));
    }

    private async Task<List<string>> AllAsync(string account, string resource) => [.. (await site.PagesAsync(account, $"/epcis/{resource}?perPage=1000")).SelectMany(x => Members(x.Json!))];

    private static List<string> Members(JsonNode collection) => [.. collection["member"]!.AsArray().Select(x => x!.GetValue<string>())];
}
