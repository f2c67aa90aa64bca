using System.Diagnostics.CodeAnalysis;

namespace Market.Traceability.Log;

/// <summary>A text with signatures below it (C2SP signed-note): what the log publishes and witnesses sign. Nothing in it is to be believed before <see cref="IsSignedBy"/> says so.</summary>
public sealed class SignedNote
{
    /// <summary>Bytes of the largest note we read: 64 signatures of post-quantum size would not fit, sixteen do twice.</summary>
    public const int MaximumBytes = 1 << 18;

    /// <summary>Signature lines we read at most; the standard asks for at least 16.</summary>
    public const int MaximumSignatures = 64;

    /// <param name="text">Ends in a newline; no control characters besides.</param>
    /// <param name="signatures">One or more.</param>
    /// <exception cref="ArgumentException">Nobody could read it again.</exception>
    public SignedNote(string text, IEnumerable<NoteSignature> signatures)
    {
        (Text, Signatures) = (text, [.. signatures]);
        if (!text.EndsWith('\n') || !LogText.IsPlain(text)) throw new ArgumentException("A note's text ends in a newline and has no other control characters.", nameof(text));
        if (Signatures.Count is 0 or > MaximumSignatures) throw new ArgumentException($"A note has 1 to {MaximumSignatures} signatures.", nameof(signatures));
    }

    /// <summary>What is signed, with its last newline.</summary>
    public string Text { get; }

    /// <summary>In the order of the file, those of unknown keys too.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <param name="bytes">A whole file, from a stranger.</param>
    /// <param name="note">Writes exactly these bytes again.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note)
    {
        note = null;
        if (bytes.Length > MaximumBytes || !LogText.TryText(bytes, out var all) || !all.EndsWith('\n')) return false;
        // The text may have empty lines: the last one is where it ends.
        var end = all.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || end + 2 == all.Length) return false;
        var lines = all[(end + 2)..^1].Split('\n');
        if (lines.Length > MaximumSignatures) return false;
        var signatures = new List<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            if (!NoteSignature.TryParse(line, out var signature)) return false;
            signatures.Add(signature);
        }
        note = new(all[..(end + 1)], signatures);
        return true;
    }

    /// <summary>Whether a key signed this: it has a line here, and each of its lines is good. Lines of other keys do not count.</summary>
    public bool IsSignedBy(NoteKey key)
    {
        var own = Signatures.Where(key.Owns).ToList();
        return own.Count > 0 && own.TrueForAll(x => key.Verifies(Text, x));
    }

    /// <summary>The same text with more signatures below those it has; a key's newer line takes the place of its older one.</summary>
    public SignedNote With(params IEnumerable<NoteSignature> more)
    {
        var added = more.ToList();
        return new(Text, Signatures.Where(x => !added.Exists(y => (x.Name, x.KeyId) == (y.Name, y.KeyId))).Concat(added));
    }

    public byte[] ToBytes() => LogText.Bytes(ToString());

    /// <summary>The file.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(x => x + "\n"))}";
}
