using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Market.Traceability.Log;

/// <summary>A secret key that signs notes. Who has its text can sign for the log: it belongs in a secret store, never in the database.</summary>
public sealed class NoteSigner
{
    /// <summary>Bytes of the seed a key is made from (RFC 8032 section 5.1.5).</summary>
    public const int SeedBytes = 32;

    private const string Secret = "PRIVATE+KEY+";
    private readonly byte[] _seed;

    /// <param name="name">Whose key it is: not empty, without spaces and plus signs.</param>
    /// <param name="kind">What it signs.</param>
    /// <param name="seed">32 random bytes.</param>
    /// <exception cref="ArgumentException">The name or the seed is not so.</exception>
    public NoteSigner(string name, NoteKeyKind kind, ReadOnlySpan<byte> seed)
    {
        if (!LogText.IsKeyName(name)) throw new ArgumentException("A key's name is not empty and has no spaces and no plus.", nameof(name));
        if (seed.Length != SeedBytes) throw new ArgumentException($"A seed has {SeedBytes} bytes, not {seed.Length}.", nameof(seed));
        if (!Enum.IsDefined(kind)) throw new ArgumentException("There is no such kind of key.", nameof(kind));
        _seed = seed.ToArray();
        var publicKey = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(_seed, 0, publicKey, 0);
        Key = new(name, kind, publicKey);
    }

    /// <summary>The public half.</summary>
    public NoteKey Key { get; }

    /// <param name="text">As <see cref="ToSecretText"/> wrote it: <c>PRIVATE+KEY+name+id+base64</c>, the form of Go's sumdb/note.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteSigner? signer)
    {
        signer = null;
        if (!text.StartsWith(Secret, StringComparison.Ordinal) || text[Secret.Length..].Split('+', 3) is not [var name, var id, var encoded]) return false;
        if (!NoteKey.TryDecode(name, encoded, out var kind, out var seed)) return false;
        var read = new NoteSigner(name, kind, seed);
        if (read.Key.IdText != id) return false;
        signer = read;
        return true;
    }

    /// <param name="text">A note's text with its last newline.</param>
    /// <param name="now">When: a witness signs the time too (whole seconds since 1970), a log does not.</param>
    public NoteSignature Sign(string text, DateTimeOffset now)
    {
        var (time, signature) = (now.ToUnixTimeSeconds(), new byte[Ed25519.SignatureSize]);
        var message = NoteKey.Message(Key.Kind, text, time);
        Ed25519.Sign(_seed, 0, message, 0, message.Length, signature, 0);
        if (Key.Kind == NoteKeyKind.Note) return new(Key.Name, Key.Id, signature);
        var timed = new byte[sizeof(long) + signature.Length];
        BinaryPrimitives.WriteInt64BigEndian(timed, time);
        signature.CopyTo(timed, sizeof(long));
        return new(Key.Name, Key.Id, timed);
    }

    /// <summary>The secret itself, to be stored; <see cref="object.ToString"/> does not show it, so that it lands in no log by accident.</summary>
    public string ToSecretText() => $"{Secret}{Key.Name}+{Key.IdText}+{Convert.ToBase64String([(byte)Key.Kind, .. _seed])}";
}
