using System.Diagnostics;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Commands;

/// <summary>./market epcis-hash as somebody without a server runs it.</summary>
public sealed class EpcisHashTests : IDisposable
{
    private const string Event = """{"type":"ObjectEvent","eventTime":"2026-11-22T10:00:00.1234+08:00","eventTimeZoneOffset":"+08:00","action":"OBSERVE","epcList":["urn:x:a:1"],"bizStep":"shipping"}""";
    /// <summary>Of the pre-hash string with its fields in order, made with another program.</summary>
    private const string Hash20 = "ni:///sha-256;02d57d35a0af06777fe13618be91cb522e66cada54247439db3206dc7b44aec9?ver=CBV2.0";

    private readonly string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Every_event_of_a_document_has_its_line()
    {
        var (code, lines, errors) = await RunAsync(Document(Event, Event.Replace("shipping", "receiving", StringComparison.Ordinal)));

        Assert.Equal((0, 2, ""), (code, lines.Length, errors));
        Assert.Equal(Hash20, lines[0]);
        Assert.NotEqual(lines[0], lines[1]);
    }

    [Fact]
    public async Task Xml_is_told_from_json_by_its_content()
    {
        const string Xml = """
            <e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0" creationDate="2026-11-23T02:00:00Z"><EPCISBody><EventList><ObjectEvent><eventTime>2026-11-22T02:00:00.1234Z</eventTime><eventTimeZoneOffset>+08:00</eventTimeZoneOffset>
            <epcList><epc>urn:x:a:1</epc></epcList><action>OBSERVE</action><bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep></ObjectEvent></EventList></EPCISBody></e:EPCISDocument>
            """;

        Assert.Equal((0, Hash20), await OneAsync(Xml));
    }

    [Fact]
    public async Task The_rules_and_what_is_left_out_change_the_hash()
    {
        var (code, newer) = await OneAsync(Document(Event), "--cbv", "2.1");
        var (_, without) = await OneAsync(Document(Event), "--ignore", "bizStep");
        var (_, never) = await OneAsync(Document(Event.Replace(""","bizStep":"shipping"}""", "}", StringComparison.Ordinal)));

        Assert.Equal(0, code);
        Assert.EndsWith("?ver=CBV2.1", newer, StringComparison.Ordinal);
        Assert.Equal(never, without);
        Assert.NotEqual(Hash20, without);
    }

    [Fact]
    public async Task An_invalid_event_says_what_is_wrong_and_the_others_have_their_lines()
    {
        var (code, lines, errors) = await RunAsync(Document(Event, Event.Replace("shipping", "shiping", StringComparison.Ordinal), Event));

        Assert.Equal((1, 2), (code, lines.Length));
        Assert.Equal("event 2: epcis.word at /bizStep: shiping", errors.Trim());
    }

    [Theory]
    [InlineData("{", "document: epcis.json at /@0:1")]
    [InlineData("<a", "document: epcis.xml at /@1:1")]
    [InlineData("[]", "document: epcis.not_an_object at /")]
    public async Task A_file_that_is_no_document_says_so(string content, string sentence)
    {
        var (code, lines, errors) = await RunAsync(content);

        Assert.Equal((1, 0, sentence), (code, lines.Length, errors.Trim()));
    }

    [Theory]
    [InlineData]
    [InlineData("no-such-file.json")]
    [InlineData("a", "b")]
    [InlineData("a", "--cbv")]
    [InlineData("a", "--cbv", "1.0")]
    [InlineData("a", "--quick")]
    public async Task Called_wrongly_it_answers_two(params string[] words) => Assert.Equal(2, (await StartAsync(words)).Code);

    [Fact]
    public async Task Its_help_names_what_it_takes()
    {
        var (code, lines, _) = await StartAsync(["--help"]);

        Assert.Equal((0, "usage: epcis-hash FILE [--cbv 2.0|2.1] [--ignore FIELD]..."), (code, lines[0]));
    }

    private static string Document(params string[] events) =>
        $$$"""{"@context":"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld","type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-11-23T02:00:00Z","epcisBody":{"eventList":[{{{string.Join(',', events)}}}]}}""";

    private async Task<(int, string)> OneAsync(string content, params string[] words)
    {
        var (code, lines, _) = await RunAsync(content, words);
        return (code, Assert.Single(lines));
    }

    private async Task<(int Code, string[] Lines, string Errors)> RunAsync(string content, params string[] words)
    {
        await File.WriteAllTextAsync(file, content);
        return await StartAsync([file, .. words]);
    }

    private static async Task<(int Code, string[] Lines, string Errors)> StartAsync(string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Server.Program, "epcis-hash", .. words]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
        return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }
}
