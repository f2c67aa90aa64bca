using System.Text;
using System.Text.Json;
using CsCheck;
using Market.Testing;
using Market.Traceability.Log;

namespace Market.Traceability.Tests.Log;

/// <summary>Proof files: a good one convinces, one changed anywhere does not, and each way to fail has its name.</summary>
public sealed class ProofTests
{
    private const int Size = 1000, Index = 617;
    private static readonly SampleLog Log = new(Size);
    private static readonly LogPolicy Trust = new(SampleLog.Signer.Key), WithWitness = new(SampleLog.Signer.Key, SampleLog.Witness.Key);
    private static readonly TlogProof Good = Log.Proof(Index, Size, SampleLog.Witness, SampleLog.Stranger);

    [Fact]
    public void A_good_file_is_valid_and_says_what_it_proves()
    {
        var finding = TlogProof.Check(Good.ToBytes(), WithWitness);

        Assert.Equal(new(ProofVerdict.Valid, Index, MerkleHash.Leaf(Log.Leaves[Index]), Log.Checkpoint(Size)), finding with { Checkpoint = Log.Checkpoint(Size) });
        Assert.True(finding.IsValid);
        Assert.Equal(Log.Checkpoint(Size).ToString(), finding.Checkpoint!.ToString());
    }

    [RealDataFact]
    public void Proofs_of_other_software_hold()
    {
        using var inside = JsonDocument.Parse(RealDataFactAttribute.Read("merkle/proof-format-samples/inclusion-0-happy-path.json"));
        using var grown = JsonDocument.Parse(RealDataFactAttribute.Read("merkle/proof-format-samples/consistency-0-happy-path.json"));
        static MerkleHash Hash(JsonElement sample, string name) => MerkleHash.Read(sample.GetProperty(name).GetBytesFromBase64());
        var (leaf, tree) = (inside.RootElement, grown.RootElement);

        Assert.True(MerkleProof.Includes(Hash(leaf, "leafHash"), leaf.GetProperty("leafIdx").GetInt64(), leaf.GetProperty("treeSize").GetInt64(), [], Hash(leaf, "root")));
        Assert.True(MerkleProof.Extends(tree.GetProperty("size1").GetInt64(), tree.GetProperty("size2").GetInt64(), [], Hash(tree, "root1"), Hash(tree, "root2")));
    }

