using System.Buffers;

namespace Market.Traceability.DigitalLink;

/// <summary>Reads EPC URNs into keys.</summary>
internal static class EpcUrnReader
{
    public const string Prefix = "urn:epc:";
    private const string Identity = "id:", Pattern = "idpat:", Class = "class:";

    /// <summary>Characters that stand in a URN only escaped (Tag Data Standard, table of URI escapes).</summary>
    public static readonly SearchValues<char> Escaped = SearchValues.Create("\"#%&/<>?");

    /// <returns>null when it was read; else the code of the refusal.</returns>
    public static string? Read(ReadOnlySpan<char> urn, ref EpcKey key)
    {
        if (!urn.StartsWith(Prefix)) return "urn.not_epc";
        var rest = urn[Prefix.Length..];
        var kind = rest.StartsWith(Identity) ? Identity : rest.StartsWith(Pattern) ? Pattern : rest.StartsWith(Class) ? Class : null;
        if (kind is null) return "urn.not_epc";
        rest = rest[kind.Length..];
        var colon = rest.IndexOf(':');
        if (colon < 0 || EpcScheme.Find(rest[..colon]) is not { } scheme || !Fits(scheme, kind)) return "urn.scheme";
        return ReadFields(scheme, kind == Pattern, rest[(colon + 1)..], ref key);
    }

    private static bool Fits(EpcScheme scheme, string kind) => kind == Pattern ? scheme.HasPattern : scheme.IsClass == (kind == Class);

    private static string? ReadFields(EpcScheme scheme, bool pattern, ReadOnlySpan<char> rest, ref EpcKey key)
    {
        if (!TryCut(ref rest, out var company) || company.Length is < EpcScheme.ShortestPrefix or > EpcScheme.LongestPrefix || !CharacterSets.Contains('N', company)) return "urn.prefix";
        var reference = rest;
        if (scheme.Tail.Length > 0 && !TryCut(ref rest, out reference)) return "urn.serial";
        key.Begin(scheme.Ai);
        if (!(scheme.Digits == 0 ? AddText(ref key, company, reference) : AddDigits(scheme, ref key, company, reference))) return "urn.reference";
        if (scheme.HasPieces && !(TryCut(ref rest, out var piece) && TryCut(ref rest, out var total) && piece.Length == 2 && total.Length == 2 && key.Add(piece) && key.Add(total))) return "urn.reference";
        if (scheme.Tail.Length > 0 && !(pattern ? rest is "*" : AddTail(scheme, ref key, rest))) return "urn.serial";
        return key.HasShape() ? null : "urn.value";
    }

    private static bool AddText(ref EpcKey key, scoped ReadOnlySpan<char> company, scoped ReadOnlySpan<char> reference) => reference.Length > 0 && key.Add(company) && key.AddEscaped(reference, Escaped);

    private static bool AddDigits(EpcScheme scheme, ref EpcKey key, scoped ReadOnlySpan<char> company, scoped ReadOnlySpan<char> reference)
    {
        if (company.Length + reference.Length != scheme.Digits || !CharacterSets.Contains('N', reference)) return false;
        if (scheme.HasZero) key.Add("0");
        if (scheme.Moves) key.Add(reference[..1]);
        key.Add(company);
        key.Add(scheme.Moves ? reference[1..] : reference);
        key.AddCheckDigit();
        return true;
    }

    private static bool AddTail(EpcScheme scheme, ref EpcKey key, scoped ReadOnlySpan<char> serial)
    {
        if (serial.IsEmpty) return false;
        // A location without an extension has the extension 0.
        if (scheme.Tail == "254" && serial is "0") return true;
        if (scheme.Tail != EpcScheme.Appended) key.BeginQualifier(scheme.Tail);
        return key.AddEscaped(serial, Escaped);
    }

    private static bool TryCut(scoped ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> field)
    {
        var dot = rest.IndexOf('.');
        field = dot < 0 ? default : rest[..dot];
        if (dot >= 0) rest = rest[(dot + 1)..];
        return dot >= 0;
    }
}
