
namespace Market.Catalog.Messaging;

/// <summary>A mail or a text message.</summary>
/// <param name="To">Mail address, or phone number for a text message.</param>
/// <param name="Subject">Empty for text messages.</param>
public sealed record Letter(string To, string Subject, string Text);

/// <summary>Sends mails and text messages. Files in embedded mode; SMTP and an SMS gateway when configured.</summary>
public interface IMessenger
{
    /// <exception cref="IOException">It could not be handed over; try again.</exception>
    Task SendAsync(Letter letter, CancellationToken ct);
}
