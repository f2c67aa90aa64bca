using System.Globalization;
using System.Text.RegularExpressions;

namespace Market.Catalog.Imports;

/// <summary>Reads calendar dates as price lists write them.</summary>
internal static partial class DateCell
{
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    /// <summary>2013-06-10, 2013/6/10, 2013.6.10, 2013年6月10日, 20130610, each also with a time of day (left out), or a spreadsheet's serial number (41435).</summary>
    /// <remarks>Day and month are never guessed: 03/04/2021 is no date. Serial numbers are taken from 1982 to 2119, so that prices are not dates.</remarks>
    public static bool TryParse(string cell, out DateOnly date)
    {
        date = default;
        var text = CellText.HalfWidth(cell).Trim();
        if (text is { Length: 10 } && text[4] == '-' && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)) return true;
        if (text is { Length: 5 } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is >= 30_000 and < 80_000)
        {
            date = DayZero.AddDays(serial);
            return true;
        }
        var match = Written().Match(text);
        if (!match.Success) match = Packed().Match(text);
        if (!match.Success) return false;
        var (year, month, day) = (Part(match, 1), Part(match, 2), Part(match, 3));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new(year, month, day);
        return true;
    }

    private static int Part(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{4})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})日?(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?Z?)?$")]
    private static partial Regex Written();

    [GeneratedRegex("^([0-9]{4})([0-9]{2})([0-9]{2})$")]
    private static partial Regex Packed();
}
