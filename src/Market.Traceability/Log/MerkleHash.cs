using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Market.Traceability.Log;

/// <summary>A SHA-256 hash in the log's tree, hashed as RFC 6962 section 2.1 says: leaves behind a byte 0, nodes behind a byte 1.</summary>
public readonly record struct MerkleHash(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 32;

    private const int LongestOnStack = 1024;

    /// <summary>Root of a tree without leaves.</summary>
    public static MerkleHash Empty { get; } = Of([]);

    /// <param name="bytes">32 of them.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static MerkleHash Read(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]))
        : throw new ArgumentException($"A hash has {Length} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>Hash of a leaf's content.</summary>
    public static MerkleHash Leaf(ReadOnlySpan<byte> content)
    {
        Span<byte> input = content.Length < LongestOnStack ? stackalloc byte[content.Length + 1] : new byte[content.Length + 1];
        input[0] = 0;
        content.CopyTo(input[1..]);
        return Of(input);
    }

    /// <summary>Hash of the node above two others.</summary>
    public static MerkleHash Node(MerkleHash left, MerkleHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Length)];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Length)..]);
        return Of(input);
    }

    /// <param name="bytes">At least 32 of them.</param>
    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], D);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>In hexadecimal, lower case.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());

    private static MerkleHash Of(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(input, hash);
        return Read(hash);
    }
}
