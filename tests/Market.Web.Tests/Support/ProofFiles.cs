using System.Globalization;
using System.Text;
using Market.Traceability.Log;

namespace Market.Web.Tests.Support;

/// <summary>Proof files of a log of a thousand leaves, with the keys one needs to check them.</summary>
internal static class ProofFiles
{
    public const int Size = 1000, Index = 617;
    public const string Leaf = "lot 高原夏菜 617";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly NoteSigner Log = Signer("market.example/log", NoteKeyKind.Note, 1), Witnessed = Signer("witness.example/w1", NoteKeyKind.Cosignature, 2), Unknown = Signer("stranger.example", NoteKeyKind.Cosignature, 3);

    public static NoteKey Key => Log.Key;

    public static NoteKey Witness => Witnessed.Key;

    public static NoteKey Stranger => Signer("market.example/log", NoteKeyKind.Note, 9).Key;

    /// <summary>Signed by the log, a witness and somebody whom nobody knows, in this order.</summary>
    public static TlogProof Good { get; } = Make();

    public static string LeafHash { get; } = MerkleHash.Leaf(Encoding.UTF8.GetBytes(Leaf)).ToString();

    private static TlogProof Make()
    {
        var (tree, nodes) = (new MerkleFrontier(), new Dictionary<(int, long), MerkleHash>());
        for (var i = 0; i < Size; i++)
            tree.Append(MerkleHash.Leaf(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"lot 高原夏菜 {i}"))), (level, number, hash) => nodes.Add((level, number), hash));
        var note = new Checkpoint(Key.Name, Size, tree.Root()).SignedBy(Log, Now);
        return new(Index, Encoding.UTF8.GetBytes(Leaf), MerkleProof.Inclusion(Index, Size, (level, number) => nodes[(level, number)]), note.With(Witnessed.Sign(note.Text, Now), Unknown.Sign(note.Text, Now)));
    }

    private static NoteSigner Signer(string name, NoteKeyKind kind, byte fill) => new(name, kind, [.. Enumerable.Repeat(fill, NoteSigner.SeedBytes)]);
}
