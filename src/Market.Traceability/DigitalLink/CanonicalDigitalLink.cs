using System.Buffers;

namespace Market.Traceability.DigitalLink;

/// <summary>The one address of a GS1 key in events, however it was written: under https://id.gs1.org, at its finest level, without attributes.</summary>
/// <remarks>Source: GS1 Core Business Vocabulary 2.0, section 8 (which keys and qualifiers identify), as the EPCIS event hash uses it. Check digits are not looked at: what an event says is hashed, not judged.</remarks>
public static class CanonicalDigitalLink
{
    private const int MostQualifiers = 3;
    private static readonly SearchValues<char> Nothing = SearchValues.Create("");

    /// <summary>The canonical address of an EPC URN or Digital Link.</summary>
    /// <returns>null when it is no GS1 key; never throws.</returns>
    /// <remarks>Vectors: urn:epc:id:sgln:4012345.00005.122 gives https://id.gs1.org/414/4012345000054/254/122;
    /// https://a.example/gtin/9780345418913/lot/1223/ser/765tz gives https://id.gs1.org/01/09780345418913/21/765tz.</remarks>
    public static string? TryOf(string? id)
    {
        if (id is null || id.Length > DigitalLinkUri.MaxLength) return null;
        var key = new EpcKey(stackalloc char[EpcKey.Room]);
        return Read(id, ref key) is null ? key.ToString() : null;
    }

    /// <returns>null when it was read; else the code of the refusal.</returns>
    internal static string? Read(string id, ref EpcKey key) => id.StartsWith(EpcUrnReader.Prefix, StringComparison.Ordinal) ? EpcUrnReader.Read(id, ref key) : ReadLink(id, ref key);

    private static string? ReadLink(string id, ref EpcKey key)
    {
        if (UriText.Check(id, out var text) is { } error) return error.Code;
        var path = text.Path.AsSpan();
        var codes = new string[MostQualifiers + 1];
        Span<Range> values = stackalloc Range[MostQualifiers + 1];
        for (var (count, end) = (0, path.Length); count <= MostQualifiers;)
        {
            var slash = path[..end].LastIndexOf('/');
            var before = slash > 0 ? path[..slash].LastIndexOf('/') : -1;
            if (before < 0 || !TryName(path[(before + 1)..slash], out var ai)) return "path.no_key";
            (codes[count], values[count], end) = (ai!.Code, (slash + 1)..end, before);
            if (ai.Qualifiers is not null) return EpcScheme.IsKey(ai.Code) ? Take(path, codes.AsSpan(0, count + 1), values, ref key) : "path.no_key";
            count++;
        }
        return "path.sequence";
    }

    private static bool TryName(ReadOnlySpan<char> name, out ApplicationIdentifier? ai) => ApplicationIdentifiers.TryFind(name, out ai) || ApplicationIdentifiers.TryFindAlpha(name, out ai);

    /// <param name="codes">From the end of the path: qualifiers, then the key.</param>
    private static string? Take(scoped ReadOnlySpan<char> path, scoped ReadOnlySpan<string> codes, scoped ReadOnlySpan<Range> values, ref EpcKey key)
    {
        if (!IsOrdered(codes)) return "path.sequence";
        // The finest qualifier is the last; a product variant is none of its own.
        var last = codes[0] == "22" ? 1 : 0;
        for (var i = 0; i < codes.Length - 1; i++)
        {
            key.Begin(codes[i]);
            if (!key.AddEscaped(path[values[i]], Nothing) || !key.Ai!.HasShape(key.Value)) return "value.character";
        }
        key.Begin(codes[^1]);
        var value = path[values[codes.Length - 1]];
        if (codes[^1] == "01" && ZeroSuppression.IsShortGtin(value.Length)) key.Add("000000".AsSpan(0, ZeroSuppression.GtinLength - value.Length));
        if (!key.AddEscaped(value, Nothing)) return "uri.escape";
        if (last < codes.Length - 1)
        {
            key.BeginQualifier(codes[last]);
            if (!key.AddEscaped(path[values[last]], Nothing)) return "uri.escape";
        }
        return key.HasShape() ? null : "value.character";
    }

    /// <summary>Whether the qualifiers identify in events, each after those it may follow: CPV, lot, serial; or one of its own.</summary>
    private static bool IsOrdered(ReadOnlySpan<string> codes)
    {
        var before = int.MaxValue;
        foreach (var code in codes[..^1])
        {
            var rank = codes[^1] is "01" or "8006" ? code switch { "21" => 3, "10" => 2, "22" => 1, "235" when codes is [_, "01"] => 3, _ => 0 } : (codes[^1], code) is ("414", "254") or ("8010", "8011") ? 1 : 0;
            if (rank == 0 || rank >= before) return false;
            before = rank;
        }
        return true;
    }
}
