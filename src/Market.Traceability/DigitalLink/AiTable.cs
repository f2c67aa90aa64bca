using static Market.Traceability.DigitalLink.AiUse;

namespace Market.Traceability.DigitalLink;

/// <summary>The application identifiers, grouped by what they are for.</summary>
/// <remarks>Source: GS1 General Specifications, sections 3.2 (formats, predefined lengths) and 4.14 (what belongs together); GS1 Digital Link Standard: URI Syntax, section 5.9 (keys and qualifiers).</remarks>
internal static class AiTable
{
    private const string Gtin = "N14 CheckDigit PrefixAt2", Gln = "N13 CheckDigit PrefixAt1", Relation = "N18 CheckDigit PrefixAt1", Pieces = Gtin + " N4 PieceOfTotal";
    private const string Trade = "01,02", Logistic = "00,01", Item = "01,02,8006,8026", Made = "01,02,03,8006,8026", Piece = "01,8006", Sscc = "00", Phone = "01+21+8040";
    private const string Measured = "30,31nn,32nn,35nn,36nn", Person = "8017,8018", Countries = "N3 Country [N3] Country [N3] Country [N3] Country [N3] Country";
    private const string Signed = "00,01+21,253,255,8003,8004,8006+21,8010+8011,8017,8018", Qualified = "22,10,21";

    public static IEnumerable<AiRow> Rows => [.. Keys, .. Goods, .. Measures, .. Trading, .. Places, .. Delivery, .. Food, .. Health, .. Rest];

    private static AiRow[] Keys =>
    [
        new("00", "N18 CheckDigit PrefixAt2", FixedQuery) { Key = "", Alpha = "sscc" },
        new("01", Gtin, FixedQuery, Never: "255,37") { Key = Qualified + "|235", Alpha = "gtin" },
        new("253", Gln + " [X..17]") { Key = "", Alpha = "gdti" },
        new("255", Gln + " [N..12]", Never: "01,02,415,8006,8020,8026") { Key = "", Alpha = "gcn" },
        new("401", "X..30 PrefixAt1") { Key = "", Alpha = "ginc" },
        new("402", "N17 CheckDigit PrefixAt1") { Key = "", Alpha = "gsin" },
        new("414", Gln, FixedQuery) { Key = "254|7040", Alpha = "gln" },
        new("415", Gln, FixedQuery, "8020") { Key = "8020", Alpha = "payTo" },
        new("417", Gln, FixedQuery) { Key = "7040", Alpha = "party" },
        new("8003", "N1 Zero " + Gln + " [X..16]") { Key = "", Alpha = "grai" },
        new("8004", "X..30 PrefixAt1") { Key = "7040", Alpha = "giai" },
        new("8006", Pieces, Never: "01,37") { Key = Qualified, Alpha = "itip" },
        new("8010", "Y..30 PrefixAt1") { Key = "8011", Alpha = "cpid" },
        new("8013", "X..25 CheckPair PrefixAt1") { Key = "", Alpha = "gmn" },
        new("8017", Relation, Never: "8018") { Key = "8019", Alpha = "gsrnp" },
        new("8018", Relation, Never: "8017") { Key = "8019", Alpha = "gsrn" },
    ];

