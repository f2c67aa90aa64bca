namespace Market.Catalog.Imports;

/// <summary>What became of one row; the value is the letter kept for it.</summary>
public enum RowResult : byte
{
    /// <summary>No row: the header or an empty line.</summary>
    None = (byte)'-',
    Created = (byte)'c',
    Updated = (byte)'u',
    Unchanged = (byte)'s',
    Rejected = (byte)'x',
}

/// <summary>What became of all rows of a file.</summary>
internal sealed class RowResults
{
    private readonly List<byte> _letters = [];

    public int this[RowResult result] => _letters.Count(x => x == (byte)result);

    /// <summary>Rows of the file: neither header nor empty lines.</summary>
    public int Rows => _letters.Count - this[RowResult.None];

    /// <param name="number">The first row of the file is 1; numbers left out are no rows.</param>
    public void Set(int number, RowResult result)
    {
        while (_letters.Count < number) _letters.Add((byte)RowResult.None);
        _letters[number - 1] = (byte)result;
    }

    public byte[] ToArray() => [.. _letters];
}
