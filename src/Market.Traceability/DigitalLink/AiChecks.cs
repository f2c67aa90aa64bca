using System.Globalization;

namespace Market.Traceability.DigitalLink;

/// <summary>Decides each <see cref="AiCheck"/>. The part has its length and characters already.</summary>
/// <remarks>Source: GS1 General Specifications, section 3, at the application identifier concerned.</remarks>
internal static class AiChecks
{
    private const int ShortestPrefix = 4;

    public static bool Holds(AiCheck check, ReadOnlySpan<char> part) => check switch
    {
        AiCheck.CheckDigit => CharacterSets.HasCheckDigit(part),
        AiCheck.CheckPair => CharacterSets.HasCheckPair(part),
        AiCheck.PrefixAt1 => HasPrefix(part, 0),
        AiCheck.PrefixAt2 => HasPrefix(part, 1),
        AiCheck.DateOrMonth => part[4..] is "00" ? IsDate(part[..4], "01") : IsDate(part[..4], part[4..]),
        AiCheck.Date => IsDate(part[..4], part[4..]),
        AiCheck.LongDate => DateOnly.TryParseExact(part, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        AiCheck.HourMinute => Number(part[..2]) < 24 && Number(part[2..]) < 60,
        AiCheck.Hour => Number(part) < 24,
        AiCheck.Minute or AiCheck.Second => Number(part) < 60,
        AiCheck.Latitude => Number(part) <= 1_800_000_000,
        AiCheck.Longitude => Number(part) <= 3_600_000_000,
        _ => HoldsCode(check, part),
    };

    private static bool HoldsCode(AiCheck check, ReadOnlySpan<char> part) => check switch
    {
        AiCheck.Country => IsoCodes.IsCountry(part),
        AiCheck.CountryOr999 => part is "999" || IsoCodes.IsCountry(part),
        AiCheck.CountryLetters => IsoCodes.IsCountryLetters(part),
        AiCheck.Currency => IsoCodes.IsCurrency(part),
        AiCheck.PercentEncoded => HasWholeEscapes(part),
        AiCheck.YesNo => part is "0" or "1",
        AiCheck.Hyphen => !part.ContainsAnyExcept('-'),
        AiCheck.ImporterIndex => part[0] != '=' && CharacterSets.Contains('Z', part),
        AiCheck.PackageType => IsCapital(part),
        AiCheck.MediaType => Number(part) is (>= 1 and <= 10) or >= 80,
        AiCheck.Sex => part is "0" or "1" or "2" or "9",
        AiCheck.BirthSequence => part[1] == '/' && part[0] is >= '1' and <= '9' && part[2] is <= '9' && part[2] >= part[0],
        AiCheck.NonZero => part.ContainsAnyExcept('0'),
        AiCheck.Zero => !part.ContainsAnyExcept('0'),
        AiCheck.Winding => part is "0" or "1" or "9",
        AiCheck.PieceOfTotal => Number(part[..2]) is var piece && piece > 0 && piece <= Number(part[2..]),
        AiCheck.Iban => IsIban(part),
        AiCheck.NoZeroPrefix => part[0] != '0' || part.Length == 1,
        AiCheck.NonDigit => !CharacterSets.Contains('N', part),
        AiCheck.Coupon or AiCheck.PositiveOffer => CharacterSets.Contains('N', part),
        _ => false,
    };

    private static bool HasPrefix(ReadOnlySpan<char> part, int from) => part.Length >= from + ShortestPrefix && CharacterSets.Contains('N', part.Slice(from, ShortestPrefix));

    /// <summary>Which century a year belongs to decides about 29 February only in a year 00: the one meant is 2000, a leap year.</summary>
    private static bool IsDate(ReadOnlySpan<char> yearMonth, ReadOnlySpan<char> day) =>
        Number(yearMonth[2..]) is >= 1 and <= 12 and var month && Number(day) is >= 1 and var of && of <= DateTime.DaysInMonth(2000 + (int)Number(yearMonth[..2]), (int)month);

    private static bool HasWholeEscapes(ReadOnlySpan<char> part)
    {
        for (var i = part.IndexOf('%'); i >= 0; i = part.IndexOf('%'))
        {
            if (i + 2 >= part.Length || !char.IsAsciiHexDigit(part[i + 1]) || !char.IsAsciiHexDigit(part[i + 2])) return false;
            part = part[(i + 3)..];
        }
        return true;
    }

    private static bool IsIban(ReadOnlySpan<char> part)
    {
        if (part.Length < 5 || !IsCapital(part) || !char.IsAsciiLetterUpper(part[0]) || !char.IsAsciiLetterUpper(part[1]) || !CharacterSets.Contains('N', part[2..4])) return false;
        var rest = 0;
        for (var i = 0; i < part.Length; i++)
        {
            // The country and check number count last: ISO 13616.
            var character = part[(i + 4) % part.Length];
            rest = char.IsAsciiDigit(character) ? (rest * 10 + character - '0') % 97 : (rest * 100 + character - 'A' + 10) % 97;
        }
        return rest == 1;
    }

    private static bool IsCapital(ReadOnlySpan<char> part)
    {
        foreach (var character in part)
            if (!char.IsAsciiDigit(character) && !char.IsAsciiLetterUpper(character)) return false;
        return true;
    }

    private static long Number(ReadOnlySpan<char> digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
