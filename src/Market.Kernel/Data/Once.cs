using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Market.Kernel.Data;

/// <summary>A caller's key for one effect.</summary>
/// <param name="Key">1 to 100 characters chosen by the caller.</param>
/// <param name="BodyHash">SHA-256 of the request in hex.</param>
public sealed record OnceKey(Guid PrincipalId, string Key, string BodyHash)
{
    /// <summary>As stored: a server's collation must not take two keys for one, so anything but small letters, digits and dashes is hashed.</summary>
    public string Key { get; } = Key.Length <= 100 && Key.All(x => char.IsAsciiLetterLower(x) || char.IsAsciiDigit(x) || x == '-')
        ? Key
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
}

/// <summary>The one effect of a (person, key): a repeat finds it and does nothing.</summary>
public sealed class IdempotencyRecord
{
    public Guid PrincipalId { get; init; }
    public string Key { get; init; } = "";

    /// <summary>SHA-256 of the request; the same key with another body is refused.</summary>
    public string BodyHash { get; init; } = "";
    public Guid ResultId { get; init; }
    public DateTime At { get; init; }
}

/// <summary>At most one effect per (principal, key), in every module whose database keeps <see cref="IdempotencyRecord"/>.</summary>
public static class Once
{
    /// <summary>Does the work in a transaction, unless this key did it before.</summary>
    /// <param name="key">null when the work is safe to repeat by its own rules.</param>
    /// <param name="work">Returns the id of what it made or changed; it is told again to whoever repeats the key.</param>
    /// <returns>The id, or null when the work found nothing it may touch.</returns>
    public static async Task<Guid?> OnceAsync(this DbContext db, OnceKey? key, DateTime now, Func<Task<Guid?>> work, CancellationToken ct)
    {
        try
        {
            return await db.InTransactionAsync(async () =>
            {
                if (key is not null && await FindAsync(db, key, ct) is { } known) return known;
                var id = await work();
                if (key is not null && id is { } done) db.Add(Record(key, done, now));
                return id;
            }, ct);
        }
        catch (RuleException) when (key is not null)
        {
            // While this one waited for a lock its twin may have done it: then the refusal is the twin's effect, and the answer is the twin's.
            if (await FindAsync(db, key, ct) is { } first) return first;
            throw;
        }
    }

    /// <returns>The first effect's id, or null when this is the first time.</returns>
    /// <exception cref="RuleException"><c>idempotency.key_reused</c>: the same key came with another body.</exception>
    public static async Task<Guid?> FindAsync(DbContext db, OnceKey key, CancellationToken ct)
    {
        var known = await db.Set<IdempotencyRecord>().AsNoTracking()
            .SingleOrDefaultAsync(x => x.PrincipalId == key.PrincipalId && x.Key == key.Key, ct);
        return known is null ? null : Same(known, key);
    }

    public static Guid Same(IdempotencyRecord known, OnceKey key) => known.BodyHash == key.BodyHash
        ? known.ResultId
        : throw Reused();

    public static RuleException Reused() => new("idempotency.key_reused", "This Idempotency-Key was used for another request.");

    public static IdempotencyRecord Record(OnceKey key, Guid result, DateTime now) =>
        new() { PrincipalId = key.PrincipalId, Key = key.Key, BodyHash = key.BodyHash, ResultId = result, At = now };
}
