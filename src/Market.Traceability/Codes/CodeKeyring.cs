using System.Collections.Concurrent;
using System.Security.Cryptography;
using Market.Traceability.Data;
using Market.Traceability.Serials;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Traceability.Codes;

/// <summary>The keys behind the serials, read once; and what is made of them, kept ready for use.</summary>
internal sealed class CodeKeyring(IServiceScopeFactory scopes) : IDisposable
{
    private const int KeptBatches = 10_000;
    private readonly ConcurrentBag<SerialNumbers> serials = [];
    private readonly ConcurrentDictionary<string, BlockCipher> ciphers = new(StringComparer.Ordinal);
    private volatile Keys? keys;
    private volatile DeviceMarks? devices;

    /// <param name="Permutation">Hides the running number.</param>
    /// <param name="Batches">Makes each batch's key.</param>
    /// <param name="Devices">Makes the marks that tell devices apart for a day.</param>
    private sealed record Keys(byte[] Permutation, byte[] Batches, byte[] Devices);

    /// <summary>Lends the serial numbers to one piece of work: they serve one thread at a time.</summary>
    public async ValueTask<T> WithAsync<T>(Func<SerialNumbers, T> work, CancellationToken ct)
    {
        var mine = serials.TryTake(out var free) ? free : new((await KeysAsync(ct)).Permutation);
        try { return work(mine); }
        finally { serials.Add(mine); }
    }

    /// <summary>A cipher of a batch's own key, for one thread.</summary>
    public async ValueTask<BlockCipher> NewCipherAsync(string keyId, CancellationToken ct) => new(Derive((await KeysAsync(ct)).Batches, keyId));

    /// <summary>The cipher that checks serials of a batch; use it inside <see cref="WithAsync"/> under a lock of its own.</summary>
    public async ValueTask<BlockCipher> CipherAsync(string keyId, CancellationToken ct)
    {
        if (ciphers.TryGetValue(keyId, out var known)) return known;
        if (ciphers.Count > KeptBatches) ciphers.Clear();
        return ciphers.GetOrAdd(keyId, await NewCipherAsync(keyId, ct));
    }

    /// <summary>The covered code of a number: eight characters of a keyed hash that only the batch's key can make.</summary>
    public async ValueTask<string> CoveredAsync(string keyId, long number, CancellationToken ct)
    {
        var hash = HMACSHA256.HashData(Derive((await KeysAsync(ct)).Batches, keyId + "/covered"), BitConverter.GetBytes(number));
        return string.Create(8, hash, (text, bytes) => SerialAlphabet.Write(BitConverter.ToUInt64(bytes) >> 24, text));
    }

    /// <summary>Tells a device from others for one day of the district, and nothing more.</summary>
    public async ValueTask<string> DeviceAsync(string traits, DateOnly day, CancellationToken ct)
    {
        if (devices is not { } today || today.Day != day) devices = today = new(day, Derive((await KeysAsync(ct)).Devices, day.DayNumber.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return today.Of(traits);
    }

    public void Dispose()
    {
        foreach (var each in serials) each.Dispose();
        foreach (var each in ciphers.Values) each.Dispose();
        devices?.Dispose();
    }

    private static byte[] Derive(byte[] key, string name) => HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(name));

    private async ValueTask<Keys> KeysAsync(CancellationToken ct)
    {
        if (keys is { } known) return known;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TraceDb>();
        async Task<byte[]> Secret(string name) => Convert.FromHexString(await db.SecretAsync(name, () => RandomNumberGenerator.GetHexString(64, lowercase: true), ct));
        return keys = new(await Secret("codes.permutation"), await Secret("codes.batches"), await Secret("scans.devices"));
    }
}
