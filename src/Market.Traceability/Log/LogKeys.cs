using System.Security.Cryptography;
using Market.Traceability.Data;

namespace Market.Traceability.Log;

/// <summary>The log's signing key.</summary>
internal static class LogKeys
{
    /// <exception cref="FormatException">The configured key is no signing key.</exception>
    public static async Task<NoteSigner> SignerAsync(TraceDb db, LogSettings settings, CancellationToken ct)
    {
        var text = settings.Key ?? await db.SecretAsync("log", () => new NoteSigner(settings.Origin, NoteKeyKind.Note, RandomNumberGenerator.GetBytes(NoteSigner.SeedBytes)).ToSecretText(), ct);
        return NoteSigner.TryParse(text, out var signer) ? signer : throw new FormatException("The log's signing key cannot be read.");
    }
}
