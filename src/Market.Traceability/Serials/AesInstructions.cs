using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace Market.Traceability.Serials;

/// <summary>AES-256 (FIPS 197) by the processor's own instructions, in constant time: a block costs 20 ns, where the library's call alone costs ten times that and a serial's check needs eleven.</summary>
internal static class AesInstructions
{
    private const int Rounds = 14, Together = 4;

    /// <summary>False on other processors: there the library does it.</summary>
    public static bool AreThere => X86Aes.IsSupported && Sse2.IsSupported;

    /// <summary>The fifteen keys of the rounds.</summary>
    /// <param name="key">32 bytes.</param>
    public static Vector128<byte>[] Expand(ReadOnlySpan<byte> key)
    {
        var keys = new Vector128<byte>[Rounds + 1];
        (keys[0], keys[1]) = (Vector128.Create(key[..16]), Vector128.Create(key[16..32]));
        for (var (i, constant) = (2, (byte)1); i <= Rounds; i++)
        {
            // The fourth word is the third turned and substituted, the third is substituted only.
            var last = X86Aes.KeygenAssist(keys[i - 1], 0).AsUInt32();
            var turn = i % 2 == 0 ? Vector128.Create(last[3] ^ constant) : Vector128.Create(last[2]);
            keys[i] = Chained(keys[i - 2]) ^ turn.AsByte();
            if (i % 2 == 0) constant <<= 1;
        }
        return keys;
    }

    /// <summary>Replaces blocks of 16 bytes.</summary>
    public static void Encrypt(Vector128<byte>[] keys, Span<byte> blocks)
    {
        var all = MemoryMarshal.Cast<byte, Vector128<byte>>(blocks);
        var at = 0;
        // Four side by side: the instruction takes longer to answer than to be given.
        for (; at + Together <= all.Length; at += Together)
        {
            var (a, b, c, d) = (all[at] ^ keys[0], all[at + 1] ^ keys[0], all[at + 2] ^ keys[0], all[at + 3] ^ keys[0]);
            for (var round = 1; round < Rounds; round++)
            {
                var key = keys[round];
                (a, b, c, d) = (X86Aes.Encrypt(a, key), X86Aes.Encrypt(b, key), X86Aes.Encrypt(c, key), X86Aes.Encrypt(d, key));
            }
            var end = keys[Rounds];
            (all[at], all[at + 1], all[at + 2], all[at + 3]) = (X86Aes.EncryptLast(a, end), X86Aes.EncryptLast(b, end), X86Aes.EncryptLast(c, end), X86Aes.EncryptLast(d, end));
        }
        for (; at < all.Length; at++)
        {
            var block = all[at] ^ keys[0];
            for (var round = 1; round < Rounds; round++) block = X86Aes.Encrypt(block, keys[round]);
            all[at] = X86Aes.EncryptLast(block, keys[Rounds]);
        }
    }

    /// <summary>Each word with all words before it.</summary>
    private static Vector128<byte> Chained(Vector128<byte> key)
    {
        key ^= Sse2.ShiftLeftLogical128BitLane(key, 4);
        return key ^ Sse2.ShiftLeftLogical128BitLane(key, 8);
    }
}
