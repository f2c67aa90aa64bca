using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using Market.Web.Hosting.Pages;

namespace Market.Web.Tests.Hosting.Pages;

public sealed class PieceGzipTests
{
    [Fact]
    public void Pieces_and_texts_unpack_to_what_they_are_in_their_order()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var chance = new Random(seed);
            string Text() => string.Concat(Enumerable.Range(0, chance.Next(40)).Select(_ => "<p>菜青\0x"[chance.Next(7)]));
            var (plain, more) = (Enumerable.Range(0, chance.Next(1, 7)).Select(_ => Text()).ToList(), Enumerable.Range(0, 6).Select(_ => Text()).ToList());
            var pieces = plain.Select(Encoding.UTF8.GetBytes).Select(PieceGzip.Pack).ToList();
            var texts = more.Take(pieces.Count - 1).Select(Encoding.UTF8.GetBytes).ToList();
            var to = new byte[PieceGzip.Frame(texts.Count) + pieces.Sum(x => x.Packed.Length) + texts.Sum(x => x.Length)];

            var written = PieceGzip.Write(to, pieces, texts);

            // The reader checks length and checksum itself and throws when they are wrong.
            using var gzip = new GZipStream(new MemoryStream(to), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            gzip.CopyTo(unpacked);
            var whole = pieces.SelectMany((x, i) => i < texts.Count ? x.Plain.Concat(texts[i]) : x.Plain);
            Assert.Equal(to.Length, written);
            Assert.Equal(whole, unpacked.ToArray());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(70_000)]
    public void A_checksum_of_two_pieces_comes_from_their_own(int second)
    {
        var (chance, first) = (new Random(second), new byte[1_000]);
        var (then, whole) = (new byte[second], new byte[1_000 + second]);
        chance.NextBytes(first);
        chance.NextBytes(then);
        first.CopyTo(whole, 0);
        then.CopyTo(whole, 1_000);

        Assert.Equal(Crc32.HashToUInt32(whole), Checksums.Join(Crc32.HashToUInt32(first), Crc32.HashToUInt32(then), Checksums.Shift(second)));
    }

    [Fact]
    public async Task Another_programs_reader_agrees()
    {
        var pieces = new[] { "<p>这袋上海青", "</p>" + new string('x', 90_000) }.Select(Encoding.UTF8.GetBytes).Select(PieceGzip.Pack).ToList();
        var texts = new List<byte[]> { Encoding.UTF8.GetBytes("第 3 次") };
        var to = new byte[PieceGzip.Frame(1) + pieces.Sum(x => x.Packed.Length) + texts[0].Length];
        PieceGzip.Write(to, pieces, texts);
        var file = Path.Combine(Directory.CreateTempSubdirectory("gzip").FullName, "page.gz");
        await File.WriteAllBytesAsync(file, to);

        using var gzip = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("gzip", ["-dc", file]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var text = await gzip.StandardOutput.ReadToEndAsync();
        await gzip.WaitForExitAsync();

        Assert.Equal(0, gzip.ExitCode);
        Assert.Equal("<p>这袋上海青第 3 次</p>" + new string('x', 90_000), text);
    }
}
