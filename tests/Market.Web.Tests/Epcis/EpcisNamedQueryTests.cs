using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Epcis;

/// <summary>Queries with names, and those who subscribe to them.</summary>
[Collection(EpcisTests.Name)]
public sealed class EpcisNamedQueryTests(EpcisSite site)
{
    [Fact]
    public async Task A_named_query_is_kept_answered_and_ended_by_its_owner_alone()
    {
        var (thing, name) = (EpcisSite.Fresh("named"), Name());
        await site.CaptureAsync("manager.shangwan", EpcisSite.Document([.. Enumerable.Range(0, 7).Select(i => EpcisSite.Seen(thing, $"{thing}:{i}", i))]));

        var (made, headers, _) = await site.AskAsync("manager.shangwan", HttpMethod.Post, "/epcis/queries", Encoding.UTF8.GetBytes(Query(name, $$"""{ "eventType": ["ObjectEvent"], "MATCH_epc": ["{{thing}}", "urn:x:other"] }""")), "application/json");
        Assert.Equal((201, "/epcis/queries/" + name), (made.Status, headers.Location!.ToString()));

        var pages = await site.PagesAsync("manager.shangwan", $"/epcis/queries/{name}/events?perPage=3");
        Assert.Equal([3, 3, 1], pages.Select(x => EpcisSite.Events(x).Count));
        Assert.All(pages, x => Assert.Equal(name, x.Json!["epcisBody"]!["queryResults"]!["queryName"]!.GetValue<string>()));
        Assert.Equal(2, EpcisSite.Events(await site.GetAsync("manager.shangwan", $"/epcis/queries/{name}/events?EQ_eventID={thing}:1|{thing}:2")).Count);
        Assert.Equal("ObjectEvent", (await site.GetAsync("manager.shangwan", "/epcis/queries/" + name))["query"]["eventType"]![0]!.GetValue<string>());
        Assert.Contains((await site.PagesAsync("manager.shangwan", "/epcis/queries?perPage=1")).SelectMany(x => x.Json!.AsArray()), x => x!["name"]!.GetValue<string>() == name);

        var again = await site.PostAsync("manager.shangwan", "/epcis/queries", Query(name, "{}"), "application/json");
        Assert.Equal((409, "epcis.name_taken", "epcisException:ResourceAlreadyExistsException"), (again.Status, again.Code, again["type"].GetValue<string>()));
        Assert.Equal(201, (await site.PostAsync("manager.heyan", "/epcis/queries", Query(name, "{}"), "application/json")).Status);
        foreach (var path in new[] { "", "/events", "/subscriptions" })
        {
            var absent = await site.GetAsync("receiver.huijia", $"/epcis/queries/{name}{path}");
            Assert.Equal((404, "epcisException:NoSuchNameException"), (absent.Status, absent["type"].GetValue<string>()));
        }
        Assert.Equal(404, (await DeleteAsync("inspector", "/epcis/queries/" + name)).Status);
        Assert.Equal(204, (await DeleteAsync("manager.shangwan", "/epcis/queries/" + name)).Status);
        Assert.Equal(404, (await site.GetAsync("manager.shangwan", $"/epcis/queries/{name}/events")).Status);
        Assert.Equal(200, (await site.GetAsync("manager.heyan", $"/epcis/queries/{name}/events")).Status);
    }

    [Theory]
    [InlineData("""{ "EQ_colour": ["red"] }""", 400, "QueryParameterException")]
    [InlineData("""{ "EQ_bizStep": [] }""", 400, "QueryParameterException")]
    [InlineData("""{ "EQ_bizStep": [["shipping"]] }""", 400, "QueryParameterException")]
    [InlineData("""{ "EQ_bizStep": { "a": 1 } }""", 400, "QueryParameterException")]
    [InlineData("""{ "EQ_bizStep": ["a|b"] }""", 400, "QueryParameterException")]
    [InlineData("""{ "GE_eventTime": "soon" }""", 400, "QueryParameterException")]
    [InlineData("""{ "GE_quantity": true }""", 400, "QueryParameterException")]
    [InlineData("""[]""", 400, "QueryParameterException")]
    [InlineData("""null""", 400, "ValidationException")]
    public async Task A_query_that_could_not_be_answered_is_not_kept(string query, int status, string exception)
    {
        var name = Name();
        var refused = await site.PostAsync("manager.shangwan", "/epcis/queries", Query(name, query), "application/json");

        Assert.Equal((status, "epcisException:" + exception), (refused.Status, refused["type"].GetValue<string>()));
        Assert.Equal(404, (await site.GetAsync("manager.shangwan", "/epcis/queries/" + name)).Status);
    }

