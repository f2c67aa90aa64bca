using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Data;

/// <summary>A number that only grows.</summary>
internal sealed class Counter
{
    public string Name { get; init; } = "";

    /// <summary>The last number given out; 0 before the first.</summary>
    public long Value { get; set; }
}

/// <summary>Gives out numbers without gaps inside a transaction.</summary>
internal static class Counting
{
    /// <summary>Takes <paramref name="count"/> numbers in a row; whoever asks meanwhile waits for the end of the caller's transaction.</summary>
    /// <returns>The first of them, from 1.</returns>
    public static async Task<long> TakeAsync(this TraceDb db, string name, long count, CancellationToken ct)
    {
        if (await db.Counters.Where(x => x.Name == name).ExecuteUpdateAsync(set => set.SetProperty(x => x.Value, x => x.Value + count), ct) == 0)
        {
            // Two first callers meet at the primary key; the slower one's transaction is done again.
            await db.BulkInsertAsync<Counter>([new() { Name = name, Value = count }], ct);
            return 1;
        }
        return await db.Counters.Where(x => x.Name == name).Select(x => x.Value).SingleAsync(ct) - count + 1;
    }
}
