using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Market.Traceability.Log;

/// <summary>One signature line of a note: an em dash, the key's name, base64 of the key's id and the signature.</summary>
/// <param name="Name">Of the key.</param>
/// <param name="KeyId">Of the key.</param>
/// <param name="Bytes">Behind the id; what they mean the key knows.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    private const string Dash = "\u2014 ";

    /// <param name="line">Without its newline.</param>
    public static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || line[Dash.Length..].Split(' ') is not [var name, var encoded]) return false;
        // Four bytes are the key's id; behind them at least one must be a signature.
        if (!LogText.IsKeyName(name) || !LogText.TryBase64(encoded, out var bytes) || bytes.Length <= sizeof(uint)) return false;
        signature = new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint)));
        return true;
    }

    /// <summary>The line, without its newline.</summary>
    public override string ToString()
    {
        var bytes = new byte[sizeof(uint) + Bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Bytes.CopyTo(bytes.AsMemory(sizeof(uint)));
        return $"{Dash}{Name} {Convert.ToBase64String(bytes)}";
    }
}
