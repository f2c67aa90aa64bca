using System.Collections.Concurrent;
using Market.Kernel;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Stock;

/// <summary>What the shop shows as available: read from the database at most one second ago.</summary>
/// <remarks>Bounded to 200,000 offers; it decides nothing, checkout reads the truth.</remarks>
public sealed class StockBoard(IServiceScopeFactory scopes, TimeProvider clock) : IStockQuestions
{
    private const int Bound = 200_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, (long Milli, bool Known, long ReadAt)> _seen = new();

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, long>> AvailableAsync(IReadOnlyCollection<Guid> offerIds, CancellationToken ct)
    {
        var now = clock.GetTimestamp();
        var stale = offerIds.Where(id => !_seen.TryGetValue(id, out var seen) || clock.GetElapsedTime(seen.ReadAt, now) > Fresh).ToArray();
        if (stale.Length > 0) await ReadAsync(stale, now, ct);

        var answer = new Dictionary<Guid, long>(offerIds.Count);
        foreach (var id in offerIds)
            if (_seen.TryGetValue(id, out var seen) && seen.Known) answer[id] = seen.Milli;
        return answer;
    }

    private async Task ReadAsync(Guid[] offerIds, long now, CancellationToken ct)
    {
        if (_seen.Count > Bound) _seen.Clear();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrdersDb>();
        var rows = await db.Stock.AsNoTracking().Where(x => offerIds.Contains(x.OfferId))
            .Select(x => new { x.OfferId, x.AvailableMilli }).ToDictionaryAsync(x => x.OfferId, x => x.AvailableMilli, ct);
        foreach (var id in offerIds)
            _seen[id] = rows.TryGetValue(id, out var milli) ? (milli, true, now) : (0, false, now);
    }
}
