namespace Market.Catalog.Cooperatives;

/// <summary>A name by which a cooperative's licences and certificates are found, from one of its characters to its end: an index then finds any part of the name.</summary>
internal sealed class HolderWord
{
    /// <summary>Characters kept of each; what is searched for is cut alike.</summary>
    public const int Longest = 60;

    public Guid Holder { get; init; }

    /// <summary>The holder's own mark that it is a part of; empty for the cooperative's names.</summary>
    public string Brand { get; init; } = "";

    /// <summary>In small letters.</summary>
    public string Word { get; init; } = "";

    /// <param name="brand">Empty for the cooperative's names.</param>
    public static IEnumerable<HolderWord> Of(Guid holder, string brand, params string[] names) =>
        names.SelectMany(Ends).Distinct(StringComparer.Ordinal).Select(x => new HolderWord { Holder = holder, Brand = brand, Word = x });

    /// <summary>As names are compared.</summary>
    public static string Plain(string text)
    {
        var small = text.Trim().ToLowerInvariant();
        return small.Length <= Longest ? small : small[..(char.IsHighSurrogate(small[Longest - 1]) ? Longest - 1 : Longest)].TrimEnd();
    }

    private static IEnumerable<string> Ends(string name) =>
        Enumerable.Range(0, name.Length).Where(i => !char.IsWhiteSpace(name[i]) && !char.IsLowSurrogate(name[i])).Select(i => Plain(name[i..]));
}