    private static AiRow[] Goods =>
    [
        new("02", Gtin, FixedQuery, "37", "01,03"),
        new("03", Gtin, Fixed, Never: "01,02,37"),
        new("10", "X..20", Query, Made) { Alpha = "lot" },
        new("11", "N6 DateOrMonth", FixedQuery, Made),
        new("12", "N6 DateOrMonth", FixedQuery, "8020"),
        new("13", "N6 DateOrMonth", FixedQuery, Made),
        new("15-16", "N6 DateOrMonth", FixedQuery, Made),
        new("17", "N6 DateOrMonth", FixedQuery, "01,02,03,255,8006,8026") { Alpha = "exp" },
        new("20", "N2", FixedQuery, Item),
        new("21", "X..20", Plain, "01,03,8006", "235") { Alpha = "ser" },
        new("22", "X..20", Plain, "01") { Alpha = "cpv" },
        new("235", "X..28", Plain, "01") { Alpha = "tpx" },
        new("240-241", "X..30", Query, Item),
        new("242", "N..6", Query, Item),
        new("243", "X..20", Query, "01"),
        new("250", "X..30", Query, Piece + " 21"),
        new("251", "X..30", Query, Piece),
        new("30", "N..8", Query, Trade),
        new("37", "N..8", Query, "00 02,8026"),
        new("710-717", "X..20", Query, "01"),
        new("7020", "X..20", Query, Piece + " 416"),
        new("7021", "X..20", Query, Piece),
        new("7022", "X..20", Query, "7021"),
        new("7023", "X..30 PrefixAt1"),
        new("7240", "X..20", Query, Piece),
        new("8012", "X..20", Query, Piece),
        new("8014", "X..25 CheckPair PrefixAt1 NonDigit", Plain, "01"),
        new("8026", Pieces, Query, "37", "02,8006"),
    ];

    /// <summary>The fourth digit is the number of decimals; a measure stands once, whatever its decimals.</summary>
    private static IEnumerable<AiRow> Measures =>
    [
        .. Of(Trade, "310 311 312 313 314 315 316 320 321 322 323 324 325 326 327 328 329 350 351 352 356 357 360 361 364 365 366"),
        .. Of(Logistic, "330 331 332 333 334 335 336 340 341 342 343 344 345 346 347 348 349 353 354 355 362 363 367 368 369"),
        .. Of("01", "337"),
        new("8001", "N4 NonZero N5 NonZero N3 NonZero N1 Winding N1", Query, "01"),
    ];

    private static IEnumerable<AiRow> Of(string needs, string measures) => measures.Split(' ').Select(x => new AiRow($"{x}0-{x}5", "N6", FixedQuery, needs, x + "n"));

    private static AiRow[] Trading =>
    [
        new("3900-3909", "N..15", Query, "255,8020", "390n,391n,394n,8111"),
        new("3910-3919", "N3 Currency N..15", Query, "8020", "391n"),
        new("3920-3929", "N..15", Query, "01 " + Measured, "392n,393n"),
        new("3930-3939", "N3 Currency N..15", Query, Measured, "393n"),
        new("3940-3943", "N4", Query, "255", "394n,8111"),
        new("3950-3955", "N6", Query, Measured, "392n,393n,395n,8005"),
        new("400", "X..30"),
        new("403", "X..30", Query, Sscc),
        new("8005", "N6", Query, Trade),
        new("8007", "X..34 Iban", Query, "415"),
        new("8020", "X..25", Plain, "415") { Alpha = "refno" },
        new("8110", "X..70 Coupon"),
        new("8111", "N4", Query, "255"),
        new("8112", "X..70 PositiveOffer"),
    ];

    private static AiRow[] Places =>
    [
        new("254", "X..20", Plain, "414") { Alpha = "glnx" },
        new("410-413", Gln, FixedQuery),
        new("416", Gln, FixedQuery),
        new("420", "X..20", Query, Never: "421"),
        new("421", "N3 Country X..9", Query, Never: "4307"),
        new("422", "N3 Country", Query, Item, "426"),
        new("423", Countries, Query, Trade, "426"),
        new("424", "N3 Country", Query, Trade, "426"),
        new("425", Countries, Query, Trade, "426"),
        new("426", "N3 Country", Query, Trade),
        new("427", "X..3", Query, Trade + " 422"),
        new("7030-7039", "N3 CountryOr999 X..27", Query, Trade),
        new("7040", "N1 X1 X1 X1 ImporterIndex", Plain),
        new("7041", "X..4 PackageType", Plain, Sscc),
    ];

