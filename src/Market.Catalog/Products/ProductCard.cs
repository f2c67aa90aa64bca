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

    private volatile Shown? _shown;

    /// <summary>Badges that may be shown on a day, one of a kind: that which holds longest.</summary>
    public IReadOnlyList<Badge> BadgesOn(DateOnly day)
    {
        // Listings ask for the same day again and again; a copy of the card with other proofs asks anew.
        if (_shown is { } known && known.Day == day && ReferenceEquals(known.Proofs, Proofs)) return known.Badges;
        Badge[] badges = [.. Proofs.Where(x => x.From <= day && day <= x.Until).GroupBy(x => x.Kind).Select(x => x.MaxBy(proof => proof.Until)!).Select(x => new Badge(x.Kind, x.Number, x.Until, x.SubBrand is "" ? null : x.SubBrand))];
        _shown = new(day, Proofs, badges);
        return badges;
    }

    private sealed record Shown(DateOnly Day, IReadOnlyList<Proof> Proofs, IReadOnlyList<Badge> Badges);
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
