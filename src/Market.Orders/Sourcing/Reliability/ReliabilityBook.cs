using Market.Kernel;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Reliability;

/// <summary>A supplier's record and its score.</summary>
/// <param name="From">First day that counts; <paramref name="To"/> is today.</param>
/// <param name="PerMille">On time of called, 0 to 1000; null below the least number of deliveries, and then it counts as 1000.</param>
public sealed record ReliabilityView(Guid SupplierId, DateOnly From, DateOnly To, int Deliveries, long CalledGrams, long OnTimeGrams, int? PerMille)
{
    /// <summary>What the matching reckons with.</summary>
    public int Counting => PerMille ?? 1000;
}

/// <summary>How reliable suppliers are: grams accepted on time of the grams called, over the last twelve months.</summary>
public sealed class ReliabilityBook(OrdersDb db, OrdersSettings settings, TimeProvider clock)
{
    private const int Months = 12;

    /// <summary>Notes a call-off when its goods have come in, or its day has passed; noted again, the newer figures hold. Saved with the caller's changes.</summary>
    /// <param name="onTimeGrams">Accepted by the due day; more than was called counts as all of it.</param>
    internal async Task NoteAsync(Guid callOffId, Guid supplierId, DateOnly dueOn, long calledGrams, long onTimeGrams, CancellationToken ct)
    {
        var onTime = Math.Clamp(onTimeGrams, 0, calledGrams);
        if (await db.SupplyRecords.FindAsync([callOffId], ct) is { } known) (known.CalledGrams, known.OnTimeGrams) = (calledGrams, onTime);
        else db.SupplyRecords.Add(new() { CallOffId = callOffId, SupplierId = supplierId, DueOn = dueOn, CalledGrams = calledGrams, OnTimeGrams = onTime });
    }

    /// <summary>A call-off is not called for any more: that its day passed counts against nobody.</summary>
    internal Task ForgetAsync(Guid callOffId, CancellationToken ct) => db.SupplyRecords.Where(x => x.CallOffId == callOffId).ExecuteDeleteAsync(ct);

    /// <summary>Of each of these suppliers; those without deliveries too.</summary>
    public async Task<IReadOnlyDictionary<Guid, ReliabilityView>> OfAsync(IReadOnlyCollection<Guid> suppliers, CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var from = today.AddMonths(-Months).AddDays(1);
        var rows = await db.SupplyRecords.Where(x => suppliers.Contains(x.SupplierId) && x.DueOn >= from && x.DueOn <= today).GroupBy(x => x.SupplierId)
            .Select(x => new { x.Key, Count = x.Count(), Called = x.Sum(y => y.CalledGrams), OnTime = x.Sum(y => y.OnTimeGrams) }).ToDictionaryAsync(x => x.Key, ct);
        return suppliers.Distinct().ToDictionary(x => x, x => rows.TryGetValue(x, out var row)
            ? new ReliabilityView(x, from, today, row.Count, row.Called, row.OnTime, row.Count >= settings.Sourcing.ReliabilityDeliveries && row.Called > 0 ? (int)((Int128)row.OnTime * 1000 / row.Called) : null)
            : new(x, from, today, 0, 0, 0, null));
    }
}
