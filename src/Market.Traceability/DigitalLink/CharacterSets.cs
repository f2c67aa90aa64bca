using System.Buffers;

namespace Market.Traceability.DigitalLink;

/// <summary>The three character sets of GS1's values, and check characters over them.</summary>
/// <remarks>Source: GS1 General Specifications, section 7.11 (sets 82, 39 and 64) and 7.9 (check digit and check character pair).</remarks>
public static class CharacterSets
{
    /// <summary>Set 82 in the order of its values 0 to 81.</summary>
    private const string Order82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private const string Pairs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int PairModulus = 1021;

    /// <summary>Weights of the check pair, from the character before it to the left: 23 places are enough for a value of 25.</summary>
    private static ReadOnlySpan<byte> Primes => [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

    private static readonly SearchValues<char> Set82 = SearchValues.Create(Order82);
    private static readonly SearchValues<char> Set39 = SearchValues.Create("#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly SearchValues<char> Set64 = SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>Whether every character belongs to a set.</summary>
    /// <param name="set">N digits, X set 82, Y set 39, Z set 64 with its padding.</param>
    public static bool Contains(char set, ReadOnlySpan<char> text) => set switch
    {
        'N' => !text.ContainsAnyExceptInRange('0', '9'),
        'X' => !text.ContainsAnyExcept(Set82),
        'Y' => !text.ContainsAnyExcept(Set39),
        _ => !text.TrimEnd('=').ContainsAnyExcept(Set64) && text.Length - text.TrimEnd('=').Length <= 2,
    };

    /// <summary>Check digit of a GS1 key from the digits before it.</summary>
    /// <param name="body">Digits only; anything else gives a meaningless digit.</param>
    /// <returns>'0' to '9'. From the right, weights alternate 3, 1; the digit lifts the sum to a multiple of ten.</returns>
    /// <remarks>Vector: 629104150021 gives 3.</remarks>
    public static char CheckDigit(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var (i, weight) = (body.Length - 1, 3); i >= 0; i--, weight = 4 - weight) sum += (body[i] - '0') * weight;
        return (char)('0' + (10 - sum % 10) % 10);
    }

    /// <summary>Whether the last digit of a key is the check digit of those before it.</summary>
    /// <returns>false too for fewer than two characters, or when one is no digit.</returns>
    public static bool HasCheckDigit(ReadOnlySpan<char> key) => key.Length > 1 && Contains('N', key) && CheckDigit(key[..^1]) == key[^1];

    /// <summary>Whether the last two characters are the check pair of those before them.</summary>
    /// <param name="key">3 to 25 characters of set 82; anything else gives false.</param>
    /// <remarks>Vector: 1987654Ad4X4bL5ttr2310c ends in 2K.</remarks>
    public static bool HasCheckPair(ReadOnlySpan<char> key)
    {
        if (key.Length is < 3 or > 25) return false;
        var body = key[..^2];
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            if (Order82.IndexOf(body[^(i + 1)], StringComparison.Ordinal) is var value && value < 0) return false;
            sum += value * Primes[i];
        }
        sum %= PairModulus;
        return key[^2] == Pairs[sum >> 5] && key[^1] == Pairs[sum & 31];
    }
}
