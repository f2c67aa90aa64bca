using Market.Catalog.Products;

namespace Market.Catalog.Imports;

/// <summary>Puts what a row says on a product. The plan tries it on a copy, the writer does it: both see the same change.</summary>
/// <param name="categories">Ids by folded name in both languages and by slug.</param>
internal sealed class RowEdit(IReadOnlyDictionary<string, Guid> categories, DateTime now)
{
    /// <param name="row">An undated row, or the first quote of goods that are not listed yet: it has no price to sell at.</param>
    /// <param name="priced">The offer that is new or has a new price; the caller writes the price history.</param>
    /// <returns>false when the product says all this already.</returns>
    public bool Apply(Product product, ParsedRow row, out Offer? priced)
    {
        var changed = Describe(product, row) | Identify(product, row);
        priced = null;
        return Sell(product, row, ref priced) || changed;
    }

    private bool Describe(Product product, ParsedRow row)
    {
        var (old, more, goods, isNew) = (product.Words(), row.Details, row.Goods, product.Name is "");
        var words = old with
        {
            NameEn = more.NameEn ?? old.NameEn,
            Description = more.Description ?? old.Description,
            DescriptionEn = more.DescriptionEn ?? old.DescriptionEn,
            Variety = more.Variety ?? old.Variety,
            Grade = more.Grade ?? old.Grade,
            Storage = more.Storage ?? old.Storage,
            Season = more.Season ?? old.Season,
            FoodLicence = more.FoodLicence ?? old.FoodLicence,
        };
        // Where the words are the key, another spelling of them is no news; where the own key is, it is.
        if (isNew || row.ExternalKey is not null)
            words = words with { Name = goods.Name, Specification = Said(goods.Specification, old.Specification), Origin = Said(goods.Origin, old.Origin) };
        var category = more.Category is { } name && categories.TryGetValue(ProductKey.Fold(name), out var id) ? id : product.CategoryId;
        if (words == old && category == product.CategoryId) return false;
        product.Describe(words, category);
        return true;
    }

    private static string Said(string value, string old) => value is "" ? old : value;

    private static bool Identify(Product product, ParsedRow row)
    {
        var adopted = row.ExternalKey is { } own && (product.ExternalKey is null || ProductKey.Fold(product.ExternalKey) != ProductKey.Fold(own));
        if (adopted || (product.KeyHash is null && product.ExternalKey is null)) product.Identify(row.ExternalKey, ProductKey.Bytes(ProductFinder.KeyOf(row)));
        return adopted;
    }

    private bool Sell(Product product, ParsedRow row, ref Offer? priced)
    {
        // Presales have terms that no column carries: they stay as they are.
        var live = product.Offers.Where(x => x.RetiredAt is null && x.DepositPercent is null).OrderBy(x => x.Id).ToList();
        var offer = live.Find(x => x.Unit == row.Goods.Unit);
        if (offer is null)
        {
            if (row.PriceFen is not { } first || row.Goods.Unit is not { } unit) return false;
            // The own key says it is the same thing, now sold in another unit.
            if (row.ExternalKey is not null && live.Count == 1) live[0].Retire(now);
            product.Offers.Add(priced = Offer.Listed(product, unit, first));
            priced.Measure(row.Details.StepMilli ?? priced.StepMilli, row.Details.NetGrams ?? 0);
            return true;
        }
        var measured = offer.Measure(row.Details.StepMilli ?? offer.StepMilli, row.Details.NetGrams ?? offer.NetGrams);
        if (row.PriceFen is not { } fen || fen == offer.PriceFen) return measured;
        offer.Price(fen);
        priced = offer;
        return true;
    }
}
