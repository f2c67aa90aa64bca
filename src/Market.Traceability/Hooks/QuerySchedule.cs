using System.Globalization;
using Market.Kernel;

namespace Market.Traceability.Hooks;

/// <summary>When a subscription is due, by the district's wall clock.</summary>
/// <remarks>
/// Source: EPCIS 2.0, section 8.2.5.3: fields hold numbers, ranges in brackets and lists of both; a star and steps
/// (0/30) as in the examples of the REST bindings. Fields finer than the finest given one are their least value, coarser ones any.
/// </remarks>
internal sealed class QuerySchedule
{
    private static readonly (string Name, int Least, int Most)[] Fields =
        [("second", 0, 59), ("minute", 0, 59), ("hour", 0, 23), ("dayOfMonth", 1, 31), ("month", 1, 12), ("dayOfWeek", 1, 7)];

    /// <summary>Days looked ahead: a 29th of February on a given weekday comes every 28 years, but for a missing leap year 40.</summary>
    private const int Ahead = 41 * 366;

    private readonly HashSet<int>[] allowed;

    private QuerySchedule(HashSet<int>[] allowed) => this.allowed = allowed;

    /// <returns>null when a field is unknown, cannot be read or names a time that never comes.</returns>
    public static QuerySchedule? TryOf(IReadOnlyDictionary<string, string> fields)
    {
        if (fields.Count == 0 || fields.Keys.Any(x => Fields.All(y => y.Name != x))) return null;
        var finest = Array.FindIndex(Fields, x => fields.ContainsKey(x.Name));
        var allowed = new HashSet<int>[Fields.Length];
        for (var i = 0; i < Fields.Length; i++)
        {
            var (name, least, most) = Fields[i];
            if (fields.TryGetValue(name, out var text)) allowed[i] = Read(text, least, most);
            else allowed[i] = i < finest && i < 3 ? [least] : [.. Enumerable.Range(least, most - least + 1)];
            if (allowed[i].Count == 0) return null;
        }
        var schedule = new QuerySchedule(allowed);
        return schedule.Next(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)) is null ? null : schedule;
    }

    /// <summary>The first time after an instant, UTC.</summary>
    /// <returns>null when there is none.</returns>
    public DateTime? Next(DateTime utc)
    {
        var local = DistrictClock.Local(utc);
        var at = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, local.Second, DateTimeKind.Unspecified).AddSeconds(1);
        for (var days = 0; days < Ahead;)
            if (!IsDay(at)) (at, days) = (at.Date.AddDays(1), days + 1);
            else if (!allowed[2].Contains(at.Hour)) at = at.Date.AddHours(at.Hour + 1);
            else if (!allowed[1].Contains(at.Minute)) at = at.Date.AddMinutes(at.Hour * 60 + at.Minute + 1);
            else if (!allowed[0].Contains(at.Second)) at = at.AddSeconds(1);
            else return DistrictClock.StartOf(DateOnly.FromDateTime(at)) + at.TimeOfDay;
        return null;
    }

    private bool IsDay(DateTime at) => allowed[3].Contains(at.Day) && allowed[4].Contains(at.Month) && allowed[5].Contains(at.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)at.DayOfWeek);

    /// <returns>Empty when it cannot be read.</returns>
    private static HashSet<int> Read(string text, int least, int most)
    {
        var found = new HashSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var (range, step) = part.Split('/') is [var before, var every] ? (before, Number(every)) : (part, 1);
            var (from, to) = range switch
            {
                "*" => (least, most),
                ['[', .. var inside, ']'] => Range(inside),
                _ when range.Contains('-', StringComparison.Ordinal) => Range(range),
                _ => (Number(range), part.Contains('/', StringComparison.Ordinal) ? most : Number(range)),
            };
            if (from is null || to is null || step is null or 0 || from < least || to > most || from > to) return [];
            for (var each = from.Value; each <= to; each += step.Value) found.Add(each);
        }
        return found;
    }

    private static (int? From, int? To) Range(string text) => text.Split('-') is [var from, var to] ? (Number(from), Number(to)) : (null, null);

    private static int? Number(string text) => text.Length <= 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
