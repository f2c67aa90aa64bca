using CsCheck;
using Market.Traceability.Log;

namespace Market.Traceability.Tests.Log;

/// <summary>Tiles: their addresses, and that they alone are enough for every proof.</summary>
public sealed class TileTests
{
    private const int Largest = 70_000;
    private static readonly SampleLog Log = new(Largest);

    [Theory]
    [InlineData("tile/0/x001/x234/067", 0, 1_234_067, 256)]
    [InlineData("tile/0/x001/x234/067.p/8", 0, 1_234_067, 8)]
    [InlineData("tile/0/000", 0, 0, 256)]
    [InlineData("tile/63/999.p/255", 63, 999, 255)]
    [InlineData("tile/1/x001/000.p/1", 1, 1000, 1)]
    [InlineData("tile/entries/x123/456", null, 123_456, 256)]
    [InlineData("tile/entries/000.p/12", null, 0, 12)]
    public void An_address_is_read_and_written(string path, int? level, long index, int width)
    {
        Assert.True(TilePath.TryParse(path, out var tile));
        Assert.Equal((level, index, width), (tile.Level, tile.Index, tile.Width));
        Assert.Equal(path, new TilePath(level, index, width).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/8/0/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/1234")]
    [InlineData("tile/0/x123")]
    [InlineData("tile/0/001/234")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/x001/x234")]
    [InlineData("tile/0/00a")]
    [InlineData("tile/0/+01")]
    [InlineData("tile/0/０００")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/1/")]
    [InlineData("tile/0/000.p/1.p/1")]
    [InlineData("tile/0/000/")]
    [InlineData("tile/0/../000")]
    [InlineData("tile/Entries/000")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999")]
    public void Nonsense_is_refused(string path) => Assert.False(TilePath.TryParse(path, out _));

    [Fact]
    public void Every_address_comes_back_as_it_went() =>
        Gen.Select(Gen.Int[-1, 63], Gen.Long[0, 1L << 44], Gen.Int[1, 256]).Sample((level, index, width) =>
        {
            var tile = new TilePath(level < 0 ? null : level, index, width);
            Assert.True(TilePath.TryParse(tile.ToString(), out var read));
            Assert.Equal(tile, read);
        });

    [Fact]
    public void No_text_makes_the_reader_fall() =>
        Gen.String[Gen.Char["tile/0x19.pens"], 0, 40].Sample(text => { if (TilePath.TryParse("tile/" + text, out var tile)) Assert.Equal("tile/" + text, tile.ToString()); });

    /// <summary>The example of the standard: 273 full tiles of leaf hashes and one of 112, one full above and one of 17, one of 1 at the top.</summary>
    [Fact]
    public void A_tree_of_70000_leaves_has_the_tiles_of_the_standards_example()
    {
        TilePath?[] last = [TilePath.InTree(0, 272, Largest), TilePath.InTree(0, 273, Largest), TilePath.InTree(0, 274, Largest), TilePath.InTree(1, 0, Largest), TilePath.InTree(1, 1, Largest), TilePath.InTree(2, 0, Largest), TilePath.InTree(3, 0, Largest)];

        Assert.Equal(["tile/0/272", "tile/0/273.p/112", null, "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1", null], last.Select(x => x?.ToString()));
        Assert.Equal(["tile/0/000", "tile/1/000.p/1"], new[] { TilePath.InTree(0, 0, 256), TilePath.InTree(1, 0, 256) }.Select(x => x.ToString()));
        Assert.Null(TilePath.InTree(0, 1, 256));
        Assert.Null(TilePath.InTree(9, 0, long.MaxValue));
        Assert.True(new TilePath(0, 273, 100).IsIn(Largest));
        Assert.False(new TilePath(0, 273, 113).IsIn(Largest));
        Assert.False(new TilePath(0, 273).IsIn(Largest));
        Assert.True(new TilePath(null, 272).IsIn(Largest));
        Assert.False(new TilePath(63, 0, 1).IsIn(long.MaxValue));
    }

    [Fact]
    public void A_full_tile_has_8192_bytes_and_its_root_stands_in_the_tile_above()
    {
        var (below, above) = (Tiles.Hashes(new(0, 5), Log.Node), Tiles.Hashes(new(1, 0, 6), Log.Node));
        var tree = new MerkleFrontier();
        foreach (var hash in below.Chunk(MerkleHash.Length)) tree.Append(MerkleHash.Read(hash));

        Assert.Equal((8192, 6 * 32), (below.Length, above.Length));
        Assert.Equal(tree.Root().ToBytes(), above[(5 * 32)..]);
        Assert.Throws<ArgumentException>(() => Tiles.Hashes(new(null, 0), Log.Node));
    }

    [Fact]
    public void Tiles_alone_prove_all_a_tree_proves_up_to_600_leaves()
    {
        for (var size = 0; size <= 600; size++)
        {
            var reader = new TileReader(size, Fetch);
            Assert.Equal(Log.Checkpoint(size).Root, reader.Root());
            for (var place = 0; place < size; place++)
            {
                Assert.Equal(MerkleProof.Inclusion(place, size, Log.Node), reader.Inclusion(place));
                Assert.Equal(MerkleProof.Consistency(place, size, Log.Node), reader.Consistency(place));
            }
            Assert.Empty(reader.Consistency(size));
        }
    }

    [Fact]
    public void Tiles_alone_prove_all_a_larger_tree_proves() =>
        Gen.Select(Gen.Int[601, Largest], Gen.Int[0, Largest]).Sample((size, at) =>
        {
            var (place, fetched) = (at % size, new HashSet<TilePath>());
            var reader = new TileReader(size, tile => fetched.Add(tile) ? Fetch(tile) : throw new InvalidOperationException($"{tile} a second time"));
            var (inclusion, consistency) = (reader.Inclusion(place), reader.Consistency(place));

            Assert.Equal(MerkleProof.Inclusion(place, size, Log.Node), inclusion);
            Assert.True(MerkleProof.Includes(MerkleHash.Leaf(Log.Leaves[place]), place, size, inclusion, reader.Root()));
            Assert.Equal(MerkleProof.Consistency(place, size, Log.Node), consistency);
            Assert.True(MerkleProof.Extends(place, size, consistency, Log.Checkpoint(place).Root, Log.Checkpoint(size).Root));
            Assert.All(fetched, x => Assert.True(x.IsIn(size)));
        }, iter: 500);

    [Fact]
    public void One_can_ask_beforehand_which_tiles_a_proof_needs()
    {
        var needed = TileReader.NeededForInclusion(69_999, Largest).ToDictionary(x => x, Fetch);
        Assert.Equal(MerkleProof.Inclusion(69_999, Largest, Log.Node), new TileReader(Largest, x => needed[x]).Inclusion(69_999));
        needed = TileReader.NeededForConsistency(513, Largest).ToDictionary(x => x, Fetch);
        Assert.Equal(MerkleProof.Consistency(513, Largest, Log.Node), new TileReader(Largest, x => needed[x]).Consistency(513));
        Assert.InRange(needed.Count, 1, 6);
    }

    [Fact]
    public void A_tile_of_another_length_is_refused_and_a_lying_one_proves_nothing()
    {
        Assert.Throws<InvalidDataException>(() => new TileReader(300, x => Fetch(x)[..^1]).Inclusion(7));
        var lie = new TileReader(300, tile =>
        {
            var bytes = Fetch(tile);
            bytes[40] ^= 1;
            return bytes;
        });
        Assert.False(MerkleProof.Includes(MerkleHash.Leaf(Log.Leaves[7]), 7, 300, lie.Inclusion(7), Log.Checkpoint(300).Root));
    }

    [Fact]
    public void Leaves_come_back_from_their_bundle() =>
        Gen.Byte.Array[0, 400].Array[1, 256].Sample(leaves =>
        {
            var bundle = Tiles.Bundle([.. leaves.Select(x => new ReadOnlyMemory<byte>(x))]);
            Assert.True(Tiles.TryReadBundle(bundle, leaves.Length, out var read));
            Assert.Equal(leaves, read.Select(x => x.ToArray()));
            Assert.False(Tiles.TryReadBundle(bundle, leaves.Length + 1, out _));
            Assert.False(Tiles.TryReadBundle(bundle, leaves.Length - 1, out _));
            Assert.False(Tiles.TryReadBundle(bundle.AsMemory()[..^1], leaves.Length, out _));
        }, iter: 200);

    [Fact]
    public void A_bundle_writes_each_length_in_two_bytes_the_high_one_first()
    {
        Assert.Equal([0, 1, 7, 0, 0, 1, 2, .. new byte[258]], Tiles.Bundle([new byte[] { 7 }, Array.Empty<byte>(), new byte[258]]));
        Assert.Throws<ArgumentException>(() => Tiles.Bundle([]));
        Assert.Throws<ArgumentException>(() => Tiles.Bundle([new byte[Tiles.LongestLeaf + 1]]));
        Assert.Throws<ArgumentException>(() => Tiles.Bundle([.. Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, 257)]));
    }

    private static byte[] Fetch(TilePath tile) => Tiles.Hashes(tile, Log.Node);
}