    [Fact]
    public async Task A_subscriber_is_told_over_http_and_shown_without_its_token()
    {
        using var listener = new HttpListener();
        var address = $"http://127.0.0.1:{Server.FreePort()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        var (thing, name) = (EpcisSite.Fresh("told"), Name());
        await site.PostAsync("manager.shangwan", "/epcis/queries", Query(name, $$"""{ "MATCH_epc": ["{{thing}}"] }"""), "application/json");

        var made = await site.PostAsync("manager.shangwan", $"/epcis/queries/{name}/subscriptions", $$"""{ "dest": "{{address}}", "signatureToken": "secret-of-this-test", "stream": true }""", "application/json");
        Assert.Equal(201, made.Status);
        await site.CaptureAsync("manager.shangwan", EpcisSite.Document(EpcisSite.Seen(thing, thing + ":id")));

        var call = await listener.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(30));
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body);
        call.Response.Close();
        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData("secret-of-this-test"u8, body.ToArray())), call.Request.Headers["GS1-Signature"]);
        Assert.Equal(thing + ":id", JsonNode.Parse(body.ToArray())!["epcisBody"]!["queryResults"]!["resultsBody"]!["eventList"]![0]!["eventID"]!.GetValue<string>());

        var one = $"/epcis/queries/{name}/subscriptions/{made.Of<string>("subscriptionID")}";
        Reply shown = null!;
        await Wait.ForAsync(async () => (shown = await site.GetAsync("manager.shangwan", one)).Json!["lastNotifiedAt"] is not null, "the subscription to say so");
        Assert.DoesNotContain("secret", made.Text + shown.Text, StringComparison.Ordinal);
        Assert.True(shown["stream"].GetValue<bool>());
        Assert.Single((await site.GetAsync("manager.shangwan", $"/epcis/queries/{name}/subscriptions")).Json!.AsArray());
        Assert.Equal(404, (await site.GetAsync("inspector", one)).Status);
        Assert.Equal(204, (await DeleteAsync("manager.shangwan", one)).Status);
        Assert.Equal(404, (await site.GetAsync("manager.shangwan", one)).Status);
    }

    [Theory]
    [InlineData("""{ "dest": "https://10.0.0.1/", "stream": true }""", "epcis.destination")]
    [InlineData("""{ "dest": "/here", "stream": true }""", "epcis.destination")]
    [InlineData("""{ "dest": "https://shop.example/hook" }""", "epcis.schedule_or_stream")]
    [InlineData("""{ "dest": "https://shop.example/hook", "stream": false }""", "epcis.schedule_or_stream")]
    [InlineData("""{ "dest": "https://shop.example/hook", "stream": true, "schedule": { "hour": "1" } }""", "epcis.schedule_or_stream")]
    [InlineData("""{ "dest": "https://shop.example/hook", "schedule": { "hour": "25" } }""", "epcis.schedule")]
    [InlineData("""{ "dest": "https://shop.example/hook", "schedule": { } }""", "epcis.schedule")]
    [InlineData("""{ "dest": "https://shop.example/hook", "schedule": { "hour": 1 } }""", "request.malformed")]
    [InlineData("""{ "dest": "https://shop.example/hook", "stream": true, "reportIfEmpty": true }""", "epcis.report_if_empty")]
    [InlineData("""{ "dest": "https://shop.example/hook", "stream": true, "colour": "red" }""", "request.malformed")]
    [InlineData("""{ "stream": true }""", "request.malformed")]
    public async Task A_subscription_that_cannot_be_is_refused(string sent, string code)
    {
        var name = Name();
        await site.PostAsync("manager.shangwan", "/epcis/queries", Query(name, "{}"), "application/json");

        var refused = await site.PostAsync("manager.shangwan", $"/epcis/queries/{name}/subscriptions", sent, "application/json");

        Assert.Equal((400, code), (refused.Status, refused.Code));
        Assert.Contains(refused["type"].GetValue<string>(), new[] { "epcisException:SubscriptionControlsException", "epcisException:ValidationException" });
        Assert.Empty((await site.GetAsync("manager.shangwan", $"/epcis/queries/{name}/subscriptions")).Json!.AsArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("查询")]
    public async Task A_name_that_an_address_cannot_carry_is_refused(string name) =>
        Assert.Equal(400, (await site.PostAsync("manager.shangwan", "/epcis/queries", Query(name, "{}"), "application/json")).Status);

    private static string Name() => "q-" + EpcisSite.Fresh("q").Split(':')[^1];

    private static string Query(string name, string query) => $$"""{ "name": "{{name}}", "query": {{query}} }""";

    private async Task<Reply> DeleteAsync(string account, string path) => (await site.AskAsync(account, HttpMethod.Delete, path)).Reply;
}
