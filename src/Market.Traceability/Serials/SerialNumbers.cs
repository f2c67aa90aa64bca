using System.Buffers.Binary;

namespace Market.Traceability.Serials;

/// <summary>
/// Serials of single items, without a stored row for each: 8 characters that hide a running number, 4 that only the batch's
/// key can make, 1 check character. Who sees some of them can guess neither the next one nor how many there are.
/// </summary>
/// <remarks>
/// The number is permuted by a Feistel network of ten rounds over two halves of 20 bits, AES being the round function
/// (the construction of NIST SP 800-38G's FF1, for a domain that is a power of two). One permutation holds for all
/// batches, so that a serial leads to its number, the number to its batch, the batch to its key.
/// Not for several threads at once: everybody makes their own from the keys.
/// </remarks>
public sealed class SerialNumbers : IDisposable
{
    /// <summary>Characters of a serial.</summary>
    public const int Length = Hidden + Proof + 1;

    /// <summary>How many numbers there are: 0 to one less than this.</summary>
    public const long Capacity = 1L << (2 * Half);

    /// <summary>Bytes of the permutation's key and of a batch's key.</summary>
    public const int KeyBytes = BlockCipher.KeyBytes;

    private const int Hidden = 8, Proof = 4, Half = 20, Rounds = 10, Block = BlockCipher.Block, Chunk = 256;
    private const uint HalfMask = (1u << Half) - 1;

    private readonly BlockCipher _permutation;
    private readonly byte[] _blocks = new byte[Chunk * Block];
    private readonly (uint Left, uint Right)[] _halves = new (uint, uint)[Chunk];

    /// <param name="permutationKey">32 random bytes; as long as one code is on a package they must not be lost.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public SerialNumbers(ReadOnlySpan<byte> permutationKey) => _permutation = new(permutationKey);

    /// <summary>Writes the serials of running numbers, one behind the other.</summary>
    /// <param name="first">0 or more.</param>
    /// <param name="batch">Of the batch that has these numbers.</param>
    /// <param name="serials">Room for one or more serials of 13 characters; nothing else may be left.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many numbers.</exception>
    /// <exception cref="ArgumentException">The room has another length.</exception>
    public void Write(long first, BlockCipher batch, Span<char> serials)
    {
        if (serials.Length % Length != 0) throw new ArgumentException($"Room for whole serials of {Length} characters is needed, not for {serials.Length}.", nameof(serials));
        var count = serials.Length / Length;
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Capacity - count);
        for (var done = 0; done < count; done += Chunk)
        {
            var some = Math.Min(Chunk, count - done);
            for (var i = 0; i < some; i++) _halves[i] = ((uint)((first + done + i) >> Half), (uint)(first + done + i) & HalfMask);
            Permute(some);
            Prove(batch, first + done, some);
            for (var i = 0; i < some; i++)
            {
                var serial = serials.Slice((done + i) * Length, Length);
                SerialAlphabet.Write(((ulong)_halves[i].Left << Half) | _halves[i].Right, serial[..Hidden]);
                SerialAlphabet.Write(First20(i), serial[Hidden..^1]);
                serial[^1] = SerialAlphabet.Check(serial[..^1]);
            }
        }
    }

    /// <summary>The running number behind a serial, as far as anybody can tell without its batch's key.</summary>
    /// <param name="serial">13 characters, small letters allowed.</param>
    /// <returns>null when it is no serial, or one of its characters is wrong.</returns>
    public long? Number(ReadOnlySpan<char> serial)
    {
        if (serial.Length != Length || !SerialAlphabet.TryRead(serial[..Hidden], out var hidden) || !SerialAlphabet.TryRead(serial[Hidden..], out _)
            || SerialAlphabet.Value(SerialAlphabet.Check(serial[..^1])) != SerialAlphabet.Value(serial[^1])) return null;
        var (left, right) = ((uint)(hidden >> Half), (uint)hidden & HalfMask);
        for (var round = Rounds - 1; round >= 0; round--) (left, right) = (right ^ Turn(round, left), left);
        return ((long)left << Half) | right;
    }

    /// <summary>Whether the batch's key made the serial of this number: 1 of 1,048,576 made-up ones passes.</summary>
    /// <param name="number">As <see cref="Number"/> said.</param>
    /// <param name="batch">Of the batch that has this number.</param>
    public bool IsGenuine(ReadOnlySpan<char> serial, long number, BlockCipher batch)
    {
        Prove(batch, number, 1);
        return serial.Length == Length && SerialAlphabet.TryRead(serial[Hidden..^1], out var proof) && proof == First20(0);
    }

    public void Dispose() => _permutation.Dispose();

    private void Permute(int count)
    {
        var blocks = _blocks.AsSpan(0, count * Block);
        for (var round = 0; round < Rounds; round++)
        {
            blocks.Clear();
            for (var i = 0; i < count; i++) Fill(blocks[(i * Block)..], round, _halves[i].Right);
            _permutation.Encrypt(_blocks, count);
            for (var i = 0; i < count; i++) _halves[i] = (_halves[i].Right, _halves[i].Left ^ First20(i));
        }
    }

    private uint Turn(int round, uint half)
    {
        var block = _blocks.AsSpan(0, Block);
        block.Clear();
        Fill(block, round, half);
        _permutation.Encrypt(_blocks, 1);
        return First20(0);
    }

    private static void Fill(Span<byte> block, int round, uint half)
    {
        block[0] = (byte)round;
        BinaryPrimitives.WriteUInt32BigEndian(block[4..], half);
    }

    private void Prove(BlockCipher batch, long first, int count)
    {
        var blocks = _blocks.AsSpan(0, count * Block);
        blocks.Clear();
        for (var i = 0; i < count; i++) BinaryPrimitives.WriteInt64BigEndian(blocks[(i * Block)..], first + i);
        batch.Encrypt(_blocks, count);
    }

    private uint First20(int block) => BinaryPrimitives.ReadUInt32BigEndian(_blocks.AsSpan(block * Block)) >> (32 - Half);
}
