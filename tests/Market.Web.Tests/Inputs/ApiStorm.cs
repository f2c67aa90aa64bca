using System.Net.Http.Headers;
using System.Text;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;
using Xunit.Abstractions;

namespace Market.Web.Tests.Inputs;

/// <summary>Every endpoint of the OpenAPI document against bodies, ids and queries nobody asked for.</summary>
[Collection(InputTests.Name)]
public sealed class ApiStorm(AttackedSite site, ITestOutputHelper output)
{
    private readonly Random _luck = new(InputTests.Seed);
    private readonly List<string> _complaints = [];
    private IReadOnlyDictionary<string, long> _rows = new Dictionary<string, long>();
    private int _calls;

    [Fact]
    public async Task No_body_makes_the_api_fail_or_a_refused_call_change_anything()
    {
        var (operations, document) = await Operation.ReadAsync(site);
        var places = await Places.FindAsync(site);
        var bodies = new Bodies(document, places.Members);
        _rows = await site.Counts.QuietAsync();
        foreach (var operation in operations.Where(x => x.Schema is not null))
        {
            var right = bodies.Right(operation.Schema)!;
            foreach (var (body, type) in Bodies.Wholes) await TryAsync(operation, places, body, type);
            foreach (var body in InputTests.Storm ? Bodies.SpoilAll(right) : Enumerable.Range(0, 24).Select(_ => Bodies.Spoil(right, _luck))) await TryAsync(operation, places, body, "application/json");
        }
        Report();
    }

    [Fact]
    public async Task No_id_and_no_query_makes_the_api_fail()
    {
        string[] ids = ["x", "0", "%FF%FE", "..%2f..", "%7b01900000-0000-7000-8000-000000000001%7d", "01900000-0000-7000-8000-000000000001", "00000000-0000-0000-0000-000000000000", new('9', 2000), "a b", "%F0%9F%A5%AC"];
        string[] values = ["", "-1", "0", "1000000000", "99999999999999999999", "1e3", "abc", "%00", "%FF", "%ED%A0%80", "'%20OR%201=1--", "9999-12-31", "0001-01-01", "2026-02-30", "%F0%9F%A5%AC", new('y', 3000), "a&{0}=b", "*:*", "%22unclosed", "title:[a%20TO", "(((((((("];
        var (operations, _) = await Operation.ReadAsync(site);
        var places = await Places.FindAsync(site);
        _rows = await site.Counts.QuietAsync();
        foreach (var operation in operations)
        {
            var body = operation.Method == "GET" ? null : "{}";
            if (operation.Path.Contains("{id}", StringComparison.Ordinal))
                foreach (var id in ids) await SendAsync(operation, operation.Path.Replace("{id}", id, StringComparison.Ordinal), body, "application/json");
            foreach (var name in operation.Query)
                foreach (var value in values) await SendAsync(operation, $"{places.Path(operation)}?{name}={value.Replace("{0}", name, StringComparison.Ordinal)}", body, "application/json");
        }
        Report();
    }

    [Fact]
    public async Task Uploads_that_are_no_upload_are_refused()
    {
        var (operations, _) = await Operation.ReadAsync(site);
        _rows = await site.Counts.QuietAsync();
        foreach (var operation in operations.Where(x => x.Multipart))
            foreach (var (body, type) in Bodies.Wholes.Concat([("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nabc", "multipart/form-data; boundary=x"), ("--x\r\n\r\n", "multipart/form-data"), ("--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--", "multipart/form-data; boundary=x")]))
                await SendAsync(operation, operation.Path, body, type);
        Report();
    }

    [Fact]
    public async Task A_token_nobody_gave_out_opens_nothing()
    {
        var (operations, _) = await Operation.ReadAsync(site);
        var places = await Places.FindAsync(site);
        var real = site.As("consumer").Http.DefaultRequestHeaders.Authorization!.Parameter!;
        string[] open = ["GET /api/v1/towns", "GET /api/v1/chains", "GET /api/v1/stores", "GET /api/v1/fairs", "GET /api/v1/stations", "GET /api/v1/cooperatives", "GET /api/v1/unions", "GET /api/v1/products", "GET /api/v1/products/{id}", "GET /api/v1/products/{id}/marks", "GET /api/v1/sub-brands", "GET /api/v1/artwork/{sha256}", "GET /api/v1/licences", "GET /api/v1/licences/{number}", "GET /api/v1/certificates", "GET /api/v1/recalls", "GET /api/v1/spot-check-draws", "POST /api/v1/misuse-reports", "POST /api/v1/tokens"];
        foreach (var operation in operations.Where(x => !open.Contains(x.ToString())))
            foreach (var token in new[] { "", "x", "null", real[..^4], real[4..], real[..40] + (real[40] == 'A' ? 'B' : 'A') + real[41..], new('A', 3000) })
            {
                using var request = new HttpRequestMessage(new(operation.Method), places.Path(operation));
                request.Headers.Authorization = new AuthenticationHeaderValue(token is "" ? "Basic" : "Bearer", token is "" ? "YTpi" : token);
                var reply = await site.As("").SendAsync(request);
                if (reply.Status != 401 || reply.Code != "account.needed") _complaints.Add($"{operation} with {Problem.Short(token)}: {reply.Status} {reply.Code}");
                _calls++;
            }
        Report();
    }

    private Task TryAsync(Operation operation, Places places, string body, string type) => SendAsync(operation, places.Path(operation), body, type);

    private async Task SendAsync(Operation operation, string path, string? body, string type)
    {
        var language = _luck.Next(2) == 0 ? "en" : "zh";
        var request = new HttpRequestMessage(new(operation.Method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        Reply reply;
        try
        {
            reply = await site.As(Places.Doer(operation), language).SendAsync(request);
        }
        catch (Exception e) when (e is TaskCanceledException or HttpRequestException)
        {
            _complaints.Add($"{operation} {Problem.Short(path)} [{type}] {Problem.Short(body ?? "")}\n  -> no answer: {e.Message}\n{await site.Counts.DoingAsync()}");
            return;
        }
        _calls++;
        var complaint = Problem.Complaint(reply, language);
        var after = reply.Status < 400 && operation.Method != "GET" ? await site.Counts.QuietAsync() : await site.Counts.TakeAsync();
        if (reply.Status >= 400 && Counts.Changes(_rows, after) is { Length: > 0 } changes) complaint = $"{reply.Status} {reply.Code} changed {changes}";
        _rows = after;
        if (complaint is not null) _complaints.Add($"{operation} {Problem.Short(path)} [{type}] {Problem.Short(body ?? "")}\n  -> {complaint}");
    }

    private void Report()
    {
        output.WriteLine($"seed {InputTests.Seed}, {_calls} calls");
        Assert.True(_calls > 40);
        Assert.True(_complaints.Count == 0, $"seed {InputTests.Seed}, {_complaints.Count} of {_calls}:\n" + string.Join('\n', _complaints.Take(40)) + "\n" + site.Output);
    }
}
