using System.Text;
using CsCheck;
using Market.Testing;
using Market.Traceability.Log;

namespace Market.Traceability.Tests.Log;

/// <summary>Keys and signed notes as the rest of the world writes them.</summary>
public sealed class NoteTests
{
    /// <summary>Key and notes of Go's sumdb/note documentation, public since 2019.</summary>
    private const string Peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        Known = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
            + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
        Secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private static readonly SignedNote Ours = new SampleLog(5).Published(5);

    [Fact]
    public void A_note_and_a_key_of_other_software_are_understood()
    {
        Assert.True(NoteKey.TryParse(Peter, out var key));
        Assert.Equal(("PeterNeumann", 0xc74f20a3u, NoteKeyKind.Note, Peter), (key.Name, key.Id, key.Kind, key.ToString()));
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(Known), out var note));
        Assert.True(note.IsSignedBy(key));
        Assert.Equal(Known, note.ToString());
    }

    [Fact]
    public void A_secret_key_of_other_software_signs_what_that_software_signed()
    {
        Assert.True(NoteSigner.TryParse(Secret, out var signer));
        Assert.Equal((Peter, Secret), (signer.Key.ToString(), signer.ToSecretText()));
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(Known), out var note));
        Assert.Equal(Known, new SignedNote(note.Text, [signer.Sign(note.Text, SampleLog.Now)]).ToString());
        Assert.DoesNotContain("AYEKFALV", signer.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Test 1 of RFC 8032 section 7.1: seed and public key.</summary>
    [Fact]
    public void A_seed_makes_the_public_key_of_the_standard()
    {
        var key = new NoteSigner("rfc8032", NoteKeyKind.Note, Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")).Key;

        Assert.Equal("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", Convert.ToHexStringLower(Convert.FromBase64String(key.ToString().Split('+', 3)[2])[1..]));
    }

    [RealDataFact]
    public void The_sample_checkpoint_is_signed_and_with_any_byte_changed_it_is_not()
    {
        var file = RealDataFactAttribute.Read("merkle/sample-checkpoint.txt");
        Assert.True(NoteKey.TryParse(Encoding.UTF8.GetString(RealDataFactAttribute.Read("merkle/sample-checkpoint-vkey.txt")).Trim(), out var key));
        Assert.True(SignedNote.TryParse(file, out var note));
        Assert.True(note.IsSignedBy(key));
        Assert.Equal(file, note.ToBytes());
        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint));
        Assert.Equal(("example.com/log/testdata", 1L, note.Text), (checkpoint.Origin, checkpoint.Size, checkpoint.ToString()));
        for (var at = 0; at < file.Length; at++)
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = file.ToArray();
                changed[at] ^= (byte)(1 << bit);
                Assert.False(SignedNote.TryParse(changed, out var other) && other.IsSignedBy(key), $"byte {at}, bit {bit}");
            }
    }

    [RealDataFact]
    public void The_standards_own_example_is_read_with_its_blank_line_in_the_text()
    {
        var file = RealDataFactAttribute.Read("merkle/c2sp-signed-note-example.txt");

        Assert.True(SignedNote.TryParse(file, out var note));
        Assert.Equal("quasimodo.example/salvatore", Assert.Single(note.Signatures).Name);
        Assert.Contains("\n\n", note.Text, StringComparison.Ordinal);
        Assert.Equal(file, note.ToBytes());
    }

    [Theory]
    [InlineData("")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10Q=")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW ")]
    [InlineData("\ud800+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    public void What_is_no_key_is_refused(string text)
    {
        Assert.False(NoteKey.TryParse(text, out _));
        Assert.False(NoteSigner.TryParse("PRIVATE+KEY+" + text, out _));
    }

    [Theory]
    [InlineData("", "no text and no signature")]
    [InlineData("text\n", "no signature")]
    [InlineData("text\n\n", "no signature line")]
    [InlineData("text\n\n— name bm8gc2lnbmF0dXJl", "no newline at the end")]
    [InlineData("text\n— name bm8gc2lnbmF0dXJl\n", "no blank line")]
    [InlineData("text\n\n- name bm8gc2lnbmF0dXJl\n", "a hyphen instead of the dash")]
    [InlineData("text\n\n—  name bm8gc2lnbmF0dXJl\n", "two spaces")]
    [InlineData("text\n\n— name bm8gc2lnbmF0dXJl \n", "a space at the end")]
    [InlineData("text\n\n— na+me bm8gc2lnbmF0dXJl\n", "a plus in the name")]
    [InlineData("text\n\n— na\u00a0me bm8gc2lnbmF0dXJl\n", "a space of another script")]
    [InlineData("text\n\n— name bm8gc2lnbmF0dXJ\n", "base64 without its padding")]
    [InlineData("text\n\n— name bm8gcw==\n", "an id without a signature")]
    [InlineData("text\n\n— name bm8gc2lnbmF0dXJlcy==\n", "base64 with bits that count for nothing")]
    [InlineData("text\r\n\n— name bm8gc2lnbmF0dXJl\n", "a carriage return")]
    [InlineData("te\0xt\n\n— name bm8gc2lnbmF0dXJl\n", "a control character")]
    public void What_is_no_note_is_refused(string text, string why) => Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out _), why);

    [Fact]
    public void Bytes_that_are_no_text_and_notes_without_end_are_refused()
    {
        byte[] broken = [.. Ours.ToBytes()];
        broken[3] = 0xff;
        Assert.False(SignedNote.TryParse(broken, out _));
        string Lines(int count) => "text\n\n" + string.Concat(Enumerable.Repeat("— name bm8gc2lnbmF0dXJl\n", count));
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(Lines(SignedNote.MaximumSignatures)), out _));
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(Lines(SignedNote.MaximumSignatures + 1)), out _));
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(new string('x', SignedNote.MaximumBytes) + Lines(1)), out _));
    }

    [Fact]
    public void Signatures_of_strangers_are_kept_and_do_not_count()
    {
        var note = Ours.With(SampleLog.Stranger.Sign(Ours.Text, SampleLog.Now), new("😀", 1, new byte[] { 1 }), new(SampleLog.Origin, 1, new byte[] { 2 }));

        Assert.True(SignedNote.TryParse(note.ToBytes(), out var read));
        Assert.Equal(4, read.Signatures.Count);
        Assert.True(read.IsSignedBy(SampleLog.Signer.Key));
        Assert.False(read.IsSignedBy(SampleLog.Witness.Key));
    }

    [Fact]
    public void One_bad_line_of_a_key_spoils_its_good_one()
    {
        var good = SampleLog.Signer.Sign(Ours.Text, SampleLog.Now);

        Assert.False(new SignedNote(Ours.Text, [good, SampleLog.Signer.Sign("other\n", SampleLog.Now)]).IsSignedBy(SampleLog.Signer.Key));
        Assert.True(new SignedNote(Ours.Text, [good, good]).IsSignedBy(SampleLog.Signer.Key));
    }

    [Fact]
    public void A_witness_signs_the_time_with_the_text()
    {
        var cosignature = SampleLog.Witness.Sign(Ours.Text, SampleLog.Now);
        var key = SampleLog.Witness.Key;
        Assert.True(NoteKey.TryParse(key.ToString(), out var read));

        Assert.True(read.Verifies(Ours.Text, cosignature));
        Assert.Equal(SampleLog.Now.ToUnixTimeSeconds(), read.TimeOf(cosignature));
        var later = cosignature.Bytes.ToArray();
        later[7] ^= 1;
        Assert.False(key.Verifies(Ours.Text, cosignature with { Bytes = later }));
        later[0] = 0x80;
        Assert.Null(key.TimeOf(cosignature with { Bytes = later }));
        Assert.False(key.Verifies(Ours.Text, cosignature with { Bytes = later }));
        Assert.False(key.Verifies(Ours.Text, cosignature with { Bytes = cosignature.Bytes[8..] }));
        Assert.NotEqual(key.Id, new NoteSigner(key.Name, NoteKeyKind.Note, SampleLog.Seed(2)).Key.Id);
        Assert.Null(SampleLog.Signer.Key.TimeOf(Ours.Signatures[0]));
    }

    [Theory]
    [InlineData("log\n1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n", true)]
    [InlineData("log\n1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\nmore\nlines\n", true)]
    [InlineData("log\n9223372036854775807\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n", true)]
    [InlineData("log\n9223372036854775808\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n", false)]
    [InlineData("log\n01\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n", false)]
    [InlineData("log\n-1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n", false)]
    [InlineData("log\n１\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n", false)]
    [InlineData("\n1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n", false)]
    [InlineData("log\n1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+el=\n", false)]
    [InlineData("log\n1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN\n", false)]
    [InlineData("log\n1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n\n", false)]
    [InlineData("log\n1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=", false)]
    [InlineData("log\n1\n", false)]
    public void A_checkpoint_is_read_strictly_and_written_as_it_was(string text, bool right)
    {
        Assert.Equal(right, Checkpoint.TryParse(text, out var checkpoint));
        if (right) Assert.Equal(text, checkpoint!.ToString());
    }

    [Fact]
    public void Nothing_unreadable_can_be_written()
    {
        Assert.Throws<ArgumentException>(() => new SignedNote("no newline", Ours.Signatures));
        Assert.Throws<ArgumentException>(() => new SignedNote("a\r\n", Ours.Signatures));
        Assert.Throws<ArgumentException>(() => new SignedNote(Ours.Text, []));
        Assert.Throws<ArgumentException>(() => new NoteSigner("a b", NoteKeyKind.Note, SampleLog.Seed(1)));
        Assert.Throws<ArgumentException>(() => new NoteSigner("a", NoteKeyKind.Note, new byte[31]));
        Assert.Throws<ArgumentException>(() => new NoteSigner("a", (NoteKeyKind)2, SampleLog.Seed(1)));
        Assert.Throws<ArgumentException>(() => new Checkpoint("other", 1, MerkleHash.Empty).SignedBy(SampleLog.Signer, SampleLog.Now));
    }

    [Fact]
    public void Any_key_signs_any_text_and_no_other()
    {
        Gen.Select(Gen.Byte.Array[NoteSigner.SeedBytes], Gen.Char.AlphaNumeric.Array[1, 20], Gen.String[Gen.Char[" \nabc天地"], 0, 60], Gen.Bool).Sample((seed, name, text, witness) =>
        {
            var signer = new NoteSigner(new(name), witness ? NoteKeyKind.Cosignature : NoteKeyKind.Note, seed);
            var note = new SignedNote(text + "\n", [signer.Sign(text + "\n", SampleLog.Now)]);
            Assert.True(SignedNote.TryParse(note.ToBytes(), out var read));
            Assert.True(NoteSigner.TryParse(signer.ToSecretText(), out var again));
            Assert.True(read.Text == note.Text && read.IsSignedBy(again.Key));
            Assert.False(new SignedNote("x" + note.Text, note.Signatures).IsSignedBy(again.Key));
        }, iter: 300);
    }

    [Fact]
    public void No_bytes_make_the_reader_fall() =>
        Gen.Byte.Array[0, 300].Sample(bytes => { if (SignedNote.TryParse(bytes, out var note)) Assert.Equal(bytes, note.ToBytes()); });
}