    [Fact]
    public void The_file_looks_as_the_standard_shows_it()
    {
        var lines = Good.ToString().Split('\n');

        Assert.Equal("c2sp.org/tlog-proof@v1", lines[0]);
        Assert.Equal("extra " + Convert.ToBase64String(Log.Leaves[Index]), lines[1]);
        Assert.Equal("index 617", lines[2]);
        Assert.Equal(["", SampleLog.Origin, "1000"], lines[13..16]);
        Assert.StartsWith($"— {SampleLog.Origin} ", lines[18], StringComparison.Ordinal);
        Assert.EndsWith("\n", Good.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_leaf_of_every_size_is_proven_and_the_file_comes_back_as_it_went() =>
        Gen.Select(Gen.Int[1, Size], Gen.Int[0, Size], Gen.Bool).Sample((size, at, extra) =>
        {
            var proof = Log.Proof(at % size, size) is var full && extra ? full : full with { Extra = null };
            Assert.True(TlogProof.TryParse(proof.ToBytes(), out var read));
            Assert.Equal(proof.ToString(), read.ToString());
            Assert.Equal(ProofVerdict.Valid, read.Check(Trust, MerkleHash.Leaf(Log.Leaves[at % size])).Verdict);
        }, iter: 300);

    [Fact]
    public void Each_way_to_fail_has_its_name()
    {
        var small = Log.Published(500);
        var (other, leaf) = (MerkleHash.Leaf("other"u8), MerkleHash.Leaf(Log.Leaves[Index]));
        var unsaid = Good with { Extra = null };
        NoteKey elsewhere = new NoteSigner("elsewhere.example", NoteKeyKind.Note, SampleLog.Seed(1)).Key, forged = new NoteSigner(SampleLog.Origin, NoteKeyKind.Note, SampleLog.Seed(9)).Key;
        var nonsense = new SignedNote("hello\n", [SampleLog.Signer.Sign("hello\n", SampleLog.Now)]);
        var swapped = Log.Published(999);

        Assert.Equal(ProofVerdict.Malformed, TlogProof.Check("hello"u8, Trust).Verdict);
        Assert.Equal(ProofVerdict.Malformed, (Good with { Note = nonsense }).Check(Trust).Verdict);
        Assert.Equal(ProofVerdict.WrongOrigin, Good.Check(new(elsewhere)).Verdict);
        Assert.Equal(ProofVerdict.BadSignature, Good.Check(new(forged)).Verdict);
        Assert.Equal(ProofVerdict.BadSignature, (Good with { Note = new(Good.Note.Text, swapped.Signatures) }).Check(Trust).Verdict);
        Assert.Equal(ProofVerdict.WitnessMissing, Log.Proof(Index, Size).Check(WithWitness).Verdict);
        Assert.Equal(ProofVerdict.WitnessMissing, Good.Check(new(SampleLog.Signer.Key, SampleLog.Witness.Key, new NoteSigner("w2.example", NoteKeyKind.Cosignature, SampleLog.Seed(4)).Key)).Verdict);
        Assert.Equal(ProofVerdict.WrongIndex, (Good with { Note = small }).Check(Trust).Verdict);
        Assert.Equal(ProofVerdict.NoLeaf, unsaid.Check(Trust).Verdict);
        Assert.Equal(ProofVerdict.Valid, unsaid.Check(Trust, leaf).Verdict);
        Assert.Equal(ProofVerdict.WrongLeaf, Good.Check(Trust, other).Verdict);
        Assert.Equal(ProofVerdict.WrongPath, unsaid.Check(Trust, other).Verdict);
        Assert.Equal(ProofVerdict.WrongPath, (Good with { Index = 616 }).Check(Trust).Verdict);
        Assert.Equal(ProofVerdict.WrongPath, (Good with { Path = [.. Good.Path.Skip(1)] }).Check(Trust).Verdict);
        Assert.Equal(ProofVerdict.WrongPath, (Good with { Note = swapped }).Check(Trust).Verdict);
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 1\n", "nothing behind the path")]
    [InlineData("c2sp.org/tlog-proof@v2\nindex 617\n{path}\n{note}", "another version")]
    [InlineData("c2sp.org/tlog-proof@v1\n{path}\n{note}", "no index")]
    [InlineData("c2sp.org/tlog-proof@v1\n\n{note}", "nothing at all")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0617\n{path}\n{note}", "a leading zero")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex -1\n{path}\n{note}", "a sign")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 99999999999999999999\n{path}\n{note}", "no place is that far")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 617\nextra AAAA\n{path}\n{note}", "the leaf behind its index")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 617\n{path}\n{note}", "two leaves")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra \nindex 617\n{path}\n{note}", "an empty leaf")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AA==AAAA\nindex 617\n{path}\n{note}", "a leaf that is no base64")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 617\n{path}AAAA\n\n{note}", "a hash that is too short")]
    [InlineData("c2sp.org/tlog-proof@v1\r\nindex 617\n{path}\n{note}", "a carriage return")]
    [InlineData("\ufeffc2sp.org/tlog-proof@v1\nindex 617\n{path}\n{note}", "a byte order mark")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 617\n{path}\n\n{note}", "one blank line more")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 617\n{path}\n{note}more\n", "something behind the signatures")]
    public void What_is_no_proof_file_is_refused(string template, string why)
    {
        string Filled(string text) => text.Replace("{path}", string.Concat(Good.Path.Select(x => Convert.ToBase64String(x.ToBytes()) + "\n")), StringComparison.Ordinal).Replace("{note}", Good.Note.ToString(), StringComparison.Ordinal);

        Assert.True(TlogProof.TryParse(Encoding.UTF8.GetBytes(Filled("c2sp.org/tlog-proof@v1\nextra AAAA\nindex 617\n{path}\n{note}")), out _));
        Assert.False(TlogProof.TryParse(Encoding.UTF8.GetBytes(Filled(template)), out _), why);
    }

    [Fact]
    public void More_hashes_than_any_tree_has_levels_are_refused()
    {
        Assert.True(TlogProof.TryParse((Good with { Path = [.. Enumerable.Repeat(MerkleHash.Empty, 63)] }).ToBytes(), out _));
        Assert.False(TlogProof.TryParse((Good with { Path = [.. Enumerable.Repeat(MerkleHash.Empty, 64)] }).ToBytes(), out _));
        Assert.False(TlogProof.TryParse(new byte[TlogProof.MaximumBytes + 1], out _));
    }

    /// <summary>Every bit of every byte. All of it belongs to the claim, but for the stranger's signature at the end, which nobody was asked to believe.</summary>
    [Fact]
    public void A_file_with_any_bit_changed_is_not_valid_unless_it_is_in_the_line_of_an_unknown_key()
    {
        var file = Good.ToBytes();
        var (stranger, ignored) = (file.Length - Encoding.UTF8.GetByteCount($"{Good.Note.Signatures[2]}\n"), 0);
        for (var at = 0; at < file.Length; at++)
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = file.ToArray();
                changed[at] ^= (byte)(1 << bit);
                var verdict = TlogProof.Check(changed, WithWitness).Verdict;
                // Reason: the standard says signatures of unknown keys are ignored; whatever still has the form of a line is one.
                if (verdict == ProofVerdict.Valid && at >= stranger) ignored++;
                else Assert.True(verdict != ProofVerdict.Valid, $"byte {at}, bit {bit}");
            }
        Assert.InRange(ignored, 1, (file.Length - stranger) * 8);
    }

    /// <summary>Without a required witness its line is one of an unknown key too, for the same reason.</summary>
    [Fact]
    public void A_changed_witness_line_counts_only_for_who_asks_for_the_witness()
    {
        var changed = Encoding.UTF8.GetBytes(Good.ToString().Replace("witness.example/w1", "witness.example/w2", StringComparison.Ordinal));

        Assert.Equal(ProofVerdict.Valid, TlogProof.Check(changed, Trust).Verdict);
        Assert.Equal(ProofVerdict.WitnessMissing, TlogProof.Check(changed, WithWitness).Verdict);
    }

    /// <summary>Cut off anywhere but behind a signature line: there an unknown signature is missing, which nobody was asked to believe.</summary>
    [Fact]
    public void A_file_cut_off_anywhere_is_not_valid_unless_only_the_line_of_an_unknown_key_is_gone()
    {
        var file = Good.ToBytes();
        var stranger = file.Length - Encoding.UTF8.GetByteCount($"{Good.Note.Signatures[2]}\n");
        for (var length = 0; length < file.Length; length++)
            Assert.Equal(length == stranger, TlogProof.Check(file.AsSpan(0, length), WithWitness).IsValid);
    }

    [Fact]
    public void A_byte_more_or_less_anywhere_is_never_valid()
    {
        var file = Log.Proof(Index, Size, SampleLog.Witness).ToBytes();
        for (var at = 0; at < file.Length; at++)
        {
            Assert.False(TlogProof.Check([.. file[..at], .. file[(at + 1)..]], WithWitness).IsValid, $"without byte {at}");
            foreach (byte more in "\n A0=\0"u8) Assert.False(TlogProof.Check([.. file[..at], more, .. file[at..]], WithWitness).IsValid, $"{more} before byte {at}");
        }
    }

    [Fact]
    public void No_bytes_make_the_reader_fall()
    {
        Gen.Byte.Array[0, 500].Sample(bytes => Assert.False(TlogProof.Check(bytes, Trust).IsValid));
        var lines = Good.ToString().Split('\n');
        Gen.Shuffle(lines).Sample(x => Assert.Equal(string.Join('\n', x) == Good.ToString(), TlogProof.Check(Encoding.UTF8.GetBytes(string.Join('\n', x)), Trust).IsValid), iter: 500);
    }
}
