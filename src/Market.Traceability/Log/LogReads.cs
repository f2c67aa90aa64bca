using System.Text;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Log;

/// <summary>What the log publishes.</summary>
public sealed class LogReads(TraceDb db, LogSettings settings)
{
    /// <summary>The newest checkpoint, a signed note.</summary>
    /// <returns>null before the first.</returns>
    public Task<string?> CheckpointAsync(CancellationToken ct) => db.Checkpoints.AsNoTracking().OrderByDescending(x => x.Size).Select(x => x.Note).FirstOrDefaultAsync(ct);

    /// <summary>The log's verifier key.</summary>
    public async Task<string> KeyAsync(CancellationToken ct) => (await LogKeys.SignerAsync(db, settings, ct)).Key.ToString();

    /// <summary>The bytes of a tile: hashes, or the leaves of an entry bundle.</summary>
    /// <returns>null when the log is not that long.</returns>
    public async Task<byte[]?> TileAsync(TilePath tile, CancellationToken ct)
    {
        var size = await db.LogStates.AsNoTracking().Select(x => x.Size).SingleOrDefaultAsync(ct);
        if (!tile.IsIn(size)) return null;
        return tile.Level is null ? await BundleAsync(tile, ct) : (await TilesAsync(db, [tile], ct))[tile];
    }

    /// <summary>The offline proof of a lot's newest leaf, with the leaf itself inside.</summary>
    /// <returns>null when the subject has no leaf in a published log yet.</returns>
    public async Task<string?> ProofAsync(string subject, CancellationToken ct)
    {
        var leaf = await db.LogLeaves.AsNoTracking().Where(x => x.Subject == subject).OrderByDescending(x => x.Sequence).FirstOrDefaultAsync(ct);
        if (leaf is null || await CheckpointAsync(ct) is not { } text) return null;
        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note) || !Checkpoint.TryParse(note.Text, out var checkpoint) || checkpoint.Size <= leaf.Index) return null;
        var tiles = await TilesAsync(db, TileReader.NeededForInclusion(leaf.Index, checkpoint.Size), ct);
        var path = new TileReader(checkpoint.Size, x => tiles[x]).Inclusion(leaf.Index);
        return new TlogProof(leaf.Index, LogLeafText.Of(leaf.Subject, leaf.Sequence, leaf.Previous, leaf.SaltedHash), path, note).ToString();
    }

    /// <summary>Tiles of hashes that are in the tree, each as wide as its address says.</summary>
    internal static async Task<Dictionary<TilePath, byte[]>> TilesAsync(TraceDb db, IReadOnlyList<TilePath> wanted, CancellationToken ct)
    {
        var found = new Dictionary<TilePath, byte[]>();
        foreach (var level in wanted.GroupBy(x => x.Level))
            foreach (var some in level.Chunk(200))
            {
                var indices = some.Select(x => x.Index).ToArray();
                var rows = await db.LogTiles.AsNoTracking().Where(x => x.Level == level.Key && indices.Contains(x.Index)).ToDictionaryAsync(x => x.Index, x => x.Hashes, ct);
                foreach (var tile in some) found[tile] = rows[tile.Index].AsSpan(0, tile.Width * MerkleHash.Length).ToArray();
            }
        return found;
    }

    private async Task<byte[]> BundleAsync(TilePath tile, CancellationToken ct)
    {
        var (first, end) = (tile.FirstNode, tile.FirstNode + tile.Width);
        var leaves = await db.LogLeaves.AsNoTracking().Where(x => x.Index >= first && x.Index < end).OrderBy(x => x.Index).ToListAsync(ct);
        return Tiles.Bundle(leaves.ConvertAll(x => (ReadOnlyMemory<byte>)LogLeafText.Of(x.Subject, x.Sequence, x.Previous, x.SaltedHash)));
    }
}
