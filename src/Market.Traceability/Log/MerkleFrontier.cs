using System.Numerics;

namespace Market.Traceability.Log;

/// <summary>All a growing tree needs to know of itself: the roots of its full subtrees, the largest first. At 10 million leaves these are at most 24 hashes.</summary>
public sealed class MerkleFrontier
{
    private readonly List<MerkleHash> _roots;

    /// <summary>A tree without leaves.</summary>
    public MerkleFrontier() => _roots = [];

    /// <summary>Goes on where another one stopped.</summary>
    /// <param name="size">Leaves so far, 0 or more.</param>
    /// <param name="roots">As <see cref="Roots"/> gave them then.</param>
    /// <exception cref="ArgumentException">A tree of this size has another number of them.</exception>
    public MerkleFrontier(long size, IEnumerable<MerkleHash> roots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        (Size, _roots) = (size, [.. roots]);
        if (_roots.Count != BitOperations.PopCount((ulong)size)) throw new ArgumentException($"A tree of {size} leaves has {BitOperations.PopCount((ulong)size)} full subtrees, not {_roots.Count}.", nameof(roots));
    }

    /// <summary>How many leaves there are.</summary>
    public long Size { get; private set; }

    /// <summary>Roots of the full subtrees, the largest first.</summary>
    public IReadOnlyList<MerkleHash> Roots => _roots;

    /// <param name="leaf">Hash of the new leaf.</param>
    /// <param name="made">Told each node this completes: its level above the leaves (0 for the leaf itself), its number on that level, its hash.</param>
    public void Append(MerkleHash leaf, Action<int, long, MerkleHash>? made = null)
    {
        var (index, hash) = (Size, leaf);
        made?.Invoke(0, index, hash);
        for (var level = 1; (index & 1) == 1; level++)
        {
            hash = MerkleHash.Node(_roots[^1], hash);
            _roots.RemoveAt(_roots.Count - 1);
            index >>= 1;
            made?.Invoke(level, index, hash);
        }
        _roots.Add(hash);
        Size++;
    }

    /// <summary>Root of the whole tree as it is now.</summary>
    public MerkleHash Root()
    {
        if (_roots.Count == 0) return MerkleHash.Empty;
        var root = _roots[^1];
        for (var i = _roots.Count - 2; i >= 0; i--) root = MerkleHash.Node(_roots[i], root);
        return root;
    }
}
