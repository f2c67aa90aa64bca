using System.Security.Cryptography;

namespace Market.Traceability.Serials;

/// <summary>Codes of plots and lots: a letter, eight random characters and a check character; read aloud and typed without mistakes.</summary>
public static class PublicCode
{
    private const int Random = 8;

    /// <summary>Characters of a code.</summary>
    public const int Length = Random + 2;

    /// <param name="kind">First letter: P for plots, H for harvest lots, B for packed lots.</param>
    internal static string New(char kind)
    {
        Span<char> code = stackalloc char[Length];
        code[0] = kind;
        for (var i = 1; i <= Random; i++) code[i] = SerialAlphabet.Characters[RandomNumberGenerator.GetInt32(SerialAlphabet.Characters.Length)];
        code[^1] = SerialAlphabet.Check(code[..^1]);
        return new(code);
    }

    /// <summary>Reads a code as people type it: small letters, O for 0, spaces and dashes.</summary>
    /// <param name="typed">null, as a blank part of an address is read, is no code.</param>
    /// <returns>false when a character is wrong.</returns>
    public static bool TryRead(string? typed, out string code)
    {
        code = string.Concat((typed ?? "").Where(x => x is not (' ' or '-')));
        if (code.Length != Length || code.Any(x => SerialAlphabet.Value(x) < 0)) return false;
        code = SerialAlphabet.Plain(code);
        return SerialAlphabet.Check(code.AsSpan(0, Length - 1)) == code[^1];
    }
}
