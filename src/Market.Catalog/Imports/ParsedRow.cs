using Market.Catalog.Products;
using Market.Kernel.Values;

namespace Market.Catalog.Imports;

/// <summary>The goods a row speaks of. Rows of the same goods share one object: a price list names them every day.</summary>
/// <param name="unit">null when the table does not say.</param>
internal sealed class Goods(string name, string specification, string origin, Unit? unit)
{
    public string Name { get; } = name;
    public string Specification { get; } = specification;
    public string Origin { get; } = origin;
    public Unit? Unit { get; } = unit;

    /// <summary>Key by words and unit.</summary>
    public UInt128 Key { get; } = ProductKey.Of(name, specification, origin, unit);

    /// <summary>Key by words alone.</summary>
    public UInt128 Words { get; } = ProductKey.OfWords(name, specification, origin);
}

/// <summary>Prices as a market quotes them, in fen; null = not quoted.</summary>
internal readonly record struct Quote(long? LowFen, long? AverageFen, long? HighFen);

/// <summary>The rarer columns; null = no such column, or an empty cell, which says nothing.</summary>
internal sealed record RowDetails
{
    public static readonly RowDetails None = new();
    public string? Category { get; init; }
    public string? Variety { get; init; }
    public string? Grade { get; init; }

    /// <summary>ambient, chilled or frozen.</summary>
    public string? Storage { get; init; }
    public string? Season { get; init; }
    public string? Description { get; init; }
    public string? NameEn { get; init; }
    public string? DescriptionEn { get; init; }
    public string? FoodLicence { get; init; }
    public long? StepMilli { get; init; }
    public long? NetGrams { get; init; }
}

/// <summary>A row that can be taken.</summary>
/// <param name="Number">As a spreadsheet numbers it: the first row of the file is 1.</param>
/// <param name="ExternalKey">The cooperative's own key; then it, not the words, says which goods are meant.</param>
/// <param name="Date">Day of the quote; null for a row that lists goods for sale.</param>
/// <param name="Quote">Prices on that day; empty on undated rows.</param>
/// <param name="PriceFen">Price to sell at; null on dated rows and for drafts without a price.</param>
internal sealed record ParsedRow(int Number, Goods Goods, string? ExternalKey, DateOnly? Date, Quote Quote, long? PriceFen, RowDetails Details);

/// <summary>Why a row cannot be taken.</summary>
/// <param name="Column">The column's header, or its letter.</param>
/// <param name="Code">One of <see cref="Sentences"/>.</param>
internal sealed record RowFault(int Row, string Column, string Code, params object[] Args)
{
    public string Message => Sentences.Of(Code, Args);
}
