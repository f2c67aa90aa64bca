using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;
using Xunit.Abstractions;

namespace Market.Web.Tests.Epcis;

/// <summary>Whatever is sent: never a failure of the program, and nothing of a refused document stays behind.</summary>
[Collection(EpcisTests.Name)]
public sealed class EpcisBadInputTests(EpcisSite site, ITestOutputHelper output)
{
    private const string Account = "manager.heyan";

    [Fact]
    public async Task Documents_with_a_fault_are_refused_with_a_reason_and_nothing_of_them_is_kept()
    {
        var (before, jobs, complaints) = (await CountAsync(), new List<(string What, string Job)>(), new List<string>());
        var documents = BadDocuments.All();
        foreach (var document in documents)
            foreach (var path in new[] { "/epcis/capture", "/epcis/events" })
            {
                var (reply, location) = await SendAsync(path, document);
                if (reply.Status == 202) jobs.Add((document.What, location));
                else if (Complaint(reply) is { } complaint) complaints.Add($"{path} {document.What}: {complaint}");
            }
        foreach (var (what, location) in jobs)
        {
            var job = await JobAsync(location);
            if (Number(job, "accepted") + Number(job, "duplicates") > 0 || job["success"]!.GetValue<bool>()) complaints.Add($"captured: {what}");
            else if (job["errors"]!.AsArray() is var errors && (errors.Count == 0 || errors.Any(x => x!["detail"]!.GetValue<string>() is "" || x["code"]!.GetValue<string>() is ""))) complaints.Add($"no reason: {what}");
        }

        output.WriteLine($"{documents.Count} documents, {jobs.Count} jobs");
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        Assert.True(documents.Count >= 180, $"{documents.Count} documents");
        Assert.Empty(EpcisSite.Events(await site.GetAsync(Account, $"/epcis/events?MATCH_epc={BadDocuments.Mark}*")));
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Spoilt_documents_are_captured_whole_or_not_at_all()
    {
        var luck = new Random(InputTests.Seed);
        var (before, jobs, complaints) = (await CountAsync(), new List<string>(), new List<string>());
        var count = InputTests.Storm ? 5_000 : 300;
        for (var i = 0; i < count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"spoilt:{InputTests.Seed}:{i}");
            var xml = i % 3 == 0;
            var good = Encoding.UTF8.GetBytes(xml ? BadDocuments.GoodXml(name) : BadDocuments.Rich("urn:x:" + name));
            var (reply, location) = await SendAsync("/epcis/capture", new($"{i}", Spoil(good, luck), xml ? "application/xml" : "application/ld+json"));
            if (reply.Status == 202) jobs.Add(location);
            else if (Complaint(reply) is { } complaint) complaints.Add($"{i}: {complaint}");
        }
        var accepted = 0;
        foreach (var location in jobs)
        {
            var job = await JobAsync(location);
            if (job["success"]!.GetValue<bool>() != (Number(job, "rejected") == 0) || (Number(job, "rejected") > 0 && Number(job, "accepted") > 0)) complaints.Add($"half: {job}");
            accepted += Number(job, "accepted");
        }

        output.WriteLine($"seed {InputTests.Seed}: {count} documents, {jobs.Count} jobs, {accepted} events");
        Assert.True(complaints.Count == 0, $"seed {InputTests.Seed}\n" + string.Join('\n', complaints.Take(40)));
        Assert.Equal(before + accepted, await CountAsync());
    }

    [Fact]
    public async Task A_remote_context_is_never_fetched()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/context.jsonld";
        var thing = EpcisSite.Fresh("context");

