using System.Text;
using CsCheck;
using Market.Testing;
using Market.Traceability.Log;

namespace Market.Traceability.Tests.Log;

/// <summary>The log's tree against the vectors of RFC 6962 and against its definition, written out plainly.</summary>
public sealed class MerkleTests
{
    private const int Largest = 70;
    private static readonly MerkleHash[] Leaves = [.. Enumerable.Range(0, Largest).Select(x => MerkleHash.Leaf(BitConverter.GetBytes(x)))];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    public void The_smallest_trees_have_the_roots_everybody_knows(int size, string root)
    {
        var tree = new MerkleFrontier();
        for (var i = 0; i < size; i++) tree.Append(MerkleHash.Leaf([]));
        Assert.Equal(root, tree.Root().ToString());
    }

    [RealDataFact]
    public void The_reference_tree_has_its_leaf_hashes_and_roots()
    {
        var (tree, rows) = (new MerkleFrontier(), 0);
        foreach (var row in Lines("merkle/rfc6962-reference-tree.csv").Select(x => x.Split(',')))
        {
            if (row[0] != "0")
            {
                var leaf = MerkleHash.Leaf(Convert.FromHexString(row[1]));
                Assert.Equal(row[2], leaf.ToString());
                tree.Append(leaf);
            }
            Assert.Equal((row[0], row[3]), (tree.Size.ToString(System.Globalization.CultureInfo.InvariantCulture), tree.Root().ToString()));
            rows++;
        }
        Assert.Equal(9, rows);
    }

    [Fact]
    public void A_leaf_and_a_node_are_hashed_apart()
    {
        Assert.Equal("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56", MerkleHash.Leaf("L123456"u8).ToString());
        var long1 = Encoding.ASCII.GetBytes(new string('x', 5000));
        Assert.NotEqual(MerkleHash.Leaf(long1), MerkleHash.Leaf(long1.AsSpan(1)));
        Assert.Equal(Leaves[3], MerkleHash.Read(Leaves[3].ToBytes()));
        Assert.Throws<ArgumentException>(() => MerkleHash.Read(new byte[31]));
    }

    [Fact]
    public void A_growing_tree_has_the_root_of_its_definition_and_goes_on_from_what_it_said()
    {
        var tree = new MerkleFrontier();
        for (var size = 0; size < Largest; size++)
        {
            Assert.Equal(Root(Leaves[..size]), tree.Root());
            tree = new(tree.Size, tree.Roots);
            tree.Append(Leaves[size]);
        }
        Assert.Throws<ArgumentException>(() => new MerkleFrontier(3, [Leaves[0]]));
    }

    [Fact]
    public void Each_leaf_of_each_tree_is_proven_and_nothing_else_is()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var (node, root) = (Nodes(size), Root(Leaves[..size]));
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleProof.Inclusion(index, size, node);
                Assert.True(MerkleProof.Includes(Leaves[index], index, size, proof, root), $"{index} of {size}");
                Assert.False(MerkleProof.Includes(Leaves[(index + 1) % Largest], index, size, proof, root));
                Assert.False(MerkleProof.Includes(Leaves[index], index + 1, size, proof, root));
                Assert.False(MerkleProof.Includes(Leaves[index], index, size, [.. proof, root], root));
                if (proof.Count > 0) Assert.False(MerkleProof.Includes(Leaves[index], index, size, [.. proof.Skip(1)], root));
            }
        }
        Assert.False(MerkleProof.Includes(Leaves[0], -1, 1, [], Leaves[0]));
        Assert.False(MerkleProof.Includes(Leaves[0], 0, 0, [], Leaves[0]));
    }

    [Fact]
    public void Each_tree_is_proven_to_begin_each_larger_one_and_no_other_root_is()
    {
        for (var newer = 0; newer <= Largest; newer++)
            for (var older = 0; older <= newer; older++)
            {
                var (proof, first, second) = (MerkleProof.Consistency(older, newer, Nodes(newer)), Root(Leaves[..older]), Root(Leaves[..newer]));
                Assert.True(MerkleProof.Extends(older, newer, proof, first, second), $"{older} of {newer}");
                Assert.False(MerkleProof.Extends(older, newer, proof, MerkleHash.Leaf(first.ToBytes()), second));
                if (older > 0) Assert.False(MerkleProof.Extends(older, newer, proof, first, MerkleHash.Leaf(second.ToBytes())));
                Assert.False(MerkleProof.Extends(older, newer, [.. proof, first], first, second));
            }
        Assert.False(MerkleProof.Extends(3, 2, [], Leaves[0], Leaves[0]));
        Assert.False(MerkleProof.Extends(3, 5, [], Leaves[0], Leaves[0]));
    }

    [Fact]
    public void A_proof_with_one_bit_changed_proves_nothing() =>
        Gen.Select(Gen.Int[1, Largest], Gen.Int[0, Largest - 1], Gen.Int[0, 10], Gen.Int[0, 255]).Sample((size, at, which, bit) =>
        {
            var (index, root) = (at % size, Root(Leaves[..size]));
            var proof = MerkleProof.Inclusion(index, size, Nodes(size)).ToArray();
            if (proof.Length == 0) return;
            var bytes = proof[which % proof.Length].ToBytes();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            proof[which % proof.Length] = MerkleHash.Read(bytes);
            Assert.False(MerkleProof.Includes(Leaves[index], index, size, proof, root));
        });

    /// <summary>Full subtrees as a growing tree tells of them.</summary>
    private static Func<int, long, MerkleHash> Nodes(int size)
    {
        var (tree, made) = (new MerkleFrontier(), new Dictionary<(int, long), MerkleHash>());
        foreach (var leaf in Leaves[..size]) tree.Append(leaf, (level, number, hash) => made.Add((level, number), hash));
        return (level, number) => made[(level, number)];
    }

    /// <summary>MTH of RFC 6962 section 2.1, as it stands there.</summary>
    private static MerkleHash Root(ReadOnlySpan<MerkleHash> leaves)
    {
        if (leaves.Length == 0) return MerkleHash.Empty;
        if (leaves.Length == 1) return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length) k *= 2;
        return MerkleHash.Node(Root(leaves[..k]), Root(leaves[k..]));
    }

    private static IEnumerable<string> Lines(string path) => Encoding.UTF8.GetString(RealDataFactAttribute.Read(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(x => x.TrimEnd('\r'));
}
