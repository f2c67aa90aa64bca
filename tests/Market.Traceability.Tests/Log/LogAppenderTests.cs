using System.Text;
using Market.Traceability.Data;
using Market.Traceability.Log;
using Market.Traceability.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Log;

public sealed class LogAppenderTests : IAsyncLifetime
{
    private Trace trace = null!;

    public async Task InitializeAsync() => trace = await Trace.OpenAsync();

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task What_was_captured_is_in_a_signed_log_that_tiles_alone_prove()
    {
        await FillAsync(700);
        await FillAsync(3);

        var key = await KeyAsync();
        var note = Note(await trace.AskAsync<LogReads, string?>(x => x.CheckpointAsync(default)));
        Assert.True(note.IsSignedBy(key));
        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint));
        Assert.Equal(703, checkpoint.Size);
        Assert.Equal(checkpoint.Root, new TileReader(703, Fetch).Root());
        Assert.Equal(await File.ReadAllTextAsync(trace.Published), note.ToString());
    }

    [Fact]
    public async Task Each_leaf_names_the_one_before_and_none_is_missing()
    {
        await FillAsync(300);

        var bundle = await TileAsync(new(null, 0, 256));
        Assert.True(Tiles.TryReadBundle(bundle!, 256, out var leaves));
        var (previous, number) = ("", 0);
        foreach (var leaf in leaves)
        {
            var lines = Encoding.UTF8.GetString(leaf.Span).Split('\n');
            Assert.Equal(["coopmarket-leaf-v1", "events", (++number).ToString(System.Globalization.CultureInfo.InvariantCulture), previous], lines[..4]);
            previous = MerkleHash.Leaf(leaf.Span).ToString();
        }
    }

    [Fact]
    public async Task The_newest_leaf_of_a_subject_has_an_offline_proof()
    {
        await FillAsync(5);

        var file = await trace.AskAsync<LogReads, string?>(x => x.ProofAsync("events", default));

        var policy = new LogPolicy(await KeyAsync(), []);
        Assert.Equal(ProofVerdict.Valid, TlogProof.Check(Encoding.UTF8.GetBytes(file!), policy).Verdict);
    }

    [Fact]
    public async Task A_database_older_than_what_was_published_is_not_signed_any_more()
    {
        await FillAsync(5);
        await FillAsync(5);
        await trace.WithAsync(db => CutBackAsync(db, 5));

        await FillAsync(1);

        Assert.Contains("restored from an old backup", trace.Get<LogAppender>().Refusal, StringComparison.Ordinal);
        await trace.WithAsync(async db => Assert.Equal((5, 1), (await db.LogLeaves.CountAsync(), await db.LogQueue.CountAsync())));
    }

    [Fact]
    public async Task A_log_that_was_rewritten_is_not_signed_any_more()
    {
        await FillAsync(5);
        await trace.WithAsync(async db =>
        {
            var tile = await db.LogTiles.SingleAsync();
            tile.Hashes[40] ^= 1;
            await db.LogTiles.ExecuteUpdateAsync(set => set.SetProperty(x => x.Hashes, tile.Hashes));
        });

        await FillAsync(1);

        Assert.Contains("not those that were published", trace.Get<LogAppender>().Refusal, StringComparison.Ordinal);
    }

    private static async Task CutBackAsync(TraceDb db, long size)
    {
        // What a backup taken at that size would hold.
        var frontier = new MerkleFrontier();
        foreach (var hash in await db.LogLeaves.Where(x => x.Index < size).OrderBy(x => x.Index).Select(x => x.Hash).ToListAsync()) frontier.Append(MerkleHash.Read(Convert.FromHexString(hash)));
        await db.LogLeaves.Where(x => x.Index >= size).ExecuteDeleteAsync();
        await db.Checkpoints.Where(x => x.Size > size).ExecuteDeleteAsync();
        var roots = LogState.Of(frontier).Roots;
        await db.LogStates.ExecuteUpdateAsync(set => set.SetProperty(x => x.Size, size).SetProperty(x => x.Roots, roots));
    }

    private async Task FillAsync(int count)
    {
        await trace.WithAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var first = await db.TakeAsync("log", count, default);
            await Market.Kernel.Data.BulkInsert.BulkInsertAsync(db, Enumerable.Range(0, count).Select(i => new LogEntry { Id = first + i, Subject = "events", ContentHash = new string('a', 64) }).ToList(), default);
            await transaction.CommitAsync();
        });
        await trace.AppendAsync();
    }

    private async Task<NoteKey> KeyAsync() => NoteKey.TryParse(await trace.AskAsync<LogReads, string>(x => x.KeyAsync(default)), out var key) ? key : throw new FormatException();

    private static SignedNote Note(string? text) => SignedNote.TryParse(Encoding.UTF8.GetBytes(text!), out var note) ? note : throw new FormatException();

    private byte[] Fetch(TilePath tile) => TileAsync(tile).GetAwaiter().GetResult()!;

    private Task<byte[]?> TileAsync(TilePath tile) => trace.AskAsync<LogReads, byte[]?>(x => x.TileAsync(tile, default));
}
