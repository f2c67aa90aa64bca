using System.Numerics;

namespace Market.Traceability.Log;

/// <summary>Proofs that a leaf is in the log, and that nothing was taken out of it since: made and checked as RFC 9162 sections 2.1.3 and 2.1.4 say.</summary>
public static class MerkleProof
{
    /// <summary>Proof that a leaf is in a tree.</summary>
    /// <param name="index">The leaf's number, from 0.</param>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="node">Hash of a full subtree by its level above the leaves and its number on that level.</param>
    /// <returns>Hashes from the leaf upwards, at most one a level.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static IReadOnlyList<MerkleHash> Inclusion(long index, long size, Func<int, long, MerkleHash> node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<MerkleHash>();
        for (var (start, end) = (0L, size); end - start > 1;)
        {
            var middle = start + Split(end - start);
            path.Add(index < middle ? Range(middle, end, node) : Range(start, middle, node));
            (start, end) = index < middle ? (start, middle) : (middle, end);
        }
        path.Reverse();
        return path;
    }

    /// <summary>Proof that an older tree is the beginning of a newer one.</summary>
    /// <param name="older">Leaves of the older tree, 0 to those of the newer.</param>
    /// <param name="newer">Leaves of the newer tree.</param>
    /// <param name="node">As in <see cref="Inclusion"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The older one is larger.</exception>
    public static IReadOnlyList<MerkleHash> Consistency(long older, long newer, Func<int, long, MerkleHash> node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(older);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(older, newer);
        if (older == 0 || older == newer) return [];
        var path = new List<MerkleHash>();
        var (start, end, whole) = (0L, newer, true);
        while (end != older)
        {
            var middle = start + Split(end - start);
            if (older <= middle)
            {
                path.Add(Range(middle, end, node));
                end = middle;
            }
            else
            {
                path.Add(Range(start, middle, node));
                (start, whole) = (middle, false);
            }
        }
        // Who checks has the older root already, if it is a subtree by itself.
        if (!whole) path.Add(Range(start, end, node));
        path.Reverse();
        return path;
    }

    /// <summary>Whether a leaf is in the tree with this root. Everything given may come from a stranger.</summary>
    public static bool Includes(MerkleHash leaf, long index, long size, IReadOnlyList<MerkleHash> proof, MerkleHash root)
    {
        if (index < 0 || index >= size) return false;
        var (place, last, hash) = (index, size - 1, leaf);
        foreach (var beside in proof)
        {
            if (last == 0) return false;
            if ((place & 1) == 1 || place == last)
            {
                hash = MerkleHash.Node(beside, hash);
                // The tree's right edge has no node beside it on these levels.
                while ((place & 1) == 0 && place != 0) (place, last) = (place >> 1, last >> 1);
            }
            else hash = MerkleHash.Node(hash, beside);
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && hash == root;
    }

    /// <summary>Whether the older tree is the beginning of the newer one. Everything given may come from a stranger.</summary>
    public static bool Extends(long older, long newer, IReadOnlyList<MerkleHash> proof, MerkleHash olderRoot, MerkleHash newerRoot)
    {
        if (older < 0 || older > newer) return false;
        if (older == newer) return proof.Count == 0 && olderRoot == newerRoot;
        if (older == 0) return proof.Count == 0 && olderRoot == MerkleHash.Empty;
        var (first, rest) = BitOperations.IsPow2(older) ? (olderRoot, 0) : proof.Count > 0 ? (proof[0], 1) : (default, -1);
        if (rest < 0) return false;
        var (place, last) = (older - 1, newer - 1);
        while ((place & 1) == 1) (place, last) = (place >> 1, last >> 1);
        var (left, right) = (first, first);
        for (var i = rest; i < proof.Count; i++)
        {
            if (last == 0) return false;
            if ((place & 1) == 1 || place == last)
            {
                (left, right) = (MerkleHash.Node(proof[i], left), MerkleHash.Node(proof[i], right));
                while ((place & 1) == 0 && place != 0) (place, last) = (place >> 1, last >> 1);
            }
            else right = MerkleHash.Node(right, proof[i]);
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && left == olderRoot && right == newerRoot;
    }

    /// <summary>The largest power of two below a size of two or more.</summary>
    private static long Split(long size) => 1L << BitOperations.Log2((ulong)(size - 1));

    /// <summary>Hash over the leaves from one to before another; the range begins where a subtree does.</summary>
    private static MerkleHash Range(long start, long end, Func<int, long, MerkleHash> node)
    {
        var size = end - start;
        if (BitOperations.IsPow2(size))
        {
            var level = BitOperations.Log2((ulong)size);
            return node(level, start >> level);
        }
        var middle = start + Split(size);
        return MerkleHash.Node(Range(start, middle, node), Range(middle, end, node));
    }
}
