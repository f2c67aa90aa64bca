namespace Market.Traceability.Log;

/// <summary>Where the log stands: one row, and whoever appends has to have seen its newest version.</summary>
internal sealed class LogState
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;
    public long Size { get; init; }

    /// <summary>Roots of the full subtrees, the largest first, 32 bytes each.</summary>
    public byte[] Roots { get; init; } = [];

    public MerkleFrontier Frontier() => new(Size, Roots.Chunk(MerkleHash.Length).Select(x => MerkleHash.Read(x)));

    public static LogState Of(MerkleFrontier frontier) => new() { Size = frontier.Size, Roots = [.. frontier.Roots.SelectMany(x => x.ToBytes())] };
}
