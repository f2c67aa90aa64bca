using System.Diagnostics.CodeAnalysis;

namespace Market.Traceability.DigitalLink;

/// <summary>A GS1 Digital Link: a web address that carries a GS1 key, its qualifiers and attributes.</summary>
/// <remarks>
/// Source: GS1 Digital Link Standard: URI Syntax 1.2 and later, uncompressed form. Vector:
/// https://id.gs1.org/01/09520123456788/10/ABC123?17=201225 is (01)09520123456788(10)ABC123(17)201225.
/// </remarks>
public sealed class DigitalLinkUri
{
    /// <summary>Most characters of an address.</summary>
    public const int MaxLength = 2048;

    /// <summary>What stands before the key: scheme, host and perhaps a path; no slash at the end.</summary>
    public string Stem { get; }

    /// <summary>Key, qualifiers, attributes: in the order of the address, GTINs with 14 digits.</summary>
    public IReadOnlyList<AiElement> Elements { get; }

    /// <summary>How many of <see cref="Elements"/> are the key and its qualifiers: 1 to 4.</summary>
    public int PathCount { get; }

    internal DigitalLinkUri(string stem, IReadOnlyList<AiElement> elements, int pathCount) => (Stem, Elements, PathCount) = (stem, elements, pathCount);

    /// <summary>The primary key.</summary>
    public AiElement Key => Elements[0];

    /// <summary>Reads an address; never throws, and takes time in proportion to its length.</summary>
    /// <param name="error">uri.empty, uri.too_long, uri.character, uri.scheme, uri.host, path.no_key, path.sequence, query.repeated,
    /// query.not_attribute, query.belongs_in_path, uri.escape, ai.unknown, or what <see cref="ApplicationIdentifier.Check"/> says.</param>
    public static bool TryParse([NotNullWhen(true)] string? uri, DigitalLinkOptions options, [NotNullWhen(true)] out DigitalLinkUri? link, [NotNullWhen(false)] out DigitalLinkError? error)
    {
        link = null;
        error = UriText.Check(uri, out var text);
        if (error is not null) return false;
        var reader = new DigitalLinkReader(options);
        error = reader.ReadPath(text.Path);
        error ??= reader.ReadQuery(text.Query);
        if (error is null) link = new(text.Host + reader.StemPath, reader.Elements, reader.PathCount);
        return error is null;
    }

    /// <summary>Writes an address: the first key that fits, its qualifiers in order, the rest in the query in the order given.</summary>
    /// <param name="elements">Any order.</param>
    /// <param name="error">stem.wrong, path.no_key, path.sequence, query.repeated, query.not_attribute, uri.too_long, ai.unknown, or what <see cref="ApplicationIdentifier.Check"/> says.</param>
    public static bool TryWrite(IReadOnlyList<AiElement> elements, DigitalLinkOptions options, [NotNullWhen(true)] out string? uri, [NotNullWhen(false)] out DigitalLinkError? error) =>
        new DigitalLinkWriter(options).TryWrite(elements, out uri, out error);
}
