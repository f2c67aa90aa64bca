using System.Globalization;
using System.Text;
using Market.Traceability.Log;

namespace Market.Traceability.Tests.Log;

/// <summary>Whatever is done to a copy of the log is found by whoever has nothing but the copy, the key and, for old copies, an earlier checkpoint.</summary>
public sealed class LogCopyTests
{
    private const int Size = 700;
    private static readonly LogPolicy Policy = new(SampleLog.Signer.Key);

    [Theory]
    [InlineData(1), InlineData(2), InlineData(255), InlineData(256), InlineData(257), InlineData(512), InlineData(Size)]
    public void A_whole_copy_is_sound_and_earlier_checkpoints_are_its_beginning(int size)
    {
        var log = new ChainedLog(size);

        Assert.Empty(Check(log.Files).Faults);
        for (var earlier = 1; earlier <= size; earlier += 1 + (size / 7)) Assert.Empty(Check(log.Files, log.Note(earlier)).Faults);
        Assert.Equal((size, Math.Min(size, ChainedLog.Chains)), ((int)Check(log.Files).Size, Check(log.Files).Subjects));
    }

    [Fact]
    public void Every_changed_byte_of_every_file_is_found()
    {
        var log = new ChainedLog(60);
        var (tried, missed) = (0, new List<string>());
        foreach (var (file, bytes) in log.Files)
            for (var at = 0; at < bytes.Length; at++)
                foreach (var other in new[] { (byte)(bytes[at] ^ 1), (byte)(bytes[at] ^ 0x80), (byte)0 })
                {
                    if (other == bytes[at]) continue;
                    var changed = bytes.ToArray();
                    changed[at] = other;
                    tried++;
                    if (Check(log.With(file, changed)).Faults.Count == 0) missed.Add($"{file} {at} {other}");
                }

        Assert.Empty(missed);
        Assert.True(tried > 10_000, tried.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Bytes_added_or_taken_away_and_missing_files_are_found()
    {
        var log = new ChainedLog(Size);

        foreach (var (file, bytes) in log.Files)
        {
            Assert.NotEmpty(Check(log.With(file, null)).Faults);
            Assert.NotEmpty(Check(log.With(file, [.. bytes, 0])).Faults);
            Assert.NotEmpty(Check(log.With(file, bytes[1..])).Faults);
            for (var cut = 1; cut < bytes.Length; cut += 1 + (bytes.Length / 50)) Assert.NotEmpty(Check(log.With(file, bytes[..^cut])).Faults);
        }
    }

    [Fact]
    public void Leaves_that_changed_places_are_found_even_when_all_tiles_are_made_anew()
    {
        var chance = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            var (log, one, other) = (new ChainedLog(Size), chance.Next(Size), chance.Next(Size));
            if (one == other) continue;
            (log.Leaves[one], log.Leaves[other]) = (log.Leaves[other], log.Leaves[one]);
            Assert.NotEmpty(Check(log.MadeAnew(signed: false)).Faults);
            // Even the operator's own key cannot put leaves of one chain in another order.
            if (one % ChainedLog.Chains == other % ChainedLog.Chains) Assert.Contains(Check(log.MadeAnew(signed: true)).Faults, x => x.Code is "leaf.number" or "leaf.previous");
        }
    }

    [Fact]
    public void Leaving_a_leaf_out_and_numbering_the_rest_anew_is_found_by_an_earlier_checkpoint()
    {
        var before = new ChainedLog(Size);
        for (var left = 0; left < 400; left += 13)
        {
            var log = new ChainedLog(Size, leftOut: left);
            Assert.Empty(Check(log.MadeAnew(signed: true)).Faults);
            Assert.NotEmpty(Check(log.MadeAnew(signed: true), before.Note(401)).Faults);
            Assert.NotEmpty(Check(log.With("checkpoint", before.Note(Size))).Faults);
        }
    }

    [Fact]
    public void A_cut_tail_and_an_old_backup_are_found()
    {
        var log = new ChainedLog(Size);

        for (var size = 1; size < Size; size += 37)
        {
            // The backup is sound in itself: only who kept a later checkpoint sees that it is old.
            var old = new ChainedLog(size).Files;
            Assert.Empty(Check(old).Faults);
            Assert.Contains(Check(old, log.Note(Size)).Faults, x => x.Code == "checkpoint.older");
            // Tiles of the old log under the newest checkpoint, and the other way round.
            Assert.NotEmpty(Check(new(old) { ["checkpoint"] = log.Note(Size) }).Faults);
            Assert.NotEmpty(Check(log.With("checkpoint", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(log.Note(Size)).Replace("\n700\n", $"\n{size}\n", StringComparison.Ordinal)))).Faults);
        }
    }

