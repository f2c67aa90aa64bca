using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Market.Traceability.Log;

/// <summary>A public key that checks signed notes; written <c>name+id+base64</c>, the "vkey" of C2SP signed-note.</summary>
/// <remarks>Vector: <c>example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx</c>.</remarks>
public sealed class NoteKey
{
    private const int TimeBytes = sizeof(ulong);
    private readonly byte[] _publicKey;

    internal NoteKey(string name, NoteKeyKind kind, byte[] publicKey)
    {
        (Name, Kind, _publicKey) = (name, kind, publicKey);
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. LogText.Bytes(name), (byte)'\n', (byte)kind, .. publicKey]));
    }

    /// <summary>Whose key it is: not empty, without spaces and plus signs. A log's is its origin.</summary>
    public string Name { get; }

    public NoteKeyKind Kind { get; }

    /// <summary>First four bytes of SHA-256 over name, newline, kind and public key: tells keys apart, proves nothing.</summary>
    public uint Id { get; }

    /// <returns>false when the text is no key of a kind we know, or its id is not the one it must have.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteKey? key)
    {
        key = null;
        // Base64 has plus signs of its own, names have none.
        if (text.Split('+', 3) is not [var name, var id, var encoded] || !TryDecode(name, encoded, out var kind, out var bytes)) return false;
        var read = new NoteKey(name, kind, bytes);
        if (read.IdText != id) return false;
        key = read;
        return true;
    }

    /// <summary>Whether this key made a signature over a note's text.</summary>
    /// <param name="text">The note's text with its last newline.</param>
    /// <param name="signature">Of any key; another key's is not ours.</param>
    public bool Verifies(string text, NoteSignature signature)
    {
        if (!Owns(signature)) return false;
        var (bytes, time) = (signature.Bytes, 0L);
        if (Kind == NoteKeyKind.Cosignature)
        {
            if (TimeOf(signature) is not { } told) return false;
            (bytes, time) = (bytes[TimeBytes..], told);
        }
        var message = Message(Kind, text, time);
        return bytes.Length == Ed25519.SignatureSize && Ed25519.Verify(bytes.ToArray(), 0, _publicKey, 0, message, 0, message.Length);
    }

    /// <summary>When a witness says it signed, in seconds since 1970; null for what is no cosignature of this key. Believe it only after <see cref="Verifies"/>.</summary>
    public long? TimeOf(NoteSignature signature) =>
        Kind == NoteKeyKind.Cosignature && Owns(signature) && signature.Bytes.Length == TimeBytes + Ed25519.SignatureSize
        && BinaryPrimitives.ReadInt64BigEndian(signature.Bytes.Span) is var time and >= 0 ? time : null;

    /// <summary>Whether a signature line names this key.</summary>
    public bool Owns(NoteSignature signature) => signature.KeyId == Id && signature.Name == Name;

    /// <summary>The vkey.</summary>
    public override string ToString() => $"{Name}+{IdText}+{Convert.ToBase64String([(byte)Kind, .. _publicKey])}";

    internal string IdText => Id.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>What is signed: the text, behind the time if a witness signs it.</summary>
    internal static byte[] Message(NoteKeyKind kind, string text, long time) =>
        LogText.Bytes(kind == NoteKeyKind.Cosignature ? $"cosignature/v1\ntime {LogText.Of(time)}\n{text}" : text);

    /// <summary>The part of a key behind its id: the kind and 32 bytes.</summary>
    internal static bool TryDecode(string name, string encoded, out NoteKeyKind kind, [NotNullWhen(true)] out byte[]? bytes)
    {
        (kind, bytes) = (default, null);
        if (!LogText.IsKeyName(name) || !LogText.TryBase64(encoded, out var all) || all.Length != 1 + Ed25519.PublicKeySize) return false;
        kind = (NoteKeyKind)all[0];
        if (!Enum.IsDefined(kind)) return false;
        bytes = all[1..];
        return true;
    }
}
