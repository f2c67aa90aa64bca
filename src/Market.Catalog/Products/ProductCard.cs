using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Values;

namespace Market.Catalog.Products;

/// <summary>What a listing shows of a product. Badges are computed from the proofs when shown.</summary>
/// <param name="Version">Position in the change sequence: anything that shows this product is stale once it moved.</param>
public sealed record ProductCard(Guid Id, long Version, ListingState State, CardWords Words, CardSeller Seller, CategoryView? Category, string? PictureHash,
    IReadOnlyList<OfferCard> Offers, IReadOnlyList<Proof> Proofs, CardRating Rating)
{
    /// <summary>The cheapest by weight, or the first: what a listing shows. A product on sale has one.</summary>
    public OfferCard? Lead { get; } = Offers.Count == 0 ? null : Offers.MinBy(x => x.FenPer500Grams ?? long.MaxValue);

    /// <summary>Badges that may be shown on a day, by kind.</summary>
    public IEnumerable<Badge> BadgesOn(DateOnly day) => Proofs.Where(x => x.From <= day && day <= x.Until)
        .GroupBy(x => x.Kind).Select(x => x.MaxBy(proof => proof.Until)!).Select(x => new Badge(x.Kind, x.Number, x.Until, x.SubBrand is "" ? null : x.SubBrand));
}

public sealed record CardWords(string Name, string NameEn, string Specification, string Season, string Storage, DateTime? ListedAt);

public sealed record CardSeller(Guid Id, string Slug, string Name, string NameEn, PlaceView Town, string Village, string VillageEn);

/// <param name="Stars">Sum of the stars of all reviews.</param>
public sealed record CardRating(int Stars, int Reviews);

/// <summary>A category in menus.</summary>
public sealed record CategoryView(Guid Id, string Slug, string Name, string NameEn, string Tint, string Picture, bool Fresh, bool Processed);

/// <summary>A way to buy it.</summary>
/// <param name="Presale">Terms when it sells a harvest that is still to come.</param>
public sealed record OfferCard(Guid Id, Unit Unit, long StepMilli, long NetGrams, long PriceFen, bool Weighed, int TolerancePercent, PresaleTerms? Presale)
{
    /// <summary>Price of 500 g in fen, rounded half up; null when the net weight is not known.</summary>
    public long? FenPer500Grams => Unit.IsMass() ? Per500(Unit.Grams()) : NetGrams > 0 ? Per500(NetGrams) : null;

    private long Per500(long grams) => (long)(((Int128)PriceFen * 500 + grams / 2) / grams);
}
