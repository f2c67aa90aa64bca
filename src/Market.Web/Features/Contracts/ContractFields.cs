using Market.Kernel;
using Market.Orders.Contracts.Agreements;

namespace Market.Web.Features.Contracts;

/// <summary>A direct contract over one product for one store, as the form has it; weights in kilograms, money in yuan, shares in percent.</summary>
/// <param name="ProductId">The supplier's own product.</param>
public sealed record ContractFields(Guid Supplier = default, string? Title = null, Guid ProductId = default, string? Product = null, string? Grade = null, Guid Place = default, decimal? Price = null, decimal? Kilograms = null, DateOnly? From = null, DateOnly? To = null,
    int CreditDays = 30, decimal Loss = 0, int MinShelfDays = 0, string? Quality = null, string? Quotation = null, decimal Band = 0, string? HarvestFailure = null, decimal? Crate = null, bool RelatedParty = false, string? Relation = null, bool StampDuty = false)
{
    /// <exception cref="RuleException"><c>demand.field_missing</c></exception>
    internal ContractFacts Facts(Guid chain)
    {
        if (From is not { } from) throw Missing("from");
        if (To is not { } to) throw Missing("to");
        if (Price is not { } price) throw Missing("price");
        var grams = Form.Grams(Kilograms);
        return new(chain, Supplier, null, Title ?? "", from, to, [new(Place, Product ?? "", Grade ?? "", Form.Fen(price), [new(from, to, grams)], [new(Supplier, ProductId, grams)])], Terms());
    }

    /// <summary>A draft's title, days and terms written anew; what each line says stays but for its price, and its weight where one cooperative delivers it in one go.</summary>
    internal ContractFacts Facts(ContractView contract, IReadOnlyList<LineFields> lines)
    {
        if (From is not { } from) throw Missing("from");
        if (To is not { } to) throw Missing("to");
        return new(contract.ChainId, contract.SupplierId, contract.DemandId, Title ?? "", from, to, [.. contract.Lines.Select((x, i) => Line(x, lines.ElementAtOrDefault(i) ?? new(), contract.DemandId is null && contract.Lines.Count == 1 ? (from, to) : null))], Terms());
    }

    internal static ContractFields Of(ContractView x) => new(x.SupplierId, x.Title, From: x.From, To: x.To, CreditDays: x.Terms.CreditDays, Loss: x.Terms.LossPerMille / 10m, MinShelfDays: x.Terms.MinShelfDays, Quality: x.Terms.Quality, Quotation: x.Terms.Quotation,
        Band: x.Terms.BandPerMille / 10m, HarvestFailure: x.Terms.HarvestFailure, Crate: x.Terms.CrateFen > 0 ? x.Terms.CrateFen / 100m : null, RelatedParty: x.Terms.RelatedParty, Relation: x.Terms.Relation, StampDuty: x.Terms.StampDuty);

    /// <param name="days">Of the only line of a direct contract, which follow the contract's; other lines keep their windows.</param>
    private static ContractLineFacts Line(ContractLineView x, LineFields typed, (DateOnly From, DateOnly To)? days)
    {
        var whole = x.Windows.Count == 1 && x.Parts.Count == 1 && typed.Kilograms is not null;
        var grams = whole ? Form.Grams(typed.Kilograms) : 0;
        return new(x.StoreId, x.Product, x.Grade, typed.Price is { } price ? Form.Fen(price) : x.FenPerKg, whole ? [days is { } span ? new(span.From, span.To, grams) : x.Windows[0] with { Grams = grams }] : x.Windows, whole ? [x.Parts[0] with { Grams = grams }] : x.Parts);
    }

    private ContractTerms Terms() => new()
    {
        CreditDays = CreditDays,
        LossPerMille = (int)Math.Clamp(Loss * 10m, -1m, 10_000m),
        MinShelfDays = MinShelfDays,
        Quality = Quality?.Trim() ?? "",
        Quotation = Quotation?.Trim() ?? "",
        BandPerMille = (int)Math.Clamp(Band * 10m, -1m, 10_000m),
        HarvestFailure = HarvestFailure?.Trim() ?? "",
        CrateFen = Form.Fen(Crate ?? 0m),
        RelatedParty = RelatedParty,
        Relation = Relation?.Trim() ?? "",
        StampDuty = StampDuty,
    };

    private static RuleException Missing(string field) => new("demand.field_missing", "Fill this in.", field);

    /// <summary>Numbers of forms.</summary>
    internal static class Form
    {
        public static long Fen(decimal yuan) => (long)Math.Clamp(decimal.Round(yuan * 100m, MidpointRounding.AwayFromZero), -1_000_000_000_000m, 1_000_000_000_000m);

        public static long Grams(decimal? kilograms) => (long)Math.Clamp((kilograms ?? 0m) * 1000m, -10_000_000_001m, 10_000_000_001m);
    }
}

/// <summary>Price and weight of a line in the form.</summary>
public sealed record LineFields(decimal? Price = null, decimal? Kilograms = null);
