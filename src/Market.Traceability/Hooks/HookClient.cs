using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Market.Traceability.Hooks;

/// <summary>Sends documents to subscribers.</summary>
/// <remarks>No redirects, no proxy, no cookies; what a name stands for is decided here, at the moment of connecting, so that it cannot be changed in between.</remarks>
public sealed class HookClient(TraceSettings settings) : IDisposable
{
    /// <summary>How long a receiver may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, settings.LoopbackHooks, ct),
    })
    { Timeout = Patience };

    /// <summary>Sends a document once.</summary>
    /// <param name="token">Key of the signature, HMAC-SHA256 over the body in hexadecimal; no signature when empty.</param>
    /// <returns>Empty when the receiver took it, else what happened.</returns>
    public async Task<string> SendAsync(string destination, string token, ReadOnlyMemory<byte> document, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, destination) { Content = new ReadOnlyMemoryContent(document) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("GS1-EPCIS-Version", "2.0.0");
        request.Headers.Add("GS1-CBV-Version", "2.0.0");
        if (token is not "") request.Headers.Add("GS1-Signature", Sign(token, document.Span));
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.IsSuccessStatusCode ? "" : $"HTTP {(int)answer.StatusCode}";
        }
        catch (HttpRequestException failed)
        {
            return failed.HttpRequestError.ToString();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "Timeout";
        }
    }

    /// <summary>What the header GS1-Signature says.</summary>
    public static string Sign(string token, ReadOnlySpan<byte> document) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), document));

    public void Dispose() => http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool loopback, CancellationToken ct)
    {
        var addresses = Array.FindAll(await Dns.GetHostAddressesAsync(to.Host, ct), x => Destinations.IsAllowed(x, loopback));
        if (addresses.Length == 0) throw new HttpRequestException(HttpRequestError.ConnectionError, $"{to.Host} is no host of the public internet.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
