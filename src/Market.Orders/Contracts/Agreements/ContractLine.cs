using Market.Kernel;

namespace Market.Orders.Contracts.Agreements;

/// <summary>A line of one version of a contract.</summary>
internal sealed class ContractLine
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid ContractId { get; private init; }

    /// <summary>The line through all versions: what is called and delivered counts there.</summary>
    public Guid FigureId { get; private init; }

    /// <summary>From 1.</summary>
    public int Position { get; private init; }
    public Guid StoreId { get; private init; }
    public string Store { get; private init; } = "";
    public string StoreEn { get; private init; } = "";
    public string Product { get; private init; } = "";
    public string Grade { get; private init; } = "";
    public long FenPerKg { get; private init; }

    /// <summary>Sum of the windows.</summary>
    public long Grams { get; private init; }
    public IReadOnlyList<ContractWindow> Windows { get; private init; } = [];
    public List<ContractShare> Shares { get; private init; } = [];

    /// <summary>Same store, product and grade: the same line in another version. Several of them differ in price by the weight of a delivery; they go on counting in their order.</summary>
    public (Guid Store, string Product, string Grade) Key => (StoreId, Product, Grade);

    private ContractLine() { }

    public static ContractLine Of(Guid contract, int position, ContractLineFacts facts, StoreView store, Guid? figure)
    {
        var line = new ContractLine
        {
            ContractId = contract,
            FigureId = figure ?? Guid.CreateVersion7(),
            Position = position,
            StoreId = store.Id,
            Store = store.Name,
            StoreEn = store.NameEn,
            Product = facts.Product.Trim(),
            Grade = facts.Grade.Trim(),
            FenPerKg = facts.FenPerKg,
            Grams = facts.Windows.Sum(x => x.Grams),
            Windows = [.. facts.Windows.OrderBy(x => x.From)],
        };
        line.Shares.AddRange(facts.Parts.Select(x => new ContractShare { LineId = line.Id, CooperativeId = x.CooperativeId, ProductId = x.ProductId, Grams = x.Grams }));
        return line;
    }
}

/// <summary>What one cooperative delivers of a line.</summary>
internal sealed class ContractShare
{
    public Guid LineId { get; init; }
    public Guid CooperativeId { get; init; }
    public Guid ProductId { get; init; }
    public long Grams { get; init; }
}
