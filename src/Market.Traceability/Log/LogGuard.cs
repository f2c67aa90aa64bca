using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Log;

/// <summary>Holds the database's log against the newest published checkpoint: a database restored from an old backup must not be signed.</summary>
internal sealed class LogGuard(TraceDb db, LogSettings settings)
{
    /// <returns>Why nothing may be signed; null when the log continues what was published.</returns>
    public async Task<string?> CheckAsync(NoteKey key, CancellationToken ct)
    {
        if (!File.Exists(settings.Published)) return null;
        var bytes = await File.ReadAllBytesAsync(settings.Published, ct);
        if (!SignedNote.TryParse(bytes, out var note) || !note.IsSignedBy(key) || !Checkpoint.TryParse(note.Text, out var published))
            return "the published checkpoint cannot be read or is not signed by this log's key";
        var size = await db.LogStates.AsNoTracking().Select(x => x.Size).SingleOrDefaultAsync(ct);
        if (size < published.Size) return $"it has {size} leaves, but {published.Size} were published: the database was restored from an old backup";
        return await RootAsync(published.Size, ct) == published.Root ? null : $"its first {published.Size} leaves are not those that were published";
    }

    private async Task<MerkleHash> RootAsync(long size, CancellationToken ct)
    {
        var tiles = await LogReads.TilesAsync(db, TileReader.NeededForRoot(size), ct);
        return new TileReader(size, x => tiles[x]).Root();
    }
}
