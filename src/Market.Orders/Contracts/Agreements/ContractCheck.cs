using Market.Kernel;

namespace Market.Orders.Contracts.Agreements;

/// <summary>Refuses contracts that cannot be meant.</summary>
internal static class ContractCheck
{
    public const int MostLines = 200, MostWindows = 64, MostYears = 3;

    private const long MostGrams = 10_000_000_000, MostFenPerKg = 10_000_000;

    /// <exception cref="RuleException">Codes named in <see cref="ContractDesk.DraftAsync"/></exception>
    public static void Check(ContractFacts facts, IReadOnlyDictionary<Guid, StoreView> stores, IReadOnlyDictionary<Guid, ProductView> products)
    {
        if (facts.Title.Trim().Length is < 1 or > 120) throw new RuleException("contract.title", "Give the contract a title of at most 120 characters.", "title");
        if (facts.To < facts.From || facts.From.Year is < 2000 or > 9000 || facts.To > facts.From.AddYears(MostYears)) throw new RuleException("contract.span", $"The last day lies after the first, at most {MostYears} years.", "to", MostYears);
        var most = facts.DemandId is null ? MostLines : Sourcing.Demands.Demand.MostLines * MostWindows; // each window of an award at a price of its own
        if (facts.Lines.Count < 1 || facts.Lines.Count > most) throw new RuleException("contract.lines", $"A contract has 1 to {most} lines.", "lines", most);
        for (var i = 0; i < facts.Lines.Count; i++) Check(facts, facts.Lines[i], $"lines[{i}].", stores, products);
        if (facts.Lines.DistinctBy(x => (x.StoreId, x.Product.Trim(), x.Grade.Trim(), x.FenPerKg)).Count() < facts.Lines.Count) throw new RuleException("contract.duplicate_line", "A store, a product, a grade and a price stand on one line only.", "lines");
        Check(facts.Terms);
    }

    private static void Check(ContractFacts facts, ContractLineFacts line, string at, IReadOnlyDictionary<Guid, StoreView> stores, IReadOnlyDictionary<Guid, ProductView> products)
    {
        if (!stores.ContainsKey(line.StoreId)) throw new RuleException("contract.store", "This is no store of the chain.", at + "place");
        if (line.Product.Trim().Length is < 1 or > 80 || line.Grade.Trim().Length > 40) throw new RuleException("contract.product_text", "Name the product in at most 80 characters, its grade in at most 40.", at + "product");
        if (line.FenPerKg is < 1 or > MostFenPerKg) throw new RuleException("contract.price", "Enter the price of a kilogram.", at + "price");
        if (line.Windows.Count is < 1 or > MostWindows || line.Windows.Any(x => x.To < x.From || x.From < facts.From || x.To > facts.To) || Overlap(line.Windows))
            throw new RuleException("contract.windows", "Delivery times lie within the contract, one after the other.", at + "windows");
        if (line.Windows.Any(x => x.Grams is < 1 or > MostGrams) || line.Parts.Any(x => x.Grams is < 1 or > MostGrams)) throw new RuleException("contract.weight", "Enter a weight above 0, at most 10,000 t.", at + "windows");
        if (line.Parts.Count is < 1 or > MostLines || line.Parts.DistinctBy(x => x.CooperativeId).Count() < line.Parts.Count || line.Parts.Sum(x => x.Grams) != line.Windows.Sum(x => x.Grams))
            throw new RuleException("contract.parts", "What the cooperatives deliver together is what the line asks for.", at + "parts", line.Windows.Sum(x => x.Grams) / 1000m, line.Parts.Sum(x => x.Grams) / 1000m);
        if (line.Parts.Any(x => !products.TryGetValue(x.ProductId, out var product) || product.CooperativeId != x.CooperativeId)) throw new RuleException("contract.product", "This is no product of the cooperative that delivers it.", at + "productId");
    }

    private static bool Overlap(IReadOnlyList<ContractWindow> windows)
    {
        var ordered = windows.OrderBy(x => x.From).ToList();
        return ordered.Zip(ordered.Skip(1)).Any(x => x.Second.From <= x.First.To);
    }

    /// <exception cref="RuleException">Codes named in <see cref="ContractDesk.DraftAsync"/></exception>
    public static void Check(ContractTerms terms)
    {
        Range(terms.CreditDays, 180, "creditDays");
        Range(terms.LossPerMille, 200, "loss");
        Range(terms.MinShelfDays, 365, "minShelfDays");
        Range(terms.BandPerMille, 1000, "band");
        Range(terms.CrateFen, 100_000, "crate");
        foreach (var (text, most, field) in new[] { (terms.Quality, 1000, "quality"), (terms.Quotation, 120, "quotation"), (terms.HarvestFailure, 1000, "harvestFailure"), (terms.Relation, 500, "relation") })
            if (text.Length > most) throw new RuleException("contract.term_text", "This text is too long.", field, most);
        if (terms.RelatedParty && string.IsNullOrWhiteSpace(terms.Relation)) throw new RuleException("contract.relation_missing", "Say how the parties are related.", "relation");
        if (terms.Quotation.Trim().Length == 0 && terms.BandPerMille > 0) throw new RuleException("contract.quotation_missing", "Name the market quotation that the price follows.", "quotation");
    }

    private static void Range(long value, long most, string field)
    {
        if (value < 0 || value > most) throw new RuleException("contract.term_range", "This number is out of range.", field, most);
    }
}
