using Market.Catalog.Products;

namespace Market.Catalog.Imports;

/// <summary>What a file would change, worked out against a look at the database; nothing is written here.</summary>
internal sealed class ImportPlan(Import import, RowParser parser, Snapshot stored)
{
    private readonly Dictionary<(Guid Product, int Unit, int Day), ParsedRow> _first = [];

    public RowResults Results { get; } = new();
    public List<RowFault> Faults { get; } = [];
    public List<Product> Drafts { get; } = [];
    public List<PriceChange> Prices { get; } = [];

    /// <summary>Rows that change products which were there before, in the order of the file.</summary>
    public List<(Guid Product, ParsedRow Row)> Changes { get; } = [];
    public List<PriceObservation> Observed { get; } = [];

    /// <summary>Quotes that replace another quote of the same goods and day.</summary>
    public List<PriceObservation> Corrected { get; } = [];
    public Snapshot Stored => stored;

    /// <summary>Takes a row that can be read; to be called in the order of the file.</summary>
    public void Take(ParsedRow row)
    {
        var found = stored.Products.Find(row, out var ambiguous);
        if (ambiguous) Reject(new(row.Number, parser.ColumnOf(ImportField.Name), "row.ambiguous"));
        else if (row.Date is { } date) Observe(row, found, date);
        else List(row, found);
    }

    /// <summary>A quote: a new one for its day, or the same, or a correction of one that an earlier file brought.</summary>
    private void Observe(ParsedRow row, Candidate? found, DateOnly date)
    {
        var unit = row.Goods.Unit;
        found ??= Draft(row, out _);
        if (!IsFirst(row, found.Product.Id, unit is { } known ? (int)known : -1, date.DayNumber)) return;
        var key = ProductKey.OfObservation(found.Product.Id, unit, date);
        var isKnown = stored.Quotes.TryGetValue(key, out var quote);
        Results.Set(row.Number, !isKnown ? RowResult.Created : quote == row.Quote ? RowResult.Unchanged : RowResult.Updated);
        if (isKnown && quote == row.Quote) return;
        (isKnown ? Corrected : Observed).Add(new()
        {
            KeyHash = ProductKey.Bytes(key),
            CooperativeId = import.CooperativeId,
            ProductId = found.Product.Id,
            Unit = unit,
            Date = date,
            LowFen = row.Quote.LowFen,
            AverageFen = row.Quote.AverageFen,
            HighFen = row.Quote.HighFen,
        });
    }

    private void List(ParsedRow row, Candidate? found)
    {
        if (found is null)
        {
            found = Draft(row, out var offered);
            Claim(row, found.Product.Id);
            Price(offered);
            Results.Set(row.Number, RowResult.Created);
            return;
        }
        if (!Claim(row, found.Product.Id)) return;
        var changed = stored.Edit.Apply(found.Product, row, out var priced);
        if (changed && found.IsNew) Price(priced);
        else if (changed) Changes.Add((found.Product.Id, row));
        if (changed) stored.Products.Add(found);
        Results.Set(row.Number, changed ? RowResult.Updated : RowResult.Unchanged);
    }

    private Candidate Draft(ParsedRow row, out Offer? offered)
    {
        var product = new Product { CooperativeId = import.CooperativeId, CreatedAt = stored.Now };
        stored.Edit.Apply(product, row, out offered);
        Drafts.Add(product);
        var draft = new Candidate(product, true, row.Goods.Unit);
        stored.Products.Add(draft);
        return draft;
    }

    private void Price(Offer? offer)
    {
        if (offer is not null) Prices.Add(new() { OfferId = offer.Id, At = stored.Now, PriceFen = offer.PriceFen, ActorId = import.ActorId });
    }

    /// <summary>The own key names one product in one unit; other rows name a product in their unit.</summary>
    private bool Claim(ParsedRow row, Guid product)
    {
        const int anyUnit = -2, undated = -1;
        var unit = row.Goods.Unit is { } known ? (int)known : -1;
        return (row.ExternalKey is null || IsFirst(row, product, anyUnit, undated)) && IsFirst(row, product, unit, undated);
    }

    /// <summary>The first row of goods (and day) in a file counts; a later one with the same values is unchanged, with others it conflicts.</summary>
    private bool IsFirst(ParsedRow row, Guid product, int unit, int day)
    {
        if (_first.TryAdd((product, unit, day), row)) return true;
        var first = _first[(product, unit, day)];
        if (Difference(first, row) is not { } field) Results.Set(row.Number, RowResult.Unchanged);
        else Reject(new(row.Number, parser.ColumnOf(field, ImportField.Price), "row.conflicts_with", first.Number));
        return false;
    }

    /// <summary>Where two rows of the same goods differ, or null.</summary>
    private static ImportField? Difference(ParsedRow first, ParsedRow row)
    {
        if (first.Quote.LowFen != row.Quote.LowFen) return ImportField.Low;
        if (first.Quote.HighFen != row.Quote.HighFen) return ImportField.High;
        if (first.Quote.AverageFen != row.Quote.AverageFen) return ImportField.Average;
        if (row.Date is not null) return null;
        if (first.PriceFen != row.PriceFen) return ImportField.Price;
        if (first.ExternalKey != row.ExternalKey) return ImportField.ExternalKey;
        if (row.ExternalKey is not null && first.Goods.Key != row.Goods.Key) return ImportField.Name;
        return first.Details == row.Details ? null : ImportField.Description;
    }

    /// <summary>Notes a row that cannot be taken.</summary>
    public void Reject(RowFault fault)
    {
        Results.Set(fault.Row, RowResult.Rejected);
        Faults.Add(fault);
    }
}
