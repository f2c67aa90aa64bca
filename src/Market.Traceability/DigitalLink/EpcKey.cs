using System.Buffers;

namespace Market.Traceability.DigitalLink;

/// <summary>A GS1 key of an event at its finest level: the key and at most one qualifier, unescaped. Lives on the stack, for events have many.</summary>
/// <param name="room">128 characters or more: two values at most.</param>
internal ref struct EpcKey(Span<char> room)
{
    public const int Room = 128;

    private const string Stem = "https://id.gs1.org", Hex = "0123456789ABCDEF";
    private const int DigitsInFront = 4;
    private static readonly SearchValues<char> Escaped = SearchValues.Create(PercentEncoding.Path);

    private readonly Span<char> _room = room;
    private int _length, _keyLength;

    public ApplicationIdentifier? Ai { get; private set; }
    public ApplicationIdentifier? Qualifier { get; private set; }
    public readonly ReadOnlySpan<char> Value => _room[..(Qualifier is null ? _length : _keyLength)];
    public readonly ReadOnlySpan<char> QualifierValue => Qualifier is null ? default : _room[_keyLength.._length];

    public void Begin(string code)
    {
        ApplicationIdentifiers.TryFind(code, out var ai);
        (Ai, Qualifier, _length) = (ai, null, 0);
    }

    public void BeginQualifier(string code)
    {
        ApplicationIdentifiers.TryFind(code, out var ai);
        (Qualifier, _keyLength) = (ai, _length);
    }

    /// <returns>false when there is no room: no value is so long.</returns>
    public bool Add(scoped ReadOnlySpan<char> text)
    {
        if (!text.TryCopyTo(_room[_length..])) return false;
        _length += text.Length;
        return true;
    }

    /// <summary>Adds text without its escapes.</summary>
    /// <param name="never">Characters that may only stand there escaped.</param>
    /// <returns>false for a broken escape too.</returns>
    public bool AddEscaped(scoped ReadOnlySpan<char> text, SearchValues<char> never)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) return false;
                character = (char)(PercentEncoding.HexValue(text[i + 1]) << 4 | PercentEncoding.HexValue(text[i + 2]));
                i += 2;
            }
            else if (never.Contains(character)) return false;
            if (_length == _room.Length) return false;
            _room[_length++] = character;
        }
        return true;
    }

    public void AddCheckDigit() => _room[_length++] = CharacterSets.CheckDigit(_room[..(_length - 1)]);

    /// <summary>Whether lengths and characters are right, and the key begins with a company prefix. Check digits are not looked at.</summary>
    public readonly bool HasShape() => Ai!.HasShape(Value) && Value.Length >= DigitsInFront && CharacterSets.Contains('N', Value[..DigitsInFront]) && (Qualifier is null || Qualifier.HasShape(QualifierValue));

    /// <summary>The address under https://id.gs1.org.</summary>
    public override readonly string ToString()
    {
        Span<char> text = stackalloc char[Stem.Length + 16 + 3 * Room];
        Stem.CopyTo(text);
        var length = Write(text, Stem.Length, Ai!.Code, Value);
        if (Qualifier is not null) length = Write(text, length, Qualifier.Code, QualifierValue);
        return new(text[..length]);
    }

    private static int Write(Span<char> text, int at, string code, ReadOnlySpan<char> value)
    {
        text[at++] = '/';
        code.CopyTo(text[at..]);
        at += code.Length;
        text[at++] = '/';
        foreach (var character in value)
        {
            if (!Escaped.Contains(character)) text[at++] = character;
            else (text[at], text[at + 1], text[at + 2], at) = ('%', Hex[character >> 4], Hex[character & 15], at + 3);
        }
        return at;
    }
}
