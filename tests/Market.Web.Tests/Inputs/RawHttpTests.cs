using System.Net.Sockets;
using System.Text;
using Market.Web.Tests.Inputs.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>What no browser sends: through a socket, byte by byte.</summary>
[Collection(InputTests.Name)]
public sealed class RawHttpTests(AttackedSite site)
{
    public static TheoryData<string, string> Oddities() => new()
    {
        { "GET /%FF%FE HTTP/1.1|Host: {host}", "404" }, { "GET /p/%00 HTTP/1.1|Host: {host}", "400" }, { "GET /../../etc/passwd HTTP/1.1|Host: {host}", "404" }, { "GET /pictures/..%2f..%2fcatalog.db HTTP/1.1|Host: {host}", "404" },
        { "GET /css/..%5c..%5cappsettings.json HTTP/1.1|Host: {host}", "404" }, { "GET //evil.example/ HTTP/1.1|Host: {host}", "404" }, { "GET /nowhere HTTP/1.1|Host: {host}", "404" }, { "GET http://evil.example/ HTTP/1.1|Host: evil.example", "400" },
        { "GET / HTTP/1.1|Host: evil.example", "400" }, { "GET / HTTP/1.1", "400" }, { "GET / HTTP/1.1|Host: a|Host: b", "400" }, { "HEAD / HTTP/1.1|Host: {host}", "200" }, { "HEAD /nowhere HTTP/1.1|Host: {host}", "404" }, { "OPTIONS / HTTP/1.1|Host: {host}", "405" },
        { "OPTIONS * HTTP/1.1|Host: {host}", "4" }, { "TRACE / HTTP/1.1|Host: {host}", "405" }, { "PATCH /login HTTP/1.1|Host: {host}|Content-Length: 0", "4" }, { "BREW /coffee HTTP/1.1|Host: {host}", "4" }, { "CONNECT evil.example:443 HTTP/1.1|Host: {host}", "4" },
        { "GET / HTTP/9.9|Host: {host}", "505" }, { "nonsense", "400" }, { "GET / HTTP/1.1|Host: {host}|Content-Length: -1", "400" }, { "POST /login HTTP/1.1|Host: {host}|Content-Length: 5|Transfer-Encoding: chunked||zz", "4" }, { "GET / HTTP/1.1|Host: {host}|Content-Length: 99999999999999999999", "400" },
        { "GET /search?q=%ED%A0%80 HTTP/1.1|Host: {host}", "200" }, { "GET /search?q=%00 HTTP/1.1|Host: {host}", "200" }, { "GET /search?q={long} HTTP/1.1|Host: {host}", "200" }, { "GET /{verylong} HTTP/1.1|Host: {host}", "414" }, { "GET / HTTP/1.1|Host: {host}|X-A: {verylong}", "4" },
        { "GET /search?page=-1 HTTP/1.1|Host: {host}", "200" }, { "GET /search?page=99999999999 HTTP/1.1|Host: {host}", "200" }, { "GET /search?badge=&badge=&town=x&price=5- HTTP/1.1|Host: {host}", "200" }, { "GET /search?price=99999999999999999999-1 HTTP/1.1|Host: {host}", "200" },
        { "GET / HTTP/1.1|Host: {host}|Range: bytes=0-18446744073709551615", "200" }, { "GET / HTTP/1.1|Host: {host}|Range: bytes=-1,5-,9-2", "200" }, { "GET / HTTP/1.1|Host: {host}|Accept-Encoding: nonsense;q=9, *;q=-1", "200" }, { "GET / HTTP/1.1|Host: {host}|If-None-Match: \"\"|If-Modified-Since: never", "200" },
        { "GET / HTTP/1.1|Host: {host}|Cookie: market=garbage; items=-5; basket=not-a-guid; flash=garbage; lang=xx; theme=9", "200" }, { "GET /basket HTTP/1.1|Host: {host}|Cookie: basket=../../x; items=99999999999999", "200" },
        { "GET /basket HTTP/1.1|Host: {host}|Cookie: basket={guid}; form=garbage; flash=CfDJ8garbage", "200" }, { "GET /orders HTTP/1.1|Host: {host}|Cookie: market=CfDJ8garbage", "302" }, { "GET / HTTP/1.1|Host: {host}|Cookie: {cookies}", "200" }, { "GET / HTTP/1.1|Host: {host}|Accept-Language: ,,,;q=x", "200" }, { "GET / HTTP/1.1|Host: {host}|Accept-Language: \u00ff\u00fe", "400" },
        { "POST /basket/lines HTTP/1.1|Host: {host}|Content-Length: 0", "403" }, { "POST /basket/lines HTTP/1.1|Host: {host}|Origin: http://evil.example|Content-Length: 0", "403" }, { "POST /basket/lines HTTP/1.1|Host: {host}|Origin: null|Content-Length: 0", "403" },
        { "POST /basket/lines HTTP/1.1|Host: {host}|Sec-Fetch-Site: cross-site|Origin: http://{host}|Content-Length: 0", "403" }, { "POST /nowhere HTTP/1.1|Host: {host}|Content-Length: 0", "40" }, { "GET /orders HTTP/1.1|Host: {host}", "302" }, { "GET /status/500 HTTP/1.1|Host: {host}", "500" }, { "GET /status/9999999999 HTTP/1.1|Host: {host}", "404" }, { "GET /status/1 HTTP/1.1|Host: {host}", "404" }, { "GET /status/200 HTTP/1.1|Host: {host}", "404" },
        { "POST /login HTTP/1.1|Host: {host}|Origin: http://{host}|Content-Type: application/x-www-form-urlencoded|Content-Length: 8||code=200", "400" },
        { "POST /login HTTP/1.1|Host: {host}|Origin: http://{host}|Content-Type: application/x-www-form-urlencoded|Content-Length: 9||login=%00", "400" },
    };

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task An_odd_request_gets_a_plain_answer(string request, string status)
    {
        var text = request.Replace("{host}", site.Address["http://".Length..], StringComparison.Ordinal).Replace("{verylong}", new('a', 20_000), StringComparison.Ordinal).Replace("{long}", new('a', 6000), StringComparison.Ordinal)
            .Replace("{guid}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal).Replace("{cookies}", string.Join("; ", Enumerable.Range(0, 900).Select(x => $"c{x}=1")), StringComparison.Ordinal).Replace("|", "\r\n", StringComparison.Ordinal);

        var answer = await SendAsync(text + "\r\nConnection: close\r\n\r\n");

        Assert.True(answer.StartsWith("HTTP/1.1 " + status, StringComparison.Ordinal), $"{request}\n{answer[..Math.Min(400, answer.Length)]}");
        Assert.DoesNotContain("   at Market.", answer, StringComparison.Ordinal);
        if (request.StartsWith("HEAD", StringComparison.Ordinal)) Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_headers_and_a_request_that_never_ends_leave_the_shop_open()
    {
        var flood = await SendAsync("GET / HTTP/1.1\r\nHost: x\r\n" + string.Concat(Enumerable.Range(0, 1000).Select(x => $"X-{x}: 1\r\n")) + "\r\n");
        Assert.StartsWith("HTTP/1.1 431", flood, StringComparison.Ordinal);
        using var slow = new TcpClient("127.0.0.1", new Uri(site.Address).Port);
        await slow.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: "u8.ToArray());

        Assert.Equal(200, (await site.As("").GetAsync("/api/v1/towns")).Status);
    }

    private async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient("127.0.0.1", new Uri(site.Address).Port);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException reset) when (answer.Length > 0)
        {
            // Answered, and the connection was closed under what was still being sent.
            Assert.NotNull(reset.Message);
        }
        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