    [Fact]
    public void Another_logs_key_a_strangers_signature_and_a_missing_witness_are_found()
    {
        var log = new ChainedLog(5);

        Assert.Equal("checkpoint.origin", Assert.Single(new LogCopy(x => log.Files.GetValueOrDefault(x), new(new NoteSigner("other.example/log", NoteKeyKind.Note, SampleLog.Seed(9)).Key)).Check().Faults).Code);
        Assert.Equal("checkpoint.signature", Assert.Single(new LogCopy(x => log.Files.GetValueOrDefault(x), new(new NoteSigner(SampleLog.Origin, NoteKeyKind.Note, SampleLog.Seed(9)).Key)).Check().Faults).Code);
        Assert.Equal("checkpoint.witness", Assert.Single(new LogCopy(x => log.Files.GetValueOrDefault(x), new(SampleLog.Signer.Key, SampleLog.Witness.Key)).Check().Faults).Code);
    }

    private static LogFinding Check(Dictionary<string, byte[]> files, byte[]? earlier = null) => new LogCopy(files.GetValueOrDefault, Policy).Check(earlier);

    /// <summary>A log of several chains as files.</summary>
    private sealed class ChainedLog
    {
        public const int Chains = 7;
        private readonly List<MerkleHash> _roots = [MerkleHash.Empty];

        /// <param name="leftOut">Leaf that a forger leaves out, numbering those behind it anew; -1 for none.</param>
        public ChainedLog(int size, int leftOut = -1)
        {
            var heads = new (long Number, string Hash)[Chains];
            for (var (i, n) = (0, 0); Leaves.Count < size; i++)
            {
                if (i == leftOut) continue;
                var chain = i % Chains;
                var leaf = LogLeafText.Of($"https://shop.example/id/lot/H{chain}", heads[chain].Number + 1, heads[chain].Hash ?? "", LogLeafText.Salted(Convert.ToHexString(new byte[16]), $"{i:x64}"));
                heads[chain] = (heads[chain].Number + 1, MerkleHash.Leaf(leaf).ToString());
                Leaves.Add(leaf);
                n++;
            }
            Files = MadeAnew(signed: true);
        }

        public List<byte[]> Leaves { get; } = [];
        public Dictionary<string, byte[]> Files { get; }

        public byte[] Note(int size) => Encoding.UTF8.GetBytes(new Checkpoint(SampleLog.Origin, size, _roots[size]).SignedBy(SampleLog.Signer, SampleLog.Now).ToString());

        public Dictionary<string, byte[]> With(string file, byte[]? bytes)
        {
            var changed = new Dictionary<string, byte[]>(Files);
            if (bytes is null) changed.Remove(file);
            else changed[file] = bytes;
            return changed;
        }

        /// <summary>All files from the leaves as they are now.</summary>
        /// <param name="signed">By the log's own key; otherwise the checkpoint stays the old one.</param>
        public Dictionary<string, byte[]> MadeAnew(bool signed)
        {
            var (files, nodes, tree) = (new Dictionary<string, byte[]>(), new Dictionary<(int, long), MerkleHash>(), new MerkleFrontier());
            _roots.RemoveRange(1, _roots.Count - 1);
            foreach (var leaf in Leaves)
            {
                tree.Append(MerkleHash.Leaf(leaf), (level, number, hash) => nodes.Add((level, number), hash));
                _roots.Add(tree.Root());
            }
            for (var i = 0L; TilePath.InTree(null, i, tree.Size) is { } bundle; i++) files[bundle.ToString()] = Tiles.Bundle([.. Leaves.Skip((int)bundle.FirstNode).Take(bundle.Width).Select(x => (ReadOnlyMemory<byte>)x)]);
            for (var level = 0; TilePath.InTree(level, 0, tree.Size) is not null; level++)
                for (var i = 0L; TilePath.InTree(level, i, tree.Size) is { } tile; i++) files[tile.ToString()] = Tiles.Hashes(tile, (x, y) => nodes[(x, y)]);
            files["checkpoint"] = signed ? Note((int)tree.Size) : Files["checkpoint"];
            return files;
        }
    }
}
