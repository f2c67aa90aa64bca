using System.Collections.Frozen;

namespace Market.Traceability.DigitalLink;

/// <summary>How a kind of EPC URN is built, and which GS1 key it is.</summary>
/// <param name="Name">Its word in the URN.</param>
/// <param name="Ai">The AI of the key.</param>
/// <param name="Digits">Of company prefix and reference together, without the check digit; 0 when the reference is text.</param>
/// <param name="Tail">What follows the reference: an AI of its own, + for a serial at the end of the key's value, or nothing.</param>
/// <remarks>Source: GS1 EPC Tag Data Standard 2.x, sections 6 (identities), 7 (GS1 keys) and 8 (classes).</remarks>
internal sealed record EpcScheme(string Name, string Ai, int Digits, string Tail = "")
{
    /// <summary>The serial belongs to the key's own value.</summary>
    public const string Appended = "+";

    public const int ShortestPrefix = 6, LongestPrefix = 12;

    /// <summary>The reference's first digit stands in front of the key: indicator of a GTIN, extension of an SSCC.</summary>
    public bool Moves { get; init; }

    /// <summary>A zero stands in front of the key.</summary>
    public bool HasZero { get; init; }

    /// <summary>Piece and total, two digits each, stand between reference and serial.</summary>
    public bool HasPieces { get; init; }

    /// <summary>urn:epc:idpat with a star for the serial is the class of them.</summary>
    public bool HasPattern { get; init; }

    /// <summary>It is a class itself: urn:epc:class.</summary>
    public bool IsClass { get; init; }

    /// <summary>How many digits of the key are not company prefix and reference: in front, and the check digit.</summary>
    public int Before => Moves || HasZero ? 1 : 0;

    private static readonly EpcScheme[] All =
    [
        new("sgtin", "01", 13, "21") { Moves = true, HasPattern = true },
        new("lgtin", "01", 13, "10") { Moves = true, IsClass = true },
        new("upui", "01", 13, "235") { Moves = true, HasPattern = true },
        new("itip", "8006", 13, "21") { Moves = true, HasPieces = true, HasPattern = true },
        new("sscc", "00", 17) { Moves = true },
        new("sgln", "414", 12, "254"),
        new("pgln", "417", 12),
        new("gdti", "253", 12, Appended) { HasPattern = true },
        new("sgcn", "255", 12, Appended) { HasPattern = true },
        new("grai", "8003", 12, Appended) { HasZero = true, HasPattern = true },
        new("gsrn", "8018", 17),
        new("gsrnp", "8017", 17),
        new("gsin", "402", 16),
        new("giai", "8004", 0),
        new("ginc", "401", 0),
        new("cpi", "8010", 0, "8011") { HasPattern = true },
    ];

    private static readonly FrozenDictionary<string, EpcScheme> Names = All.ToFrozenDictionary(x => x.Name, StringComparer.Ordinal);
    private static readonly FrozenSet<string> Keys = All.Select(x => x.Ai).ToFrozenSet(StringComparer.Ordinal);

    public static EpcScheme? Find(ReadOnlySpan<char> name) => Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var scheme) ? scheme : null;

    /// <summary>The scheme of a key with this qualifier, or of its class when there is none.</summary>
    public static EpcScheme? Find(string ai, string? qualifier) => All.FirstOrDefault(x => x.Ai == ai && (qualifier is null || x.Tail == qualifier));

    /// <summary>Whether the key is an EPC's.</summary>
    public static bool IsKey(string ai) => Keys.Contains(ai);
}
