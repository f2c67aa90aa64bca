using System.Net;
using System.Text;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>Answers on loopback when the program opens a payment page or sends money back; Market.Orders.Tests checks the requests themselves.</summary>
public sealed class StripeStandIn : IDisposable
{
    private readonly HttpListener _listener = new();
    private int _made;

    public StripeStandIn()
    {
        // The listener cannot choose a free port by itself.
        for (var port = 20_000 + Environment.ProcessId % 20_000; !_listener.IsListening; port++)
        {
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add((Address = $"http://127.0.0.1:{port}") + "/");
            try
            {
                _listener.Start();
            }
            catch (HttpListenerException) when (port < 60_000)
            {
                // Taken: the next one.
            }
        }
        _ = ServeAsync();
    }

    public string Address { get; private set; } = "";

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var number = Interlocked.Increment(ref _made);
                var answer = Encoding.UTF8.GetBytes(context.Request.Url!.AbsolutePath == "/v1/checkout/sessions"
                    ? $$"""{"id":"cs_test_{{number}}","object":"checkout.session","url":"https://checkout.stripe.com/c/pay/cs_test_{{number}}"}"""
                    : $$"""{"id":"re_{{number}}","object":"refund"}""");
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(answer);
                context.Response.Close();
            }
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            // The tests are over.
            return;
        }
    }
}
