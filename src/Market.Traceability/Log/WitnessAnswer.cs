namespace Market.Traceability.Log;

/// <summary>What a witness made of a checkpoint (C2SP tlog-witness, "add-checkpoint").</summary>
public enum WitnessOutcome
{
    /// <summary>It signed (200), and its signature is good.</summary>
    Cosigned,

    /// <summary>It has seen another size than we thought (409): prove from that one and ask again. If it is larger than the log, the log's data are older than what it published.</summary>
    OtherSize,

    /// <summary>It has seen another root at the very size it was sent (409): two histories exist. An alarm, not a retry.</summary>
    OtherRoot,

    /// <summary>It does not watch this log (404).</summary>
    UnknownLog,

    /// <summary>It does not trust the key that signed (403).</summary>
    UnknownKey,

    /// <summary>The proof does not lead from its root to ours (422).</summary>
    BadProof,

    /// <summary>It said something else: another status, a body that is none, or no good signature.</summary>
    Unusable,

    /// <summary>It did not answer.</summary>
    Unreachable,
}

/// <summary>A witness's answer.</summary>
/// <param name="Outcome">What it means.</param>
/// <param name="Cosignatures">Good ones of the witness's known keys; only when it signed.</param>
/// <param name="Size">Leaves the witness has seen; only with <see cref="WitnessOutcome.OtherSize"/> and <see cref="WitnessOutcome.OtherRoot"/>.</param>
/// <param name="Detail">For the operator's log: the status or the error.</param>
public sealed record WitnessAnswer(WitnessOutcome Outcome, IReadOnlyList<NoteSignature> Cosignatures, long? Size, string Detail);
