using System.Globalization;

namespace Market.Catalog.Messaging;

/// <summary>Writes each message as a file into a folder: nothing leaves the machine.</summary>
public sealed class FileMessenger(string folder, TimeProvider clock) : IMessenger
{
    public async Task SendAsync(Letter letter, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var to = string.Concat(letter.To.Select(x => char.IsAsciiLetterOrDigit(x) || x is '@' or '.' or '-' ? x : '_'));
        var name = $"{clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}-{to}-{Guid.CreateVersion7().ToString("N")[^8..]}.txt";
        await File.WriteAllTextAsync(Path.Combine(folder, name), $"To: {letter.To}\nSubject: {letter.Subject}\n\n{letter.Text}\n", ct);
    }
}
