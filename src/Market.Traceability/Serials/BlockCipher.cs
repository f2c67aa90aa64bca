using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Market.Traceability.Serials;

/// <summary>A key that turns blocks of 16 bytes into others nobody can foretell: AES-256. Kept while it is used, for to take a key up costs more than to use it.</summary>
/// <remarks>Each block stands for itself and is never text: serials use the result as random bits. Not for several threads at once.</remarks>
public sealed class BlockCipher : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes of a block.</summary>
    internal const int Block = 16;

    private readonly Vector128<byte>[] _keys;
    private readonly Aes? _aes;
    private readonly ICryptoTransform? _transform;

    /// <param name="key">32 random bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public BlockCipher(ReadOnlySpan<byte> key) : this(key, AesInstructions.AreThere) { }

    /// <param name="instructions">Whether to use the processor's own AES, which must be there.</param>
    internal BlockCipher(ReadOnlySpan<byte> key, bool instructions)
    {
        if (key.Length != KeyBytes) throw new ArgumentException($"A key has {KeyBytes} bytes, not {key.Length}.", nameof(key));
        _keys = instructions ? AesInstructions.Expand(key) : [];
        if (instructions) return;
        _aes = Aes.Create();
        (_aes.Mode, _aes.Padding, _aes.Key) = (CipherMode.ECB, PaddingMode.None, key.ToArray());
        _transform = _aes.CreateEncryptor();
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_keys.AsSpan()));
        _transform?.Dispose();
        _aes?.Dispose();
    }

    /// <summary>Replaces the first blocks.</summary>
    internal void Encrypt(byte[] blocks, int count)
    {
        if (_transform is null) AesInstructions.Encrypt(_keys, blocks.AsSpan(0, count * Block));
        else _transform.TransformBlock(blocks, 0, count * Block, blocks, 0);
    }
}
