using System.Collections.Specialized;
using System.Globalization;
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

    /// <summary>Does what is asked, and then breaks the line instead of answering.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Refunds that were made, newest first, as Stripe lists them.</summary>
    public List<JsonNode> Refunds { get; } = [];

    /// <summary>A day goes by: Stripe keeps idempotency keys no longer.</summary>
    public void ForgetKeys() => _saved.Clear();

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
        var form = request.HttpMethod == "GET" ? request.QueryString : HttpUtility.ParseQueryString(body);
        Requests.Add(new(request.HttpMethod, request.Url!.AbsolutePath, request.Headers["Authorization"] ?? "", request.Headers["Idempotency-Key"], request.Headers["Stripe-Version"], form));
        var operation = _specification["paths"]![request.Url.AbsolutePath]?[request.HttpMethod.ToLowerInvariant()];
        var schema = request.HttpMethod == "GET" ? FormCheck.OfQuery(operation) : operation?["requestBody"]?["content"]?["application/x-www-form-urlencoded"]?["schema"];
        if (schema is null) Complaints.Add($"Stripe has no {request.HttpMethod} {request.Url.AbsolutePath}");
        else Complaints.AddRange(FormCheck.Complaints(schema, form));
        var (status, answer) = request.HttpMethod == "GET" && Failing == 0 ? (200, RefundsOf(form).ToJsonString()) : Answer(request.Headers["Idempotency-Key"] ?? "", request.Url.AbsolutePath, form);
        if (LosesAnswers)
        {
            context.Response.Abort();
            return;
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
    }

    /// <summary>One page of a payment's refunds.</summary>
    private JsonObject RefundsOf(NameValueCollection query)
    {
        var all = Refunds.Where(x => x["payment_intent"]!.GetValue<string>() == query["payment_intent"]).ToList();
        var from = query["starting_after"] is { } last ? all.FindIndex(x => x["id"]!.GetValue<string>() == last) + 1 : 0;
        var page = all.Skip(from).Take(int.Parse(query["limit"] ?? "10", CultureInfo.InvariantCulture)).Select(x => x.DeepClone()).ToArray();
        return new() { ["object"] = "list", ["url"] = "/v1/refunds", ["has_more"] = from + page.Length < all.Count, ["data"] = new JsonArray(page) };
    }

    private (int Status, string Answer) Answer(string key, string path, NameValueCollection form)
    {
        if (_saved.TryGetValue(key, out var saved)) return saved;
        var now = Failing > 0
            ? (Failing, new JsonObject { ["error"] = new JsonObject { ["type"] = "api_error", ["message"] = "Not now." } }.ToJsonString())
            : (200, Fixture(path, form).ToJsonString());
        if (now.Item1 is 200 or >= 500) _saved[key] = now;
        return now;
    }

    private JsonNode Fixture(string path, NameValueCollection form)
    {
        var fixture = _fixtures[path == "/v1/refunds" ? "refund" : "checkout.session"]!.DeepClone();
        fixture["id"] = $"{fixture["id"]}_{++_made}";
        if (path == "/v1/refunds")
        {
            fixture["payment_intent"] = form["payment_intent"];
            fixture["metadata"]!["refund_id"] = form["metadata[refund_id]"];
            Refunds.Insert(0, fixture);
            return fixture;
        }
        fixture["url"] = "https://checkout.stripe.com/c/pay/" + fixture["id"];
        return fixture;
    }
}
