using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Market.Traceability.Log;

/// <summary>What is in a tile (C2SP tlog-tiles): hashes one behind the other, or leaves each behind its length.</summary>
public static class Tiles
{
    /// <summary>Bytes of the longest leaf: its length is written in two bytes.</summary>
    public const int LongestLeaf = ushort.MaxValue;

    /// <param name="tile">Of hashes; of a tree that has it (<see cref="TilePath.IsIn"/>).</param>
    /// <param name="node">Hash of a full subtree by its level above the leaves and its number on that level.</param>
    /// <returns>32 bytes for each hash, 8,192 for a full tile.</returns>
    /// <exception cref="ArgumentException">It is a tile of leaves.</exception>
    public static byte[] Hashes(TilePath tile, Func<int, long, MerkleHash> node)
    {
        if (tile.Level is null) throw new ArgumentException("A tile of leaves has no hashes.", nameof(tile));
        var bytes = new byte[tile.Width * MerkleHash.Length];
        for (var i = 0; i < tile.Width; i++) node(tile.NodeLevel, tile.FirstNode + i).CopyTo(bytes.AsSpan(i * MerkleHash.Length));
        return bytes;
    }

    /// <param name="leaves">1 to 256 of them, of at most 65,535 bytes each.</param>
    /// <exception cref="ArgumentException">There are more, or one is longer.</exception>
    public static byte[] Bundle(IReadOnlyList<ReadOnlyMemory<byte>> leaves)
    {
        if (leaves.Count is 0 or > TilePath.FullWidth) throw new ArgumentException($"A bundle has 1 to {TilePath.FullWidth} leaves, not {leaves.Count}.", nameof(leaves));
        if (leaves.Any(x => x.Length > LongestLeaf)) throw new ArgumentException($"A leaf has at most {LongestLeaf} bytes.", nameof(leaves));
        var bytes = new byte[leaves.Sum(x => sizeof(ushort) + x.Length)];
        var room = bytes.AsSpan();
        foreach (var leaf in leaves)
        {
            BinaryPrimitives.WriteUInt16BigEndian(room, (ushort)leaf.Length);
            leaf.Span.CopyTo(room[sizeof(ushort)..]);
            room = room[(sizeof(ushort) + leaf.Length)..];
        }
        return bytes;
    }

    /// <param name="bundle">From a stranger.</param>
    /// <param name="width">Leaves it must have, as its address says.</param>
    /// <param name="leaves">In the order of the log.</param>
    /// <returns>false when it has more or fewer leaves, or stops within one.</returns>
    public static bool TryReadBundle(ReadOnlyMemory<byte> bundle, int width, [NotNullWhen(true)] out IReadOnlyList<ReadOnlyMemory<byte>>? leaves)
    {
        var (read, rest) = (new List<ReadOnlyMemory<byte>>(), bundle);
        while (read.Count < width && rest.Length >= sizeof(ushort) && BinaryPrimitives.ReadUInt16BigEndian(rest.Span) is var length && rest.Length >= sizeof(ushort) + length)
        {
            read.Add(rest.Slice(sizeof(ushort), length));
            rest = rest[(sizeof(ushort) + length)..];
        }
        leaves = read.Count == width && rest.IsEmpty ? read : null;
        return leaves is not null;
    }
}
