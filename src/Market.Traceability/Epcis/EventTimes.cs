using System.Globalization;

namespace Market.Traceability.Epcis;

/// <summary>Instants of events.</summary>
internal static class EventTimes
{
    /// <summary>Digits of a second that an instant keeps: 100 nanoseconds.</summary>
    private const int Digits = 7;

    /// <summary>Reads an instant of RFC 3339: date, T, time with seconds, any number of fraction digits, Z or an offset.</summary>
    /// <param name="utc">In UTC, to 100 nanoseconds; further digits are cut.</param>
    /// <returns>false for anything else, a day that does not exist, and a leap second.</returns>
    public static bool TryParse(string text, out DateTime utc)
    {
        utc = default;
        if (text.Length is < 20 or > 64 || text[10] is not ('T' or 't')) return false;
        var end = 19;
        if (text[end] == '.')
        {
            do end++; while (end < text.Length && char.IsAsciiDigit(text[end]));
            if (end == 20) return false;
        }
        var zone = text[end..];
        if (!TryOffset(zone, out var offset)) return false;
        var fraction = end > 20 ? text[20..end] : "";
        var cut = fraction.Length > Digits ? fraction[..Digits] : fraction.PadRight(Digits, '0');
        if (!DateTime.TryParseExact(string.Concat(text.AsSpan(0, 10), "T", text.AsSpan(11, 8)), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var local)) return false;
        var ticks = local.Ticks + long.Parse(cut, CultureInfo.InvariantCulture) - offset.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks) return false;
        utc = new(ticks, DateTimeKind.Utc);
        return true;
    }

    /// <summary>Reads Z, +hh:mm or -hh:mm, at most 14 hours.</summary>
    public static bool TryOffset(string zone, out TimeSpan offset)
    {
        offset = default;
        if (zone is "Z" or "z") return true;
        if (zone.Length != 6 || zone[0] is not ('+' or '-') || zone[3] != ':') return false;
        if (!int.TryParse(zone.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(zone.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)) return false;
        if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0)) return false;
        offset = new TimeSpan(hours, minutes, 0) * (zone[0] == '-' ? -1 : 1);
        return true;
    }

    /// <summary>With milliseconds and Z, as the event hash and our answers write it.</summary>
    public static string Milliseconds(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
