using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Market.Testing;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Epcis;

/// <summary>A shop whose EPCIS interface is talked to; everybody is signed in once, because sign-ins are limited per minute.</summary>
public sealed class EpcisSite : IAsyncLifetime
{
    private static readonly string[] Accounts = ["manager.shangwan", "manager.heyan", "receiver.huijia", "inspector", "consumer", "station.shangwan-village"];

    private static int _last;
    private readonly Dictionary<string, Client> _clients = [];
    private Server _server = null!;

    public TestDatabase Database { get; private set; } = null!;
    public string Address => _server.Address;

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        _server = await Server.StartAsync(Database);
        foreach (var account in Accounts) _clients[account] = await Client.AsAsync(Address, account);
        _clients[""] = await Client.AsAsync(Address, null);
    }

    /// <param name="account">Empty for nobody.</param>
    public Client As(string account) => _clients[account];

    /// <summary>A URI that nobody used before.</summary>
    public static string Fresh(string what) => string.Create(CultureInfo.InvariantCulture, $"urn:x:{what}:{Interlocked.Increment(ref _last)}");

    /// <summary>An observation of one thing.</summary>
    public static JsonObject Seen(string epc, string? id = null, int minute = 0)
    {
        var seen = new JsonObject
        {
            ["type"] = "ObjectEvent",
            ["eventTime"] = string.Create(CultureInfo.InvariantCulture, $"2026-11-22T10:{minute % 60:00}:{minute / 60 % 60:00}+08:00"),
            ["eventTimeZoneOffset"] = "+08:00",
            ["action"] = "OBSERVE",
            ["bizStep"] = "shipping",
            ["epcList"] = new JsonArray(epc),
        };
        if (id is not null) seen["eventID"] = id;
        return seen;
    }

    public static string Document(params JsonObject[] events) => new JsonObject
    {
        ["@context"] = new JsonArray("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", new JsonObject { ["own"] = "https://ns.example.com/epcis/" }),
        ["type"] = "EPCISDocument",
        ["schemaVersion"] = "2.0",
        ["creationDate"] = "2026-11-23T02:00:00Z",
        ["epcisBody"] = new JsonObject { ["eventList"] = new JsonArray([.. events]) },
    }.ToJsonString();

    /// <summary>One event with the context that POST /events asks for.</summary>
    public static string Alone(JsonObject seen)
    {
        var alone = new JsonObject { ["@context"] = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld" };
        foreach (var member in seen) alone[member.Key] = member.Value?.DeepClone();
        return alone.ToJsonString();
    }

    /// <summary>Sends a request with headers; the answer with its own.</summary>
    public async Task<(Reply Reply, HttpResponseHeaders Headers, string? Type)> AskAsync(string account, HttpMethod method, string path, byte[]? body = null, string type = "application/ld+json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (type is not "") request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content!.Headers.TryAddWithoutValidation(name, value);
        using var answer = await As(account).Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var media = answer.Content.Headers.ContentType?.MediaType;
        return (new((int)answer.StatusCode, media?.EndsWith("json", StringComparison.Ordinal) == true ? JsonNode.Parse(text) : null, text), answer.Headers, media);
    }

    public async Task<Reply> GetAsync(string account, string path, params (string Name, string Value)[] headers) => (await AskAsync(account, HttpMethod.Get, path, headers: headers)).Reply;

    public async Task<Reply> PostAsync(string account, string path, string body, string type = "application/ld+json", params (string Name, string Value)[] headers) =>
        (await AskAsync(account, HttpMethod.Post, path, Encoding.UTF8.GetBytes(body), type, headers)).Reply;

    /// <summary>Captures a document and waits for the end of its job.</summary>
    public async Task<JsonNode> CaptureAsync(string account, byte[] document, string type = "application/ld+json", string behaviour = "rollback")
    {
        var (reply, headers, _) = await AskAsync(account, HttpMethod.Post, "/epcis/capture", document, type, ("GS1-Capture-Error-Behaviour", behaviour));
        Assert.True(reply.Status == 202, $"{reply.Status} {reply.Text}");
        JsonNode job = null!;
        await Wait.ForAsync(async () => !(job = (await GetAsync(account, headers.Location!.ToString())).Json!)["running"]!.GetValue<bool>(), "the capture job", seconds: 60);
        return job;
    }

    public Task<JsonNode> CaptureAsync(string account, string document, string behaviour = "rollback") => CaptureAsync(account, Encoding.UTF8.GetBytes(document), behaviour: behaviour);

    /// <summary>The events of a query document.</summary>
    public static JsonArray Events(Reply reply)
    {
        Assert.True(reply.Status == 200, $"{reply.Status} {reply.Text}");
        return reply.Json!["epcisBody"]!["queryResults"]!["resultsBody"]!["eventList"]!.AsArray();
    }

    /// <summary>Every page behind an address, by its Link headers.</summary>
    public async Task<List<Reply>> PagesAsync(string account, string path)
    {
        var pages = new List<Reply>();
        for (var next = path; next is not "";)
        {
            var (reply, headers, _) = await AskAsync(account, HttpMethod.Get, next);
            pages.Add(reply);
            next = headers.TryGetValues("Link", out var links) && links.Single() is var link && link.EndsWith("rel=\"next\"", StringComparison.Ordinal) ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : "";
        }
        return pages;
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        await _server.DisposeAsync();
        await Database.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class EpcisTests : ICollectionFixture<EpcisSite>
{
    public const string Name = "epcis";
}