        var document = EpcisSite.Document(EpcisSite.Seen(thing)).Replace("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", address, StringComparison.Ordinal);
        await SendAsync("/epcis/capture", new("remote", Encoding.UTF8.GetBytes(document)));
        await SendAsync("/epcis/capture", new("remote", Encoding.UTF8.GetBytes($"<!DOCTYPE a SYSTEM '{address}'>" + BadDocuments.GoodXml("fetched"))));
        await site.CaptureAsync(Account, EpcisSite.Document(EpcisSite.Seen(thing)));

        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Addresses_and_parameters_that_mean_nothing_are_refused_or_find_nothing()
    {
        string[] poisons = ["%00", "%ff%fe", "%ED%A0%80", "'; DROP TABLE trace_events; --", "../../etc/passwd", new string('a', 3000), "%25%32%46", "{}", "|", "||||", "%0d%0aX: y", "😀", "-1", "99999999999999999999", "1e400"];
        string[] names = ["EQ_eventID", "MATCH_epc", "MATCH_anyEPC", "EQ_bizStep", "EQ_quantity", "GE_eventTime", "LT_recordTime", "EQ_source_location", "eventCountLimit", "maxEventCount", "perPage", "nextPageToken", "orderBy", "EXISTS_errorDeclaration", "", "EQ_"];
        var complaints = new List<string>();
        var calls = 0;
        foreach (var poison in poisons)
        {
            var addresses = names.Select(x => $"/epcis/events?{x}={Escaped(poison)}").Concat(["events", "epcs", "bizSteps", "queries", "capture", "eventTypes"])
                .Select(x => x.StartsWith('/') ? x : $"/epcis/{x}/{Escaped(poison)}").Concat([$"/epcis/epcs/{Escaped(poison)}/events", $"/epcis/queries/{Escaped(poison)}/subscriptions", $"/epcis/epcs?nextPageToken={Escaped(poison)}"])
                // The server refuses a path with a zero byte before the program sees it.
                .Where(x => !x.Contains("%00", StringComparison.Ordinal) || x.Contains('?', StringComparison.Ordinal));
            foreach (var address in addresses)
            {
                calls++;
                var reply = await site.GetAsync(Account, address);
                if (reply.Status != 200 && Complaint(reply) is { } complaint) complaints.Add($"{address}: {complaint}");
            }
        }
        output.WriteLine($"{calls} addresses");
        Assert.True(complaints.Count == 0, string.Join('\n', complaints.Take(40)));
    }

    private static string Escaped(string poison) => poison.Contains('%', StringComparison.Ordinal) ? poison : Uri.EscapeDataString(poison);

    private async Task<(Reply Reply, string Location)> SendAsync(string path, BadDocument document)
    {
        var (reply, headers, _) = await site.AskAsync(Account, HttpMethod.Post, path, document.Body, document.Type, document.Encoding is "" ? [] : [("Content-Encoding", document.Encoding)]);
        return (reply, headers.Location?.ToString() ?? "");
    }

    private async Task<JsonNode> JobAsync(string location)
    {
        JsonNode job = null!;
        await Wait.ForAsync(async () => !(job = (await site.GetAsync(Account, location)).Json!)["running"]!.GetValue<bool>(), "the capture job", seconds: 120);
        return job;
    }

    private async Task<int> CountAsync() => (await site.PagesAsync("inspector", "/epcis/events?perPage=1000")).Sum(x => EpcisSite.Events(x).Count);

    private static int Number(JsonNode job, string name) => job[name]!.GetValue<int>();

    /// <returns>What is wrong with a refusal, or null.</returns>
    private static string? Complaint(Reply reply) => reply switch
    {
        { Status: < 400 or >= 500 } => $"{reply.Status} {reply.Text}",
        { Json: null } => $"{reply.Status} without a problem: {reply.Text}",
        _ when reply.Code is null or "" || reply.Json["detail"]?.GetValue<string>() is null or "" => $"{reply.Status} without code or sentence: {reply.Text}",
        _ when !reply.Json["type"]!.GetValue<string>().StartsWith("epcisException:", StringComparison.Ordinal) => $"no exception of EPCIS: {reply.Text}",
        _ => null,
    };

    /// <summary>One to three changes of bytes: turned, left out, doubled, moved or replaced by something that looks like a value.</summary>
    private static byte[] Spoil(byte[] good, Random luck)
    {
        string[] values = ["null", "\"\"", "[]", "{}", "-1", "1e999", "\"urn:x:y:z\"", "\"\\ud800\"", "<a/>", "&x;", "\u0000", "true", "2026-13-01", "ADD"];
        var bytes = good.ToList();
        for (var changes = luck.Next(1, 4); changes > 0 && bytes.Count > 10; changes--)
        {
            var (at, length) = (luck.Next(bytes.Count - 8), luck.Next(1, 8));
            switch (luck.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << luck.Next(8)); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
                case 4: bytes.InsertRange(at, Encoding.UTF8.GetBytes(values[luck.Next(values.Length)])); break;
                default: (bytes[at], bytes[at + length]) = (bytes[at + length], bytes[at]); break;
            }
        }
        return [.. bytes];
    }
}
