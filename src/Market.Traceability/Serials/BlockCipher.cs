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

    private readonly Aes _aes = Aes.Create();
    private readonly ICryptoTransform _transform;

    /// <param name="key">32 random bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public BlockCipher(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes) throw new ArgumentException($"A key has {KeyBytes} bytes, not {key.Length}.", nameof(key));
        (_aes.Mode, _aes.Padding, _aes.Key) = (CipherMode.ECB, PaddingMode.None, key.ToArray());
        _transform = _aes.CreateEncryptor();
    }

    public void Dispose()
    {
        _transform.Dispose();
        _aes.Dispose();
    }

    /// <summary>Replaces the first blocks.</summary>
    internal void Encrypt(byte[] blocks, int count) => _transform.TransformBlock(blocks, 0, count * Block, blocks, 0);
}
