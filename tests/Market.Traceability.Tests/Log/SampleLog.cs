using System.Globalization;
using System.Text;
using Market.Traceability.Log;

namespace Market.Traceability.Tests.Log;

/// <summary>A log in memory with its keys, as large as one likes.</summary>
internal sealed class SampleLog
{
    public const string Origin = "market.example/log";
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    public static readonly NoteSigner Signer = new(Origin, NoteKeyKind.Note, Seed(1)), Witness = new("witness.example/w1", NoteKeyKind.Cosignature, Seed(2)), Stranger = new("stranger.example", NoteKeyKind.Cosignature, Seed(3));

    private readonly Dictionary<(int, long), MerkleHash> _nodes = [];
    private readonly List<MerkleHash> _roots = [MerkleHash.Empty];

    public SampleLog(int size)
    {
        var tree = new MerkleFrontier();
        for (var i = 0; i < size; i++)
        {
            Leaves.Add(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"lot 高原夏菜 {i}")));
            tree.Append(MerkleHash.Leaf(Leaves[i]), (level, number, hash) => _nodes.Add((level, number), hash));
            _roots.Add(tree.Root());
        }
    }

    public List<byte[]> Leaves { get; } = [];

    public int Size => Leaves.Count;

    public MerkleHash Node(int level, long number) => _nodes[(level, number)];

    public Checkpoint Checkpoint(int size) => new(Origin, size, _roots[size]);

    public SignedNote Published(int size) => Checkpoint(size).SignedBy(Signer, Now);

    public TlogProof Proof(int index, int size, params NoteSigner[] witnesses)
    {
        var note = Published(size);
        return new(index, Leaves[index], MerkleProof.Inclusion(index, size, Node), note.With(witnesses.Select(x => x.Sign(note.Text, Now))));
    }

    public static byte[] Seed(byte fill) => [.. Enumerable.Repeat(fill, NoteSigner.SeedBytes)];
}
