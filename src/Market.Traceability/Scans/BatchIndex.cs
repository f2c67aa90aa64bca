using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Traceability.Scans;

/// <summary>A batch as a scan needs it; it never changes once issued.</summary>
internal sealed record Batch(Guid Id, long First, long Count, Guid LotId, string Lot, string Gtin, string KeyId);

/// <summary>Finds the batch of a running number; batches never change, so what was read once stays right.</summary>
internal sealed class BatchIndex(IServiceScopeFactory scopes)
{
    private const int Kept = 50_000;
    private volatile Batch[] known = [];

    /// <returns>null when no batch has the number.</returns>
    public async ValueTask<Batch?> OfAsync(long number, CancellationToken ct)
    {
        if (Find(known, number) is { } found) return found;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TraceDb>();
        var read = await db.CodeBatches.AsNoTracking().Where(x => x.First <= number).OrderByDescending(x => x.First).Take(1)
            .Join(db.Lots, x => x.LotId, y => y.Id, (x, y) => new Batch(x.Id, x.First, x.Count, x.LotId, y.Code, x.Gtin, x.KeyId)).FirstOrDefaultAsync(ct);
        if (read is null || number >= read.First + read.Count) return null;
        var before = known;
        // Losing an entry to another thread's costs one more question to the database, nothing else.
        known = before.Length >= Kept ? [read] : [.. before.Where(x => x.First < read.First), read, .. before.Where(x => x.First > read.First)];
        return read;
    }

    private static Batch? Find(Batch[] batches, long number)
    {
        var (low, high) = (0, batches.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var batch = batches[middle];
            if (number < batch.First) high = middle - 1;
            else if (number >= batch.First + batch.Count) low = middle + 1;
            else return batch;
        }
        return null;
    }
}
