using System.Net.Http.Json;
using System.Net.Mail;

namespace Market.Catalog.Messaging;

/// <summary>A mail server and an SMS gateway.</summary>
/// <param name="From">Sender of mails.</param>
/// <param name="SmsUrl">Address that takes <c>{"to":"...","text":"..."}</c> by POST.</param>
/// <param name="SmsToken">Sent as a bearer token.</param>
public sealed record GatewaySettings(string SmtpHost, int SmtpPort, string From, Uri SmsUrl, string SmsToken);

/// <summary>Sends mails by SMTP and text messages through an HTTP gateway.</summary>
public sealed class GatewayMessenger(GatewaySettings settings, HttpClient http) : IMessenger
{
    public async Task SendAsync(Letter letter, CancellationToken ct)
    {
        try
        {
            if (letter.To.Contains('@', StringComparison.Ordinal)) await MailAsync(letter, ct);
            else await TextAsync(letter, ct);
        }
        catch (Exception failure) when (failure is SmtpException or HttpRequestException)
        {
            throw new IOException($"The message to {letter.To} could not be handed over.", failure);
        }
    }

    private async Task MailAsync(Letter letter, CancellationToken ct)
    {
        using var smtp = new SmtpClient(settings.SmtpHost, settings.SmtpPort);
        using var mail = new MailMessage(settings.From, letter.To, letter.Subject, letter.Text);
        await smtp.SendMailAsync(mail, ct);
    }

    private async Task TextAsync(Letter letter, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.SmsUrl) { Content = JsonContent.Create(new { to = letter.To, text = letter.Text }) };
        request.Headers.Authorization = new("Bearer", settings.SmsToken);
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
    }
}
