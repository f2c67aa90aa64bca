namespace Market.Traceability.DigitalLink;

/// <summary>A part of an application identifier's value.</summary>
/// <param name="Set">N digits, X set 82, Y set 39, Z set 64.</param>
/// <param name="Min">Fewest characters, 1 or more, when the part is there.</param>
/// <param name="Max">Most characters; more than <paramref name="Min"/> only in a value's last part.</param>
/// <param name="IsOptional">The value may end before it.</param>
/// <param name="Checks">What its content must be besides, in this order.</param>
public sealed record AiComponent(char Set, int Min, int Max, bool IsOptional, IReadOnlyList<AiCheck> Checks)
{
    /// <summary>Reads the notation of <see cref="AiTable"/>: <c>N13 CheckDigit [X..17]</c> is two parts, the second optional and of variable length.</summary>
    internal static AiComponent[] Read(string format)
    {
        var parts = new List<(string Shape, List<AiCheck> Checks)>();
        foreach (var word in format.Split(' '))
        {
            if (IsShape(word)) parts.Add((word, []));
            else parts[^1].Checks.Add(Enum.Parse<AiCheck>(word));
        }
        return [.. parts.Select(x => Of(x.Shape, x.Checks))];
    }

    private static bool IsShape(string word) => word[0] == '[' || char.IsAsciiDigit(word[1]) || word[1] == '.';

    private static AiComponent Of(string shape, List<AiCheck> checks)
    {
        var bare = shape.Trim('[', ']');
        var length = int.Parse(bare.AsSpan(1).TrimStart('.'), System.Globalization.CultureInfo.InvariantCulture);
        return new(bare[0], bare[1] == '.' ? 1 : length, length, bare.Length < shape.Length, checks);
    }
}
