using Market.Catalog.Data;
using Market.Catalog.Products;
using Market.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Imports;

/// <summary>A product a row can mean.</summary>
/// <param name="Unit">Unit it was listed in by this file; null for products that were there before.</param>
internal sealed record Candidate(Product Product, bool IsNew, Unit? Unit)
{
    /// <summary>Goods quoted in this unit are this product.</summary>
    public bool Answers(Unit? unit)
    {
        if (unit is null) return false;
        if (Unit == unit || Product.Offers.Exists(x => x.RetiredAt is null && x.Unit == unit)) return true;
        // Nobody has said yet in which unit it is sold.
        return Unit is null && !Product.Offers.Exists(x => x.RetiredAt is null) && (Product.KeyHash is null || Product.ExternalKey is not null);
    }
}

/// <summary>Finds the product a row means among those of one cooperative, and those that the file itself lists.</summary>
/// <remarks>
/// A row with the cooperative's own key means the product with that key, or else one of the same words and unit that has no key
/// yet. Any other row means the product that was imported with the same words and unit, or else the one product (perhaps made
/// by hand) of these words that is sold in this unit.
/// </remarks>
internal sealed class ProductFinder
{
    private readonly Dictionary<UInt128, Candidate> _byKey = [];
    private readonly Dictionary<UInt128, List<Candidate>> _byWords = [];
    private readonly Dictionary<Guid, UInt128> _words = [];

    /// <summary>Retired products whose key a new one takes over.</summary>
    public List<Guid> Released { get; } = [];

    public static async Task<ProductFinder> ReadAsync(CatalogDb db, Guid cooperative, CancellationToken ct)
    {
        var finder = new ProductFinder();
        var products = await db.Products.AsNoTracking().Where(x => x.CooperativeId == cooperative).Include(x => x.Offers).AsSplitQuery().ToListAsync(ct);
        // Living products come last, so that they take a key over from a retired one.
        foreach (var product in products.OrderBy(x => x.State != ListingState.Retired).ThenBy(x => x.CreatedAt).ThenBy(x => x.Id))
            finder.Add(new(product, false, null));
        return finder;
    }

    /// <summary>Makes a product findable by its key and words as they are now, and no longer by the words it had.</summary>
    public void Add(Candidate candidate)
    {
        var product = candidate.Product;
        if (_words.Remove(product.Id, out var old)) _byWords[old].Remove(candidate);
        UInt128? key = product.ExternalKey is { } own ? ProductKey.OfExternal(own) : product.KeyHash is { } hash ? ProductKey.Read(hash) : null;
        if (key is { } known)
        {
            if (candidate.IsNew && _byKey.TryGetValue(known, out var before) && !before.IsNew) Released.Add(before.Product.Id);
            _byKey[known] = candidate;
        }
        if (product.State == ListingState.Retired) return;
        var words = ProductKey.OfWords(product.Name, product.Specification, product.Origin);
        if (!_byWords.TryGetValue(words, out var same)) _byWords.Add(words, same = []);
        same.Add(candidate);
        _words.Add(product.Id, words);
    }

    /// <param name="ambiguous">Several products fit; then there is no answer.</param>
    /// <returns>null when the row means goods that are not listed yet.</returns>
    public Candidate? Find(ParsedRow row, out bool ambiguous)
    {
        ambiguous = false;
        // A retired product keeps its price history, but nothing is sold under it any more.
        if (_byKey.TryGetValue(KeyOf(row), out var exact) && (row.Date is not null || exact.Product.State != ListingState.Retired)) return exact;
        if (row.ExternalKey is not null && _byKey.TryGetValue(row.Goods.Key, out var keyless) && keyless.Product is { ExternalKey: null, State: not ListingState.Retired }) return keyless;
        if (!_byWords.TryGetValue(row.Goods.Words, out var same)) return null;
        var fitting = same.Where(x => x.Answers(row.Goods.Unit) && (row.ExternalKey is null || x.Product.ExternalKey is null)).Take(2).ToList();
        ambiguous = fitting.Count > 1;
        return fitting.Count == 1 ? fitting[0] : null;
    }

    /// <summary>The key a product gets from a row.</summary>
    public static UInt128 KeyOf(ParsedRow row) => row.ExternalKey is { } own ? ProductKey.OfExternal(own) : row.Goods.Key;
}