    private static IEnumerable<AiRow> Delivery =>
    [
        .. Address(4300),
        new("4308", "X..30", Query, Sscc),
        new("4309", "N10 Latitude N10 Longitude", Query, Sscc),
        .. Address(4310),
        new("4318", "X..20", Query, Sscc),
        new("4319", "X..30", Query, Sscc),
        new("4320", "X..35 PercentEncoded", Query, Sscc),
        new("4321-4323", "N1 YesNo", Query, Sscc),
        new("4324-4325", "N6 DateOrMonth N4 HourMinute", Query, Sscc),
        new("4326", "N6 Date", Query, Sscc),
        new("4330", "N6 [X1] Hyphen", Query, Sscc, "4331"),
        new("4331", "N6 [X1] Hyphen", Query, Sscc, "4330"),
        new("4332", "N6 [X1] Hyphen", Query, Sscc, "4333"),
        new("4333", "N6 [X1] Hyphen", Query, Sscc, "4332"),
    ];

    /// <summary>Company, name, two lines of address, suburb, locality, region and country: of the receiver, then of whom returns go to.</summary>
    private static AiRow[] Address(int first) =>
    [
        new($"{first}-{first + 1}", "X..35 PercentEncoded", Query, Sscc),
        new($"{first + 2}", "X..70 PercentEncoded", Query, Sscc),
        new($"{first + 3}", "X..70 PercentEncoded", Query, $"{first + 2}"),
        new($"{first + 4}-{first + 6}", "X..70 PercentEncoded", Query, Sscc),
        new($"{first + 7}", "X2 CountryLetters", Query, Sscc),
    ];

    private static AiRow[] Food =>
    [
        new("7001", "N13", Query, Item),
        new("7002", "X..30", Query, Trade),
        new("7003", "N6 Date N4 HourMinute", Query, Trade) { Alpha = "expdt" },
        new("7004", "N..4", Query, "01+10"),
        new("7005", "X..12", Query, Trade),
        new("7006", "N6 Date", Query, Trade),
        new("7007", "N6 Date [N6] Date", Query, Trade),
        new("7008", "X..3", Query, Trade),
        new("7009", "X..10", Query, Trade),
        new("7010", "X..2", Query, Trade),
        new("7011", "N6 Date [N4] HourMinute", Query, Trade),
        new("7230-7239", "X2 X..28", Query, "01,8004"),
        new("8008", "N6 Date N2 Hour [N2] Minute [N2] Second", Query, Trade),
    ];

    private static AiRow[] Health =>
    [
        new("7241", "N2 MediaType", Query, Person),
        new("7242", "X..25", Query, Person),
        new("7250", "N8 LongDate", Query, "8018", "7251"),
        new("7251", "N8 LongDate N4 HourMinute", Query, "8018", "7250"),
        new("7252", "N1 Sex", Query, "8018"),
        new("7253-7254", "X..40 PercentEncoded", Query, Person, "7256,7259"),
        new("7255", "X..10", Query, Person, "7256,7259"),
        new("7256", "X..90 PercentEncoded", Query, Person),
        new("7257", "X..70 PercentEncoded", Query, "8018"),
        new("7258", "X3 BirthSequence", Query, "8018+7259"),
        new("7259", "X..40 PercentEncoded", Query, "8018", "7256"),
        new("8019", "N..10", Plain, Person) { Alpha = "srin" },
    ];

    private static AiRow[] Rest =>
    [
        new("8002", "X..20"),
        new("8009", "X..50", Query, Logistic),
        new("8011", "N..12 NoZeroPrefix", Plain, "8010") { Alpha = "cpsn" },
        new("8030", "Z..90", Query, Signed),
        new("8040", "N15", Plain, "01+21"),
        new("8041", "N15", Plain, Phone),
        new("8042", "N32", Plain, Phone),
        new("8043", "N18 [N..2]", Plain, Phone),
        new("8200", "X..70", Plain, "01"),
        new("90", "X..30"),
        new("91-99", "X..90"),
    ];
}
