namespace Market.Traceability.DigitalLink;

/// <summary>What the content of a part of a value must be, besides its length and characters.</summary>
public enum AiCheck
{
    /// <summary>The last digit is the check digit.</summary>
    CheckDigit,
    /// <summary>The last two characters are the check pair.</summary>
    CheckPair,
    /// <summary>Four or more digits of a company prefix from the first character.</summary>
    PrefixAt1,
    /// <summary>Four or more digits of a company prefix from the second character.</summary>
    PrefixAt2,
    /// <summary>YYMMDD; day 00 is the month's last.</summary>
    DateOrMonth,
    /// <summary>YYMMDD.</summary>
    Date,
    /// <summary>YYYYMMDD.</summary>
    LongDate,
    /// <summary>HHMM, 0000 to 2359.</summary>
    HourMinute,
    /// <summary>00 to 23.</summary>
    Hour,
    /// <summary>00 to 59.</summary>
    Minute,
    /// <summary>00 to 59.</summary>
    Second,
    /// <summary>Three digits of ISO 3166-1.</summary>
    Country,
    /// <summary>Three digits of ISO 3166-1, or 999 for several countries.</summary>
    CountryOr999,
    /// <summary>Two letters of ISO 3166-1.</summary>
    CountryLetters,
    /// <summary>Three digits of ISO 4217.</summary>
    Currency,
    /// <summary>Ten-millionths of a degree from the south pole, 0 to 1800000000.</summary>
    Latitude,
    /// <summary>Ten-millionths of a degree, 0 to 3600000000.</summary>
    Longitude,
    /// <summary>Each percent sign begins an escape of two hexadecimal digits.</summary>
    PercentEncoded,
    /// <summary>0 or 1.</summary>
    YesNo,
    /// <summary>Nothing but hyphens.</summary>
    Hyphen,
    /// <summary>One character of set 64.</summary>
    ImporterIndex,
    /// <summary>Digits and capital letters as in UN/CEFACT recommendation 21; the list of codes is not looked at.</summary>
    PackageType,
    /// <summary>01 to 10, or 80 to 99.</summary>
    MediaType,
    /// <summary>0, 1, 2 or 9 of ISO 5218.</summary>
    Sex,
    /// <summary>p/t: child p of t, each 1 to 9.</summary>
    BirthSequence,
    /// <summary>Not all zeros.</summary>
    NonZero,
    /// <summary>All zeros.</summary>
    Zero,
    /// <summary>0, 1 or 9: winding direction of a roll.</summary>
    Winding,
    /// <summary>PPTT: piece of total, each 1 to 99.</summary>
    PieceOfTotal,
    /// <summary>Two letters, check number modulo 97, capital letters and digits.</summary>
    Iban,
    /// <summary>No zero in front of other digits.</summary>
    NoZeroPrefix,
    /// <summary>One character at least is no digit.</summary>
    NonDigit,
    /// <summary>North American coupon; only digits are looked for, not its inner lengths.</summary>
    Coupon,
    /// <summary>North American positive-offer coupon; only digits are looked for, not its inner lengths.</summary>
    PositiveOffer,
}
