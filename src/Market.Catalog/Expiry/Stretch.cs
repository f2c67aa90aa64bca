using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Expiry;

/// <summary>Last days that one step of a scheme's marks is about today.</summary>
/// <param name="Step">90, 60 or 30: a reminder; 0: the end.</param>
/// <param name="After">Days up to this one are another step's: only the newest that is due is sent.</param>
/// <param name="Begun">A mark that began on the step's own day or later is not reminded: its holder has just read its last day. Days before the end; null at the end.</param>
internal sealed record Stretch(string Kind, int Step, DateOnly After, DateOnly Through, int? Begun)
{
    /// <summary>Reminders before the end [P19]; none before renewal is open, so the first one moves to that day.</summary>
    private static readonly int[] Reminders = [90, 60, 30];

    /// <summary>Steps that are not done for today.</summary>
    public static async Task<List<Stretch>> DueAsync(CatalogDb db, DateOnly today, CancellationToken ct)
    {
        var schemes = await db.MarkSchemes.AsNoTracking().ToListAsync(ct);
        var rules = (await db.MarkRules.AsNoTracking().Where(x => x.From <= today).ToListAsync(ct)).GroupBy(x => x.Kind).ToDictionary(x => x.Key, x => x.MaxBy(y => y.Version)!);
        var done = await db.SweepProgress.AsNoTracking().ToDictionaryAsync(x => (x.Kind, x.Step), x => x.Through, ct);
        return [.. schemes.SelectMany(x => Of(x.Kind, x.ClosedFrom <= today ? 0 : rules.GetValueOrDefault(x.Kind)?.RenewalDays ?? 0, today)).Where(x => done.GetValueOrDefault((x.Kind, x.Step)) < x.Through)];
    }

    private static IEnumerable<Stretch> Of(string kind, int renewalDays, DateOnly today)
    {
        yield return new(kind, 0, DateOnly.MinValue, today.AddDays(-1), null);
        var steps = Reminders.Where((x, i) => i == 0 ? renewalDays > 0 : x < renewalDays).Select(x => (Step: x, Days: Math.Min(x, renewalDays))).ToList();
        for (var i = 0; i < steps.Count; i++)
            yield return new(kind, steps[i].Step, today.AddDays(i + 1 < steps.Count ? steps[i + 1].Days : -1), today.AddDays(steps[i].Days), steps[i].Days);
    }
}
