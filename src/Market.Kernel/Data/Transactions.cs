using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MySqlConnector;

namespace Market.Kernel.Data;

/// <summary>One transaction, done again when another writer was faster.</summary>
public static class Transactions
{
    private const int Attempts = 8;

    /// <summary>Runs <paramref name="work"/> in a transaction and saves; a deadlock, a lock wait or a changed version starts it afresh.</summary>
    /// <param name="work">Loads what it needs itself: every attempt begins with an empty change tracker.</param>
    /// <exception cref="DbUpdateConcurrencyException">Others were faster eight times.</exception>
    public static async Task<T> InTransactionAsync<T>(this DbContext db, Func<Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
                var result = await work();
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                return result;
            }
            catch (Exception failure) when (attempt < Attempts && IsLostRace(failure))
            {
                await Task.Delay(Random.Shared.Next(1, 10 * attempt), ct);
            }
        }
    }

    /// <summary>True when the same work may succeed when it is done again: nothing of it was kept.</summary>
    public static bool IsLostRace(Exception failure) => failure switch
    {
        DbUpdateConcurrencyException => true,
        MySqlException { ErrorCode: MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout or MySqlErrorCode.DuplicateKeyEntry } => true,
        MySqlException { Number: 1020 } => true,
        SqliteException { SqliteErrorCode: 5 or 6 } => true,
        SqliteException { SqliteExtendedErrorCode: 1555 or 2067 } => true,
        { InnerException: { } inner } => IsLostRace(inner),
        _ => false,
    };
}
