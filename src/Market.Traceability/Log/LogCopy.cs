namespace Market.Traceability.Log;

/// <summary>What is wrong with a copy of the log.</summary>
/// <param name="Code">checkpoint.missing, checkpoint.malformed, checkpoint.origin, checkpoint.signature, checkpoint.witness, checkpoint.older, file.missing, file.size, leaf.malformed, leaf.number, leaf.previous, tile.hash, tree.root or tree.earlier.</param>
/// <param name="Where">File, with the leaf's index where there is one.</param>
public sealed record LogFault(string Code, string Where);

/// <summary>What checking a copy of the log found.</summary>
/// <param name="Size">Leaves that were read.</param>
/// <param name="Subjects">Chains in it.</param>
/// <param name="Faults">None when it is sound; at most <see cref="LogCopy.MostFaults"/> are named.</param>
public sealed record LogFinding(long Size, int Subjects, IReadOnlyList<LogFault> Faults);

/// <summary>Checks a whole copy of the log (C2SP tlog-tiles) without its operator: signatures, every leaf, every chain, every tile, and that an earlier checkpoint is its beginning.</summary>
/// <param name="read">The bytes at an address below the log's own, such as <c>checkpoint</c> or <c>tile/0/000</c>; null when there is nothing.</param>
public sealed class LogCopy(Func<string, byte[]?> read, LogPolicy policy)
{
    /// <summary>A copy that is wrong everywhere needs no longer list than this.</summary>
    public const int MostFaults = 100;

    private readonly List<LogFault> _faults = [];
    private readonly Dictionary<string, (long Number, MerkleHash Hash)> _heads = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<MerkleHash>> _rows = [];

    /// <param name="earlier">A checkpoint kept from before, such as a witness's or a newspaper's; null when there is none.</param>
    public LogFinding Check(byte[]? earlier = null)
    {
        if (Checkpoint("checkpoint", read("checkpoint")) is not { } newest) return new(0, 0, _faults);
        var before = earlier is null ? null : Checkpoint("earlier checkpoint", earlier);
        // A database that was put back from an old copy shows here, and nowhere else.
        if (before is not null && before.Size > newest.Size) Blame("checkpoint.older", "checkpoint");
        var tree = new MerkleFrontier();
        while (tree.Size < newest.Size && _faults.Count < MostFaults && Bundle(newest.Size, tree.Size) is { } leaves)
            foreach (var leaf in leaves)
            {
                Chain(leaf.Span, tree.Size);
                tree.Append(MerkleHash.Leaf(leaf.Span), Keep);
                if (tree.Size == before?.Size && tree.Root() != before.Root) Blame("tree.earlier", "earlier checkpoint");
            }
        if (tree.Size == newest.Size && tree.Root() != newest.Root) Blame("tree.root", "checkpoint");
        if (tree.Size == newest.Size) Tiles(newest.Size);
        return new(tree.Size, _heads.Count, _faults);
    }

    private Checkpoint? Checkpoint(string where, byte[]? bytes)
    {
        if (bytes is null) return Blame("checkpoint.missing", where);
        if (!SignedNote.TryParse(bytes, out var note) || !Log.Checkpoint.TryParse(note.Text, out var checkpoint)) return Blame("checkpoint.malformed", where);
        if (checkpoint.Origin != policy.Log.Name) return Blame("checkpoint.origin", where);
        if (!note.IsSignedBy(policy.Log)) return Blame("checkpoint.signature", where);
        return policy.Witnesses.All(note.IsSignedBy) ? checkpoint : Blame("checkpoint.witness", where);
    }

    /// <returns>null when it is not there as its address says.</returns>
    private IReadOnlyList<ReadOnlyMemory<byte>>? Bundle(long size, long first)
    {
        var tile = TilePath.InTree(null, first / TilePath.FullWidth, size)!.Value;
        if (read(tile.ToString()) is not { } bytes) Blame("file.missing", tile.ToString());
        else if (Log.Tiles.TryReadBundle(bytes, tile.Width, out var leaves)) return leaves;
        else Blame("file.size", tile.ToString());
        return null;
    }

    /// <summary>Each leaf names its chain's leaf before by hash and has the next number: nothing can be left out, swapped or counted anew.</summary>
    private void Chain(ReadOnlySpan<byte> leaf, long index)
    {
        var where = $"leaf {LogText.Of(index)}";
        if (!LogText.TryText(leaf, out var text) || text.Split('\n') is not [_, { Length: > 0 } subject, var number, var previous, { Length: 64 }, ""] lines
            || !LogText.TryNumber(number, out var sequence) || !leaf.SequenceEqual(LogLeafText.Of(subject, sequence, previous, lines[4])))
        {
            Blame("leaf.malformed", where);
            return;
        }
        var known = _heads.TryGetValue(subject, out var head);
        if (sequence != head.Number + 1) Blame("leaf.number", where);
        if (previous != (known ? head.Hash.ToString() : "")) Blame("leaf.previous", where);
        _heads[subject] = (sequence, MerkleHash.Leaf(leaf));
    }

    private void Keep(int level, long number, MerkleHash hash)
    {
        if (level % TilePath.Height != 0) return;
        if (!_rows.TryGetValue(level / TilePath.Height, out var row)) _rows[level / TilePath.Height] = row = [];
        row.Add(hash);
    }

    private void Tiles(long size)
    {
        foreach (var (level, row) in _rows)
            for (var index = 0L; TilePath.InTree(level, index, size) is { } tile && _faults.Count < MostFaults; index++)
            {
                if (read(tile.ToString()) is not { } bytes) Blame("file.missing", tile.ToString());
                else if (!bytes.AsSpan().SequenceEqual(Log.Tiles.Hashes(tile, (_, number) => row[(int)number]))) Blame("tile.hash", tile.ToString());
            }
    }

    private Checkpoint? Blame(string code, string where)
    {
        _faults.Add(new(code, where));
        return null;
    }
}
