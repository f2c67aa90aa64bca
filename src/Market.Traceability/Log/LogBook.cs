using System.Security.Cryptography;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Log;

/// <summary>Takes what waits into the log: leaves, tiles and the signed checkpoint in one transaction.</summary>
internal sealed class LogBook(TraceDb db)
{
    /// <summary>Most leaves of one batch: about 3 MB of rows.</summary>
    public const int Batch = 10_000;

    /// <summary>Appends one batch.</summary>
    /// <returns>The new checkpoint and whether more waits; null when nothing waited.</returns>
    public Task<(PublishedCheckpoint Checkpoint, bool More)?> AppendAsync(NoteSigner signer, DateTime now, CancellationToken ct) =>
        db.InTransactionAsync<(PublishedCheckpoint, bool)?>(async () =>
        {
            var entries = await db.LogQueue.AsNoTracking().OrderBy(x => x.Id).Take(Batch).ToListAsync(ct);
            if (entries.Count == 0) return null;
            var state = await db.LogStates.AsNoTracking().SingleOrDefaultAsync(ct);
            var frontier = state?.Frontier() ?? new();
            var heads = await HeadsAsync(entries, ct);
            var tiles = await LastTilesAsync(frontier.Size, ct);
            var leaves = entries.ConvertAll(x => Leaf(x, heads, frontier, tiles));
            await db.BulkInsertAsync(leaves, ct);
            await db.BulkReplaceAsync(tiles.Changed(), ct);
            await db.BulkReplaceAsync(heads.Values.ToList(), ct);
            var last = entries[^1].Id;
            await db.LogQueue.Where(x => x.Id <= last).ExecuteDeleteAsync(ct);
            await MoveAsync(state, frontier, ct);
            var checkpoint = new PublishedCheckpoint { Size = frontier.Size, At = now, Note = new Checkpoint(signer.Key.Name, frontier.Size, frontier.Root()).SignedBy(signer, now).ToString() };
            await db.BulkInsertAsync<PublishedCheckpoint>([checkpoint], ct);
            return (checkpoint, entries.Count == Batch);
        }, ct);

    private static LogLeaf Leaf(LogEntry entry, Dictionary<string, LogHead> heads, MerkleFrontier frontier, OpenTiles tiles)
    {
        if (!heads.TryGetValue(entry.Subject, out var head)) heads[entry.Subject] = head = new() { Subject = entry.Subject };
        var salt = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var salted = LogLeafText.Salted(salt, entry.ContentHash);
        var hash = MerkleHash.Leaf(LogLeafText.Of(entry.Subject, head.Sequence + 1, head.Hash, salted));
        var leaf = new LogLeaf
        {
            Index = frontier.Size,
            Subject = entry.Subject,
            Sequence = head.Sequence + 1,
            Previous = head.Hash,
            SaltedHash = salted,
            Salt = salt,
            Hash = hash.ToString(),
            EventSeq = entry.EventSeq,
        };
        frontier.Append(hash, tiles.Put);
        (head.Sequence, head.Hash) = (leaf.Sequence, leaf.Hash);
        return leaf;
    }

    private async Task<Dictionary<string, LogHead>> HeadsAsync(List<LogEntry> entries, CancellationToken ct)
    {
        var heads = new Dictionary<string, LogHead>(StringComparer.Ordinal);
        foreach (var subjects in entries.Select(x => x.Subject).Distinct(StringComparer.Ordinal).Chunk(400))
            foreach (var head in await db.LogHeads.AsNoTracking().Where(x => subjects.Contains(x.Subject)).ToListAsync(ct)) heads[head.Subject] = head;
        return heads;
    }

    /// <summary>The tile of each level that is still being filled.</summary>
    private async Task<OpenTiles> LastTilesAsync(long size, CancellationToken ct)
    {
        var open = new OpenTiles();
        for (var (level, nodes) = (0, size); nodes > 0; level++, nodes >>= TilePath.Height)
        {
            if (nodes % TilePath.FullWidth == 0) continue;
            var index = nodes / TilePath.FullWidth;
            open.Open(await db.LogTiles.AsNoTracking().SingleAsync(x => x.Level == level && x.Index == index, ct));
        }
        return open;
    }

    private async Task MoveAsync(LogState? from, MerkleFrontier to, CancellationToken ct)
    {
        var next = LogState.Of(to);
        if (from is null) await db.BulkInsertAsync<LogState>([next], ct);
        else if (await db.LogStates.Where(x => x.Size == from.Size).ExecuteUpdateAsync(set => set.SetProperty(x => x.Size, next.Size).SetProperty(x => x.Roots, next.Roots), ct) == 0)
            throw new DbUpdateConcurrencyException("Another replica appended to the log meanwhile.");
    }
}

/// <summary>Tiles being filled during a batch.</summary>
internal sealed class OpenTiles
{
    private readonly Dictionary<(int Level, long Index), MemoryStream> tiles = [];

    public void Open(LogTile tile)
    {
        var stream = new MemoryStream();
        stream.Write(tile.Hashes);
        tiles[(tile.Level, tile.Index)] = stream;
    }

    /// <summary>Takes a node that was completed, when tiles keep its level.</summary>
    public void Put(int level, long index, MerkleHash hash)
    {
        if (level % TilePath.Height != 0) return;
        var key = (level / TilePath.Height, index / TilePath.FullWidth);
        if (!tiles.TryGetValue(key, out var tile)) tiles[key] = tile = new();
        tile.Write(hash.ToBytes());
    }

    public List<LogTile> Changed() => [.. tiles.Select(x => new LogTile { Level = x.Key.Level, Index = x.Key.Index, Hashes = x.Value.ToArray() })];
}
