using System.Diagnostics;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Commands;

/// <summary>./market digital-link as somebody pipes lines through it.</summary>
public sealed class DigitalLinkCommandTests
{
    [Fact]
    public async Task Addresses_become_their_elements_line_by_line()
    {
        var (code, lines) = await RunAsync("https://id.gs1.org/01/09520123456788/10/A%2FB?17=201225&99=x%26%22\nHTTP://a/414/9520123456788\n", "parse");

        Assert.Equal(0, code);
        Assert.Equal(["""{"ais":{"01":"09520123456788","10":"A/B","17":"201225","99":"x&\""}}""", """{"ais":{"414":"9520123456788"}}"""], lines);
    }

    [Fact]
    public async Task Elements_in_brackets_become_addresses()
    {
        var (code, lines) = await RunAsync("(01)12312312312326(22)ABC(10)DEF(21)GHI(95)INT\n(10)A\\(1(01)09520123456788\n", "generate");

        Assert.Equal(0, code);
        Assert.Equal(["""{"uri":"https://id.gs1.org/01/12312312312326/22/ABC/10/DEF/21/GHI?95=INT"}""", """{"uri":"https://id.gs1.org/01/09520123456788/10/A%281"}"""], lines);
    }

    [Fact]
    public async Task A_refused_line_has_its_reason_and_the_next_one_its_answer()
    {
        var (code, lines) = await RunAsync("https://a/01/9520123456788\n\nhttps://a/00/952012345678912345\n", "parse");

        Assert.Equal(1, code);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("""{"error":"value.too_short","message":""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"error":"uri.empty","message":""", lines[1], StringComparison.Ordinal);
        Assert.Equal("""{"ais":{"00":"952012345678912345"}}""", lines[2]);
    }

    [Theory]
    [InlineData("parse", "--zero-suppressed", "https://a/01/9520123456788", """{"ais":{"01":"09520123456788"}}""")]
    [InlineData("parse", "--alpha", "https://a/gtin/09520123456788/lot/A", """{"ais":{"01":"09520123456788","10":"A"}}""")]
    [InlineData("parse", "--unknown-ai", "https://a/01/09520123456788?89=A", """{"ais":{"01":"09520123456788","89":"A"}}""")]
    [InlineData("generate", "--alpha", "(01)09520123456788(10)A", """{"uri":"https://id.gs1.org/gtin/09520123456788/lot/A"}""")]
    [InlineData("generate", "--unknown-ai", "(01)09520123456788(89)A", """{"uri":"https://id.gs1.org/01/09520123456788?89=A"}""")]
    public async Task A_flag_widens_what_is_taken(string verb, string flag, string line, string answer) => Assert.Equal((0, answer), await OneAsync(line, verb, flag));

    [Theory]
    [InlineData]
    [InlineData("read")]
    [InlineData("parse", "--strict")]
    public async Task Called_wrongly_it_answers_two(params string[] words) => Assert.Equal(2, (await RunAsync("", words)).Code);

    private static async Task<(int, string)> OneAsync(string line, params string[] words)
    {
        var (code, lines) = await RunAsync(line + "\n", words);
        return (code, Assert.Single(lines));
    }

    private static async Task<(int Code, string[] Lines)> RunAsync(string input, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Server.Program, "digital-link", .. words]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
        await errors;
        return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
