using System.Diagnostics.CodeAnalysis;

namespace Market.Traceability.Log;

/// <summary>A file that proves without any server that a leaf is in the log (C2SP tlog-proof).</summary>
/// <param name="Index">The leaf's number, from 0.</param>
/// <param name="Extra">In our files the leaf itself, not empty; null when the file has no such line.</param>
/// <param name="Path">Hashes from the leaf's neighbour upwards, at most 63.</param>
/// <param name="Note">The signed checkpoint, with the witnesses' signatures.</param>
public sealed record TlogProof(long Index, ReadOnlyMemory<byte>? Extra, IReadOnlyList<MerkleHash> Path, SignedNote Note)
{
    /// <summary>What the file's name should end with.</summary>
    public const string FileExtension = ".tlog-proof";

    /// <summary>Bytes of the largest file we read: the longest leaf in base64, 63 hashes and the checkpoint.</summary>
    public const int MaximumBytes = SignedNote.MaximumBytes + (2 * Tiles.LongestLeaf);

    private const string First = "c2sp.org/tlog-proof@v1", ExtraWord = "extra ", IndexWord = "index ";
    private const int LongestPath = 63;

    /// <param name="file">From a stranger.</param>
    /// <param name="proof">Writes exactly these bytes again.</param>
    public static bool TryParse(ReadOnlySpan<byte> file, [NotNullWhen(true)] out TlogProof? proof)
    {
        proof = null;
        if (file.Length > MaximumBytes || file.IndexOf("\n\n"u8) is var end && end < 0) return false;
        if (!LogText.TryText(file[..end], out var head) || !SignedNote.TryParse(file[(end + 2)..], out var note) || !Checkpoint.TryParse(note.Text, out _)) return false;
        var lines = head.Split('\n').AsSpan();
        byte[]? extra = null;
        if (lines[0] != First) return false;
        lines = lines[1..];
        if (lines is [var second, ..] && second.StartsWith(ExtraWord, StringComparison.Ordinal))
        {
            if (!LogText.TryBase64(second.AsSpan(ExtraWord.Length), out extra) || extra.Length == 0) return false;
            lines = lines[1..];
        }
        if (lines is not [var place, ..] || !place.StartsWith(IndexWord, StringComparison.Ordinal) || !LogText.TryNumber(place.AsSpan(IndexWord.Length), out var index)) return false;
        lines = lines[1..];
        if (lines.Length > LongestPath) return false;
        var path = new MerkleHash[lines.Length];
        for (var i = 0; i < lines.Length; i++)
            if (!LogText.TryHash(lines[i], out path[i])) return false;
        // The type is named because a null array converts to an empty leaf.
        proof = new(index, extra is null ? (ReadOnlyMemory<byte>?)null : extra, path, note);
        return true;
    }

    /// <summary>Reads a file and says what it proves; never throws, whatever is in it.</summary>
    /// <param name="file">From a stranger.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="leaf">Hash of the leaf it shall prove; null: of the leaf it carries.</param>
    public static ProofFinding Check(ReadOnlySpan<byte> file, LogPolicy policy, MerkleHash? leaf = null) =>
        TryParse(file, out var proof) ? proof.Check(policy, leaf) : new(ProofVerdict.Malformed, null, null, null);

    /// <summary>Says what this proves: the first reason why not, in the order of <see cref="ProofVerdict"/>.</summary>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="leaf">Hash of the leaf it shall prove; null: of the leaf it carries.</param>
    public ProofFinding Check(LogPolicy policy, MerkleHash? leaf = null)
    {
        MerkleHash? carried = Extra is { } content ? MerkleHash.Leaf(content.Span) : null;
        var claimed = leaf ?? carried;
        Checkpoint.TryParse(Note.Text, out var checkpoint);
        return new(Judge(), Index, claimed, checkpoint);

        ProofVerdict Judge()
        {
            if (checkpoint is null) return ProofVerdict.Malformed;
            if (checkpoint.Origin != policy.Log.Name) return ProofVerdict.WrongOrigin;
            if (!Note.IsSignedBy(policy.Log)) return ProofVerdict.BadSignature;
            if (!policy.Witnesses.All(Note.IsSignedBy)) return ProofVerdict.WitnessMissing;
            if (Index >= checkpoint.Size) return ProofVerdict.WrongIndex;
            if (claimed is not { } hash) return ProofVerdict.NoLeaf;
            if (carried is not null && carried != claimed) return ProofVerdict.WrongLeaf;
            return MerkleProof.Includes(hash, Index, checkpoint.Size, Path, checkpoint.Root) ? ProofVerdict.Valid : ProofVerdict.WrongPath;
        }
    }

    public byte[] ToBytes() => LogText.Bytes(ToString());

    /// <summary>The file.</summary>
    public override string ToString() =>
        $"{First}\n{(Extra is { } extra ? $"{ExtraWord}{Convert.ToBase64String(extra.Span)}\n" : "")}{IndexWord}{LogText.Of(Index)}\n{string.Concat(Path.Select(x => LogText.Base64Of(x) + "\n"))}\n{Note}";
}
