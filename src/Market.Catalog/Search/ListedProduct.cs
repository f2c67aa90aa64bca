using Market.Catalog.Products;
using Market.Kernel.Values;

namespace Market.Catalog.Search;

/// <summary>Everything about a product on sale that the index needs.</summary>
internal sealed record ListedProduct
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string Variety { get; init; } = "";
    public string Specification { get; init; } = "";
    public string Origin { get; init; } = "";
    public string Description { get; init; } = "";
    public string DescriptionEn { get; init; } = "";
    public Named? Category { get; init; }
    public Named Cooperative { get; init; } = new("", "", "");
    public Named Town { get; init; } = new("", "", "");
    public string Village { get; init; } = "";
    public string VillageEn { get; init; } = "";
    public DateTime ListedAt { get; init; }

    /// <summary>Cheapest offer, fen per 500 g; null when no offer has a known weight.</summary>
    public long? PriceFen { get; init; }
    public bool SoldNow { get; init; }
    public bool SoldAsPresale { get; init; }
    public IReadOnlyList<BadgeSpan> Badges { get; init; } = [];

    /// <summary>Price of 500 g, rounded half up, or null when the weight of a count unit is not known.</summary>
    /// <remarks>Vectors: 12.00 yuan a kg is 600 fen; a box of 2,500 g for 30.00 yuan too.</remarks>
    public static long? PerJin(Offer offer)
    {
        var grams = offer.Unit.IsMass() ? offer.Unit.Grams() : offer.NetGrams;
        return grams > 0 ? (offer.PriceFen * 500 * 2 + grams) / (grams * 2) : null;
    }
}

/// <summary>A category, cooperative or town with both names.</summary>
/// <param name="Key">Slug of the category, id of the others.</param>
internal readonly record struct Named(string Key, string Name, string NameEn);

/// <summary>A certificate's or licence's days: it gives its badge from the first through the end of the last.</summary>
internal readonly record struct BadgeSpan(string Kind, DateOnly From, DateOnly Until, Guid Certificate);
