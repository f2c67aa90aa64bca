namespace Market.Traceability.Log;

/// <summary>What a key signs, as the first byte of its encoding (C2SP signed-note, "Signature types").</summary>
public enum NoteKeyKind : byte
{
    /// <summary>Ed25519 over the note's text: the log itself.</summary>
    Note = 0x01,

    /// <summary>Ed25519 over the time and the note's text: a witness (C2SP tlog-cosignature).</summary>
    Cosignature = 0x04,
}
