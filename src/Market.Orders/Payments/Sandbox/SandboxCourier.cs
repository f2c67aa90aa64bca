using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Market.Orders.Payments.Sandbox;

/// <summary>Delivers the sandbox's webhooks to this shop over HTTP, signed, until they are taken.</summary>
public sealed class SandboxCourier(SandboxBank bank, SandboxSettings settings, IServer server, TimeProvider clock, ILogger<SandboxCourier> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private const long RetryAfterMs = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
            if (address is null) continue;
            foreach (var (eventId, body) in bank.Due(clock.GetUtcNow().ToUnixTimeMilliseconds()))
                await DeliverAsync(http, new Uri(new Uri(address), "/webhooks/sandbox"), eventId, body, stoppingToken);
        }
    }

    private async Task DeliverAsync(HttpClient http, Uri hook, string eventId, byte[] body, CancellationToken ct)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.Add("Sandbox-Signature", WebhookSignature.Sign(body, settings.Secrets[0], clock.GetUtcNow()));
        try
        {
            using var answer = await http.PostAsync(hook, content, ct);
            if (answer.IsSuccessStatusCode || (int)answer.StatusCode == 409)
            {
                bank.Delivered(eventId);
                return;
            }
            log.LogWarning("The shop answered {Status} to event {Event}; trying again", (int)answer.StatusCode, eventId);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            log.LogWarning(failure, "The shop could not be reached with event {Event}; trying again", eventId);
        }
        bank.Postpone(eventId, clock.GetUtcNow().ToUnixTimeMilliseconds() + RetryAfterMs);
    }
}
