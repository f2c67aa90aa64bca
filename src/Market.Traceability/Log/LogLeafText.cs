using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Market.Traceability.Log;

/// <summary>What a leaf of the log says: five lines that anybody can read and hash again.</summary>
/// <remarks>
/// Name of the form; subject; number within the subject; leaf hash of the subject's leaf before; salted hash of the content. A missing
/// number shows that something was left out. No person's data enters: the content is hidden behind a salt that can be deleted.
/// </remarks>
public static class LogLeafText
{
    private const string Form = "coopmarket-leaf-v1";

    /// <summary>Bytes of a leaf.</summary>
    /// <param name="sequence">From 1.</param>
    /// <param name="previous">64 hexadecimal digits, or empty for the first.</param>
    public static byte[] Of(string subject, long sequence, string previous, string salted) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Form}\n{subject}\n{sequence}\n{previous}\n{salted}\n"));

    /// <summary>Hides a content hash: SHA-256 over the salt's 16 bytes and the hash's 32.</summary>
    public static string Salted(string salt, string contentHash) => Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(salt), .. Convert.FromHexString(contentHash)]));
}
