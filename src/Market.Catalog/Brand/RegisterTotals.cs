using System.Collections.Concurrent;
using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>How many licences and certificates questions find that find many: counted once for each day and state of the registers.</summary>
/// <remarks>
/// Whatever changes a licence or verifies a certificate moves the counter of badges in the same transaction, and every answer
/// asks the database where it stands: a total is never older than the page beside it.
/// </remarks>
public sealed class RegisterTotals
{
    private const int Most = 1_000;
    private readonly ConcurrentDictionary<object, (long Badges, DateOnly Day, int Total)> _known = new();

    /// <param name="question">Compared by its value.</param>
    internal async Task<int> OfAsync(CatalogDb db, object question, DateOnly today, Func<Task<int>> count)
    {
        var badges = await db.Changes.AsNoTracking().Select(x => x.Badges).SingleAsync();
        if (_known.TryGetValue(question, out var known) && (known.Badges, known.Day) == (badges, today)) return known.Total;
        var total = await count();
        if (_known.Count >= Most) _known.Clear();
        _known[question] = (badges, today, total);
        return total;
    }
}
