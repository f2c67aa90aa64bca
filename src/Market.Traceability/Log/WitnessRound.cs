using Market.Traceability.Data;

namespace Market.Traceability.Log;

/// <summary>Asks one witness to sign one checkpoint; when it has seen another size than we thought, once more from there.</summary>
internal sealed class WitnessRound(TraceDb db, WitnessClient witness)
{
    /// <param name="size">Leaves of the checkpoint.</param>
    /// <param name="before">Leaves that the witness is thought to have seen.</param>
    /// <returns>The note with the witness's signature when it gave one.</returns>
    public async Task<SignedNote> AskAsync(SignedNote note, long size, long before, CancellationToken ct)
    {
        var answer = await witness.AddCheckpointAsync(before, await ProofAsync(before, size, ct), note, ct);
        if (answer is { Outcome: WitnessOutcome.OtherSize, Size: { } seen } && seen <= size)
            answer = await witness.AddCheckpointAsync(seen, await ProofAsync(seen, size, ct), note, ct);
        return answer.Outcome == WitnessOutcome.Cosigned ? note.With(answer.Cosignatures) : note;
    }

    private async Task<IReadOnlyList<MerkleHash>> ProofAsync(long before, long size, CancellationToken ct)
    {
        if (before == 0 || before == size) return [];
        var tiles = await LogReads.TilesAsync(db, TileReader.NeededForConsistency(before, size), ct);
        return new TileReader(size, x => tiles[x]).Consistency(before);
    }
}
