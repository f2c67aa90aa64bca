using System.Net.Http.Headers;
using Market.Kernel.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging;

namespace Market.Orders.Payments.Sandbox;

/// <summary>Delivers the sandbox's webhooks to this shop over HTTP, signed, until they are taken: any answer but 2xx, also a refusal or a redirect, means later again.</summary>
public sealed class SandboxCourier(SandboxBank bank, SandboxSettings settings, IServer server, TimeProvider clock, ILogger<SandboxCourier> log)
    : Worker(clock, log)
{
    private const long RetryAfterMs = 1000;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(50);

    protected override async Task<bool> PassAsync(CancellationToken ct)
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address) return false;
        foreach (var (eventId, body) in bank.Due(Clock.GetUtcNow().ToUnixTimeMilliseconds()))
            await DeliverAsync(new Uri(new Uri(address), "/webhooks/sandbox"), eventId, body, ct);
        return false;
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    private async Task DeliverAsync(Uri hook, string eventId, byte[] body, CancellationToken ct)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.Add("Sandbox-Signature", WebhookSignature.Sign(body, settings.Secrets[0], Clock.GetUtcNow()));
        try
        {
            using var answer = await _http.PostAsync(hook, content, ct);
            if (answer.IsSuccessStatusCode)
            {
                bank.Delivered(eventId);
                return;
            }
            Log.LogWarning("The shop answered {Status} to event {Event}; trying again", (int)answer.StatusCode, eventId);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            Log.LogWarning(failure, "The shop could not be reached with event {Event}; trying again", eventId);
        }
        bank.Postpone(eventId, Clock.GetUtcNow().ToUnixTimeMilliseconds() + RetryAfterMs);
    }
}
