using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Market.Orders.Data;

/// <summary>Many keys in one question.</summary>
internal static class KnownKeys
{
    /// <summary>What was done under these keys before: pair by pair, so that the primary key finds each, however many there are.</summary>
    public static Task<List<IdempotencyRecord>> AmongAsync(OrdersDb db, List<OnceKey> keys, CancellationToken ct)
    {
        var names = db.GetService<ISqlGenerationHelper>();
        var (principal, key) = (names.DelimitIdentifier(nameof(IdempotencyRecord.PrincipalId)), names.DelimitIdentifier(nameof(IdempotencyRecord.Key)));
        // Names only; every value is a parameter.
        var sql = "SELECT * FROM orders_idempotency WHERE " + string.Join(" OR ", Enumerable.Range(0, keys.Count).Select(i => $"({principal} = {{{2 * i}}} AND {key} = {{{2 * i + 1}}})"));
        var values = keys.SelectMany(x => new object[] { x.PrincipalId, x.Key }).ToArray();
        return db.Idempotency.FromSqlRaw(sql, values).AsNoTracking().ToListAsync(ct);
    }
}
