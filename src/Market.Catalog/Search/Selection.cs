namespace Market.Catalog.Search;

/// <summary>The filters a hit can miss, as bits.</summary>
[Flags]
internal enum Filters : byte { None = 0, Category = 1, Badge = 2, Town = 4, Cooperative = 8, Price = 16, Presale = 32 }

/// <summary>The filters of one query, translated to the numbers of the columns.</summary>
internal sealed class Selection
{
    private const int Unknown = -1;
    private readonly int? _category;
    private readonly ulong? _badges;
    private readonly bool[]? _towns;
    private readonly bool[]? _cooperatives;
    private readonly (int From, int To)? _price;
    private readonly int _sales;

    public Selection(ProductQuery query, FacetValues values)
    {
        if (!string.IsNullOrEmpty(query.Category)) _category = values.Categories.Find(query.Category);
        if (query.Badges.Count > 0)
            _badges = query.Badges.Select(values.Badges.Find).Where(kind => kind != Unknown).Aggregate(0UL, (bits, kind) => bits | 1UL << kind);
        _towns = Chosen(query.Towns, values.Towns);
        _cooperatives = Chosen(query.Cooperatives, values.Cooperatives);
        if ((query.PriceFrom ?? query.PriceTo) is not null)
            _price = (Fen(query.PriceFrom ?? 0), Fen(query.PriceTo ?? long.MaxValue));
        _sales = query.Presale switch { true => ProductDocument.SoldAsPresale, false => ProductDocument.SoldNow, null => 0 };
    }

    /// <summary>The filters a product does not pass.</summary>
    /// <param name="badges">Its badges of today.</param>
    public Filters Missed(in ProductRow row, ulong badges)
    {
        var missed = Filters.None;
        if (_category is { } category && row.Category != category) missed = Filters.Category;
        if (_badges is { } wanted && (wanted & badges) == 0) missed |= Filters.Badge;
        if (_towns is { } towns && !towns[row.Town]) missed |= Filters.Town;
        if (_cooperatives is { } cooperatives && !cooperatives[row.Cooperative]) missed |= Filters.Cooperative;
        if (_price is var (from, to) && (row.Price < from || row.Price > to)) missed |= Filters.Price;
        if (_sales != 0 && (row.Sales & _sales) == 0) missed |= Filters.Presale;
        return missed;
    }

    private static bool[]? Chosen(IReadOnlyList<Guid> ids, ValueNumbers numbers)
    {
        if (ids.Count == 0) return null;
        var chosen = new bool[numbers.Values.Count];
        foreach (var id in ids)
            if (numbers.Find(id.ToString()) is not Unknown and var number) chosen[number] = true;
        return chosen;
    }

    /// <summary>An unknown price is stored as the largest number and passes no price filter.</summary>
    private static int Fen(long fen) => (int)Math.Min(fen, int.MaxValue - 1);
}
