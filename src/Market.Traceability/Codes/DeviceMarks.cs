using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Market.Traceability.Codes;

/// <summary>Tells devices apart for one day of the district, and nothing more.</summary>
/// <param name="day">The key is another one on the next day.</param>
/// <param name="key">Known to the shop alone.</param>
internal sealed class DeviceMarks(DateOnly day, byte[] key) : IDisposable
{
    /// <summary>Preparing a hash with its key costs as much as the hash.</summary>
    private readonly ConcurrentBag<IncrementalHash> hashes = [];

    public DateOnly Day => day;

    /// <returns>The first 16 hexadecimal digits of HMAC-SHA-256 (RFC 2104).</returns>
    public string Of(string traits)
    {
        var mine = hashes.TryTake(out var free) ? free : IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        mine.AppendData(Encoding.UTF8.GetBytes(traits));
        mine.GetHashAndReset(hash);
        hashes.Add(mine);
        return Convert.ToHexStringLower(hash[..8]);
    }

    public void Dispose()
    {
        foreach (var each in hashes) each.Dispose();
    }
}
