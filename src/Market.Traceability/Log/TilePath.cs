using System.Globalization;

namespace Market.Traceability.Log;

/// <summary>Address of a tile: 256 neighbouring hashes, or the leaves below them (C2SP tlog-tiles). A tile that is not full yet has its width in its address, so what stands at an address never changes.</summary>
public readonly record struct TilePath
{
    /// <summary>Hashes of a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>Levels of the tree from one level of tiles to the next.</summary>
    public const int Height = 8;

    private const int LargestLevel = 63;
    private const string Entries = "entries", Partial = ".p/", Root = "tile/";

    private readonly int _missing;

    /// <param name="level">Of the tiles, 0 (leaf hashes) to 63; null for leaves themselves.</param>
    /// <param name="index">Number of the tile on its level, from 0.</param>
    /// <param name="width">1 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tile.</exception>
    public TilePath(int? level, long index, int width = FullWidth)
    {
        if (level is < 0 or > LargestLevel) throw new ArgumentOutOfRangeException(nameof(level));
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        // Beyond this the number of its first hash has no place in a long.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, (long.MaxValue >> Height) - 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        (Level, Index, _missing) = (level, index, FullWidth - width);
    }

    /// <summary>Of the tiles: 0 holds the leaves' hashes, each further one the roots of full tiles below. Null: the leaves themselves.</summary>
    public int? Level { get; }

    /// <summary>Number of the tile on its level, from 0.</summary>
    public long Index { get; }

    /// <summary>Hashes or leaves in it, 1 to 256.</summary>
    public int Width => FullWidth - _missing;

    /// <summary>Level in the tree of the hashes in it: 0 for leaves.</summary>
    public int NodeLevel => (Level ?? 0) * Height;

    /// <summary>Number, on its level, of the first hash (or leaf) in it.</summary>
    public long FirstNode => Index << Height;

    /// <summary>The tile at a place in a tree, as wide as that tree has it.</summary>
    /// <returns>null when the tree does not reach there.</returns>
    public static TilePath? InTree(int? level, long index, long size)
    {
        var wide = Nodes(level, size) - (index << Height);
        return wide > 0 ? new TilePath(level, index, (int)Math.Min(wide, FullWidth)) : null;
    }

    /// <summary>Whether a tree of this size has all of this tile. A narrower tile of an older tree counts.</summary>
    public bool IsIn(long size) => Nodes(Level, size) >= FirstNode + Width;

    /// <param name="path">As <see cref="ToString"/> writes it; anything else is refused, also a number written another way.</param>
    public static bool TryParse(string path, out TilePath tile)
    {
        tile = default;
        if (!path.StartsWith(Root, StringComparison.Ordinal) || path[Root.Length..].Split('/', 2) is not [var level, var rest]) return false;
        var (levels, width) = ((int?)null, (long)FullWidth);
        if (level != Entries)
        {
            if (!LogText.TryNumber(level, out var number) || number > LargestLevel) return false;
            levels = (int)number;
        }
        if (rest.IndexOf(Partial, StringComparison.Ordinal) is var at and >= 0)
        {
            if (!LogText.TryNumber(rest.AsSpan(at + Partial.Length), out width) || width is < 1 or >= FullWidth) return false;
            rest = rest[..at];
        }
        if (!TryIndex(rest, out var index)) return false;
        tile = new(levels, index, (int)width);
        return tile.ToString() == path;
    }

    /// <summary>The address below the log's own, as <c>tile/0/x001/x234/067.p/8</c>.</summary>
    public override string ToString()
    {
        var groups = $"{Index % 1000:D3}";
        for (var left = Index / 1000; left > 0; left /= 1000) groups = $"x{left % 1000:D3}/{groups}";
        return string.Create(CultureInfo.InvariantCulture, $"{Root}{(Level is { } level ? LogText.Of(level) : Entries)}/{groups}{(Width < FullWidth ? Partial + LogText.Of(Width) : "")}");
    }

    private static bool TryIndex(string groups, out long index)
    {
        index = 0;
        foreach (var group in groups.Split('/'))
        {
            var digits = group.AsSpan(group.StartsWith('x') ? 1 : 0);
            if (digits.Length != 3 || digits.ContainsAnyExceptInRange('0', '9') || index > long.MaxValue >> (Height + 11)) return false;
            index = (index * 1000) + int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }
        return true;
    }

    /// <summary>Complete subtrees of a tile level's height in a tree.</summary>
    private static long Nodes(int? level, long size) => (level ?? 0) * Height is var height && height > 62 ? 0 : size >> height;
}
