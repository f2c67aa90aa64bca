namespace Market.Traceability.Log;

/// <summary>What came of checking a proof file. Only when it is valid is the rest to be believed.</summary>
/// <param name="Verdict">Valid, or the first reason why not.</param>
/// <param name="Index">The leaf's number, from 0; null when the file could not be read.</param>
/// <param name="Leaf">Hash of the leaf; null when there is none.</param>
/// <param name="Checkpoint">The log as it was then; null when it could not be read.</param>
public sealed record ProofFinding(ProofVerdict Verdict, long? Index, MerkleHash? Leaf, Checkpoint? Checkpoint)
{
    public bool IsValid => Verdict == ProofVerdict.Valid;
}
