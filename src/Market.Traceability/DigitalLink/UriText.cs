using System.Buffers;

namespace Market.Traceability.DigitalLink;

/// <summary>A web address cut into its parts.</summary>
/// <param name="Host">With the scheme: https://example.com.</param>
/// <param name="Path">Empty, or from its first slash on.</param>
/// <param name="Query">Without question mark and fragment.</param>
internal readonly record struct UriText(string Host, string Path, string Query)
{
    private static readonly string[] Schemes = ["https://", "http://", "HTTPS://", "HTTP://"];
    private static readonly SearchValues<char> Allowed = SearchValues.Create("!#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz~");
    private static readonly SearchValues<char> InHost = SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> InAddress = SearchValues.Create(".0123456789:ABCDEFabcdef");

    /// <returns>null when it is the address of something on the web.</returns>
    public static DigitalLinkError? Check(string? uri, out UriText text)
    {
        text = default;
        if (string.IsNullOrEmpty(uri)) return new("uri.empty", "There is nothing.");
        if (uri.Length > DigitalLinkUri.MaxLength) return new("uri.too_long", $"The address has {uri.Length} characters, more than {DigitalLinkUri.MaxLength}.");
        if (uri.AsSpan().IndexOfAnyExcept(Allowed) is var wrong and >= 0) return new("uri.character", $"Character {wrong + 1} must not stand in an address.");
        if (SchemeOf(uri) is not { } scheme) return new("uri.scheme", "The address does not begin with https:// or http://.");
        var rest = uri.AsSpan(scheme.Length);
        if (rest.IndexOf('#') is var fragment and >= 0) rest = rest[..fragment];
        var query = ReadOnlySpan<char>.Empty;
        if (rest.IndexOf('?') is var mark and >= 0)
        {
            query = rest[(mark + 1)..];
            rest = rest[..mark];
        }
        var host = rest.IndexOf('/') is var slash and >= 0 ? rest[..slash] : rest;
        if (!IsHost(host)) return new("uri.host", "The address has no proper host.");
        text = new(string.Concat(scheme, host), rest[host.Length..].ToString(), query.ToString());
        return null;
    }

    private static string? SchemeOf(string uri)
    {
        foreach (var scheme in Schemes)
            if (uri.StartsWith(scheme, StringComparison.Ordinal)) return scheme;
        return null;
    }

    /// <summary>A name or number, or an IPv6 address in square brackets, and perhaps a port. No user, no name in foreign letters.</summary>
    private static bool IsHost(ReadOnlySpan<char> host)
    {
        var v6 = host.StartsWith('[');
        var end = v6 ? host.IndexOf(']') + 1 : host.IndexOf(':') is var colon and >= 0 ? colon : host.Length;
        if (end == 0 || end < host.Length && (host[end] != ':' || !CharacterSets.Contains('N', host[(end + 1)..]))) return false;
        return v6 ? end > 2 && !host[1..(end - 1)].ContainsAnyExcept(InAddress) : !host[..end].ContainsAnyExcept(InHost);
    }
}
