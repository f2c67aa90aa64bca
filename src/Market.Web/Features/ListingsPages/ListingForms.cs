using System.Globalization;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Web.Shared;

namespace Market.Web.Features.ListingsPages;

/// <summary>The words of a product as typed.</summary>
public sealed record WordsForm(string? Name = null, string? NameEn = null, string? Category = null, string? Variety = null, string? Specification = null, string? Origin = null,
    string? Grade = null, string? Storage = null, string? Season = null, string? FoodLicence = null, string? Description = null, string? DescriptionEn = null, Guid? Cooperative = null)
{
    public ProductWords ToWords() => new(Name ?? "", NameEn ?? "", Description ?? "", DescriptionEn ?? "", Variety ?? "", Specification ?? "", Origin ?? "", Grade ?? "",
        Storage ?? "ambient", Season ?? "", FoodLicence ?? "");

    public static WordsForm Of(ListingForm listing)
    {
        var words = listing.Words;
        return new(words.Name, words.NameEn, listing.Category, words.Variety, words.Specification, words.Origin, words.Grade, words.Storage, words.Season, words.FoodLicence,
            words.Description, words.DescriptionEn, listing.CooperativeId);
    }
}

/// <summary>A way to sell it as typed: yuan, units and grams.</summary>
public sealed record OfferForm(string? Price = null, string? Unit = "jin", string? Step = "1", string? NetWeight = null, bool Weighed = false, string? Tolerance = null,
    string? Deposit = null, DateOnly? BalanceDue = null, string? Cap = null, bool DepositReturned = true)
{
    /// <exception cref="RuleException">Something typed cannot be read.</exception>
    public OfferTermsForm ToTerms()
    {
        if (!Fen.TryParse(Price, out var fen)) throw new RuleException("money.invalid", "Enter an amount such as 12.50.", "price");
        if (!Units.TryParse(Unit, out var unit)) throw new RuleException("offer.unit_unknown", "Choose a unit.", "unit");
        if (!Quantity.TryParse(Step?.Trim(), unit, out var step)) throw new RuleException("offer.step_range", "A step lies between 0.001 and 1,000 units.", "step");
        var net = Whole(NetWeight, "netWeight", "offer.net_weight_missing");
        var tolerance = Whole(Tolerance, "tolerance", "offer.tolerance_range");
        return new(unit, step.Milli, net, fen, Weighed, (int)tolerance, Presale(unit));
    }

    private PresaleTerms? Presale(Unit unit)
    {
        if (string.IsNullOrWhiteSpace(Deposit) && BalanceDue is null && string.IsNullOrWhiteSpace(Cap)) return null;
        var terms = new RuleException("offer.presale_terms", "A presale needs a deposit of 1 to 100 percent, a forecast and a balance date ahead.", "presale");
        if (BalanceDue is not { } due || !Quantity.TryParse(Cap?.Trim(), unit, out var cap)) throw terms;
        return new((int)Whole(Deposit, "presale", terms.Code), due, cap.Milli, DepositReturned);
    }

    private static long Whole(string? text, string field, string code)
    {
        if (string.IsNullOrWhiteSpace(text)) return 0;
        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new RuleException(code, "Enter a whole number.", field);
    }
}
