using System.Buffers;

namespace Market.Traceability.Serials;

/// <summary>The 32 characters of a serial (Crockford's base 32: no I, L, O or U), and its check character.</summary>
public static class SerialAlphabet
{
    /// <summary>In the order of their values, 0 to 31.</summary>
    public const string Characters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Bits one character holds.</summary>
    internal const int Bits = 5;
    private const int Unknown = -1;

    private static readonly sbyte[] Values = Table();
    private static readonly SearchValues<char> Stored = SearchValues.Create(Characters);

    /// <summary>A character's value, 0 to 31; -1 for none. Small letters count as large ones, O as 0, I and L as 1: people type what they read.</summary>
    public static int Value(char character) => character < Values.Length ? Values[character] : Unknown;

    /// <summary>A code as it is stored: large letters, those that look alike as the one that is meant, and nothing else that was typed between them.</summary>
    public static string Plain(string typed)
    {
        if (typed.AsSpan().IndexOfAnyExcept(Stored) < 0) return typed;
        var (plain, length) = (new char[typed.Length], 0);
        foreach (var character in typed)
            if (Value(character) is >= 0 and var value) plain[length++] = Characters[value];
        return new(plain, 0, length);
    }

    /// <summary>Writes a number in as many characters as there is room for.</summary>
    internal static void Write(ulong number, Span<char> text)
    {
        for (var i = text.Length - 1; i >= 0; i--, number >>= Bits) text[i] = Characters[(int)(number & 31)];
    }

    /// <returns>false when one of them is no character of a serial.</returns>
    internal static bool TryRead(ReadOnlySpan<char> text, out ulong number)
    {
        number = 0;
        foreach (var character in text)
        {
            if (Value(character) is var value && value < 0) return false;
            number = (number << Bits) | (uint)value;
        }
        return true;
    }

    /// <summary>Luhn's check modulo 32: finds every single wrong character.</summary>
    /// <param name="text">Characters of a serial, without the check.</param>
    public static char Check(ReadOnlySpan<char> text)
    {
        var (sum, twice) = (0, true);
        for (var i = text.Length - 1; i >= 0; i--, twice = !twice)
        {
            var value = twice ? Value(text[i]) * 2 : Value(text[i]);
            sum += (value >> Bits) + (value & 31);
        }
        return Characters[(32 - (sum & 31)) & 31];
    }

    private static sbyte[] Table()
    {
        var table = new sbyte['z' + 1];
        Array.Fill(table, (sbyte)Unknown);
        for (var i = 0; i < Characters.Length; i++) (table[Characters[i]], table[char.ToLowerInvariant(Characters[i])]) = ((sbyte)i, (sbyte)i);
        foreach (var (typed, meant) in new[] { ('O', '0'), ('I', '1'), ('L', '1') }) (table[typed], table[char.ToLowerInvariant(typed)]) = (table[meant], table[meant]);
        return table;
    }
}
