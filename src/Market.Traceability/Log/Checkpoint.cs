using System.Diagnostics.CodeAnalysis;

namespace Market.Traceability.Log;

/// <summary>How large the log was at a moment and which root it had: the text of a signed note (C2SP tlog-checkpoint).</summary>
/// <param name="Origin">Which log: one line, not empty.</param>
/// <param name="Size">Leaves, 0 or more.</param>
/// <param name="Root">Of the tree over them.</param>
/// <param name="Extensions">Lines nobody has to understand, none of them empty; ours has none.</param>
public sealed record Checkpoint(string Origin, long Size, MerkleHash Root, IReadOnlyList<string> Extensions)
{
    public Checkpoint(string origin, long size, MerkleHash root) : this(origin, size, root, []) { }

    /// <param name="text">Of a note, with its last newline.</param>
    /// <param name="checkpoint">Writes exactly this text again.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (!text.EndsWith('\n') || text[..^1].Split('\n') is not [var origin, var size, var root, .. var extensions]) return false;
        if (origin.Length == 0 || extensions.Contains("") || !LogText.TryNumber(size, out var leaves) || !LogText.TryHash(root, out var hash)) return false;
        checkpoint = new(origin, leaves, hash, extensions);
        return true;
    }

    /// <summary>The checkpoint with the log's signature below.</summary>
    /// <param name="log">Its name is the origin.</param>
    /// <param name="now">Not written into the checkpoint; only witnesses sign a time.</param>
    /// <exception cref="ArgumentException">The key is another log's.</exception>
    public SignedNote SignedBy(NoteSigner log, DateTimeOffset now) => log.Key.Name == Origin
        ? new(ToString(), [log.Sign(ToString(), now)])
        : throw new ArgumentException($"The key of {log.Key.Name} does not sign for {Origin}.", nameof(log));

    /// <summary>The note's text.</summary>
    public override string ToString() => $"{Origin}\n{LogText.Of(Size)}\n{LogText.Base64Of(Root)}\n{string.Concat(Extensions.Select(x => x + "\n"))}";
}
