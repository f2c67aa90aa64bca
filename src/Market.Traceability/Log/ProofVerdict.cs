namespace Market.Traceability.Log;

/// <summary>What became of checking a proof file; pages and programs read these as snake_case words.</summary>
public enum ProofVerdict
{
    /// <summary>The leaf is in the log the key belongs to, at this place.</summary>
    Valid,

    /// <summary>It is no proof file, was cut off or changed where its form does not allow it.</summary>
    Malformed,

    /// <summary>The checkpoint is another log's.</summary>
    WrongOrigin,

    /// <summary>The log's key did not sign this checkpoint.</summary>
    BadSignature,

    /// <summary>A required witness did not sign this checkpoint.</summary>
    WitnessMissing,

    /// <summary>The log was not that long when the checkpoint was made.</summary>
    WrongIndex,

    /// <summary>The file carries no leaf, and none was given to check.</summary>
    NoLeaf,

    /// <summary>The file carries another leaf than the one it shall prove.</summary>
    WrongLeaf,

    /// <summary>The hashes do not lead from the leaf, at this place, to the signed root.</summary>
    WrongPath,
}
