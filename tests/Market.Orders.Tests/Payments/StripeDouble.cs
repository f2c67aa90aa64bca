using System.Collections.Specialized;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace Market.Orders.Tests.Payments;

/// <summary>What the library asked Stripe for.</summary>
public sealed record Asked(string Method, string Path, string Authorization, string? IdempotencyKey, string? Version, NameValueCollection Form);

/// <summary>Stripe on loopback: it checks every request against Stripe's OpenAPI document and answers from Stripe's fixtures.</summary>
public sealed class StripeDouble : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly JsonNode _specification, _fixtures;
    private readonly Dictionary<string, (int Status, string Answer)> _saved = [];
    private int _made;

    /// <param name="folder">Holds the documents.</param>
    public StripeDouble(string folder)
    {
        _specification = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "stripe-spec3-2022-04-12.json")))!;
        _fixtures = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "stripe-fixtures3-2026-08-21.json")))!["resources"]!;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }
    public List<Asked> Requests { get; } = [];
    public List<string> Complaints { get; } = [];

    /// <summary>Answers with this status and an error instead. A server error is kept under its idempotency key, as Stripe keeps it.</summary>
    public int Failing { get; set; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true) await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
            return;
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = context.Request;
        var body = await new StreamReader(request.InputStream, Encoding.UTF8).ReadToEndAsync();
        var form = HttpUtility.ParseQueryString(body);
        Requests.Add(new(request.HttpMethod, request.Url!.AbsolutePath, request.Headers["Authorization"] ?? "", request.Headers["Idempotency-Key"], request.Headers["Stripe-Version"], form));
        var operation = _specification["paths"]![request.Url.AbsolutePath]?[request.HttpMethod.ToLowerInvariant()];
        var schema = operation?["requestBody"]?["content"]?["application/x-www-form-urlencoded"]?["schema"];
        if (schema is null) Complaints.Add($"Stripe has no {request.HttpMethod} {request.Url.AbsolutePath}");
        else Complaints.AddRange(FormCheck.Complaints(schema, form));
        var (status, answer) = Answer(request.Headers["Idempotency-Key"] ?? "", request.Url.AbsolutePath);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
    }

    private (int Status, string Answer) Answer(string key, string path)
    {
        if (_saved.TryGetValue(key, out var saved)) return saved;
        var now = Failing > 0
            ? (Failing, new JsonObject { ["error"] = new JsonObject { ["type"] = "api_error", ["message"] = "Not now." } }.ToJsonString())
            : (200, Fixture(path).ToJsonString());
        if (now.Item1 is 200 or >= 500) _saved[key] = now;
        return now;
    }

    private JsonNode Fixture(string path)
    {
        var fixture = _fixtures[path == "/v1/refunds" ? "refund" : "checkout.session"]!.DeepClone();
        if (path == "/v1/refunds") return fixture;
        fixture["id"] = $"{fixture["id"]}_{++_made}";
        fixture["url"] = "https://checkout.stripe.com/c/pay/" + fixture["id"];
        return fixture;
    }
}
