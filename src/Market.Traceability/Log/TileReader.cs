using System.Numerics;

namespace Market.Traceability.Log;

/// <summary>Proofs from tiles alone, as an outsider makes them who has nothing but the published files. Each tile is fetched once.</summary>
/// <param name="size">Leaves of the tree, 0 or more.</param>
/// <param name="fetch">The bytes of a tile of hashes; tiles may lie, so check what comes out against a signed root.</param>
public sealed class TileReader(long size, Func<TilePath, byte[]> fetch)
{
    private readonly Dictionary<TilePath, byte[]> _tiles = [];
    private readonly Dictionary<(int, long), MerkleHash> _nodes = [];

    /// <summary>Tiles one needs for <see cref="Inclusion"/>, so that they can be fetched side by side beforehand.</summary>
    public static IReadOnlyList<TilePath> NeededForInclusion(long index, long size) => Needed(size, reader => reader.Inclusion(index));

    /// <summary>Tiles one needs for <see cref="Consistency"/>.</summary>
    public static IReadOnlyList<TilePath> NeededForConsistency(long older, long size) => Needed(size, reader => reader.Consistency(older));

    /// <summary>Tiles one needs for <see cref="Root"/>.</summary>
    public static IReadOnlyList<TilePath> NeededForRoot(long size) => Needed(size, reader => reader.Root());

    /// <summary>As <see cref="MerkleProof.Inclusion"/>.</summary>
    /// <exception cref="InvalidDataException">A fetched tile has not the width of its address.</exception>
    public IReadOnlyList<MerkleHash> Inclusion(long index) => MerkleProof.Inclusion(index, size, Node);

    /// <summary>As <see cref="MerkleProof.Consistency"/>, from an older tree to this one.</summary>
    /// <exception cref="InvalidDataException">A fetched tile has not the width of its address.</exception>
    public IReadOnlyList<MerkleHash> Consistency(long older) => MerkleProof.Consistency(older, size, Node);

    /// <summary>Root of the whole tree, to be held against the checkpoint's.</summary>
    /// <exception cref="InvalidDataException">A fetched tile has not the width of its address.</exception>
    public MerkleHash Root()
    {
        var (roots, start) = (new List<MerkleHash>(), 0L);
        for (var level = BitOperations.Log2((ulong)size); level >= 0; level--)
        {
            if (((size >> level) & 1) == 0) continue;
            roots.Add(Node(level, start >> level));
            start += 1L << level;
        }
        return new MerkleFrontier(size, roots).Root();
    }

    /// <summary>Hash of a full subtree: it stands in a tile, or is made of some that do.</summary>
    private MerkleHash Node(int level, long number)
    {
        if (_nodes.TryGetValue((level, number), out var known)) return known;
        var (tiles, above) = Math.DivRem(level, TilePath.Height);
        var first = number << above;
        var tile = TilePath.InTree(tiles, first >> TilePath.Height, size)!.Value;
        if (!_tiles.TryGetValue(tile, out var bytes))
        {
            bytes = fetch(tile);
            if (bytes.Length != tile.Width * MerkleHash.Length) throw new InvalidDataException($"{tile} has {bytes.Length} bytes instead of {tile.Width * MerkleHash.Length}.");
            _tiles.Add(tile, bytes);
        }
        return _nodes[(level, number)] = Over(bytes.AsSpan((int)(first - tile.FirstNode) * MerkleHash.Length, MerkleHash.Length << above));
    }

    private static MerkleHash Over(ReadOnlySpan<byte> hashes) => hashes.Length == MerkleHash.Length
        ? MerkleHash.Read(hashes)
        : MerkleHash.Node(Over(hashes[..(hashes.Length / 2)]), Over(hashes[(hashes.Length / 2)..]));

    private static List<TilePath> Needed(long size, Action<TileReader> use)
    {
        var needed = new List<TilePath>();
        use(new(size, tile =>
        {
            needed.Add(tile);
            return new byte[tile.Width * MerkleHash.Length];
        }));
        return needed;
    }
}
