using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Market.Orders.Payments;

/// <summary>Signs and checks webhooks of the sandbox the way card providers do: <c>t=unix,v1=hex</c> over <c>t.body</c>, HMAC-SHA-256.</summary>
internal static class WebhookSignature
{
    /// <summary>Older or newer messages are refused, seconds.</summary>
    private const long Window = 300;

    public static string Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(Mac(body, secret, time))}";
    }

    /// <param name="secrets">The secret in use and, while it is being replaced, the one before.</param>
    public static bool Holds(ReadOnlySpan<byte> body, string signature, IEnumerable<string> secrets, DateTimeOffset now)
    {
        string? time = null;
        var macs = new List<byte[]>();
        foreach (var part in signature.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal)) time = part[2..];
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && TryHex(part[3..], out var mac)) macs.Add(mac);
        }
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || Math.Abs(now.ToUnixTimeSeconds() - at) > Window) return false;
        foreach (var secret in secrets)
        {
            var expected = Mac(body, secret, time!);
            if (macs.Exists(mac => CryptographicOperations.FixedTimeEquals(mac, expected))) return true;
        }
        return false;
    }

    private static byte[] Mac(ReadOnlySpan<byte> body, string secret, string time)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes(time + "."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }

    private static bool TryHex(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 2];
        return text.Length % 2 == 0 && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
