using Market.Catalog.Marks;
using Market.Catalog.Search;
using Market.Kernel.Values;

namespace Market.Web.Api;

public sealed record ProductListQuery
{
    public string? Q { get; init; }
    public string? Category { get; init; }
    public string[] Badge { get; init; } = [];
    public Guid[] Cooperative { get; init; } = [];
    public Guid[] Town { get; init; } = [];

    /// <summary>newest, price or -price; by relevance when left out.</summary>
    public string? Sort { get; init; }
}

public sealed record SellerAnswer(Guid Id, string Slug, string Name, string NameEn, PlaceAnswer Town);

/// <param name="SaleMode">now or presale.</param>
/// <param name="Available">At most a second old.</param>
/// <param name="Uncertified">It cannot be ordered until its cooperative has recorded the commitment certificate (承诺达标合格证) of a lot.</param>
public record ProductAnswer(Guid Id, string Name, string NameEn, SellerAnswer Cooperative, string? Category, Money Price, string Unit, Money? PricePer500G, IReadOnlyList<Badge> Badges,
    Guid OfferId, Quantity Available, Quantity Step, string SaleMode, bool Weighed, bool Uncertified);

public sealed record FacetAnswer(string Value, int Count);

public sealed record ProductFacetsAnswer(IReadOnlyList<FacetAnswer> Category, IReadOnlyList<FacetAnswer> Badge, IReadOnlyList<FacetAnswer> Town, IReadOnlyList<FacetAnswer> Cooperative,
    IReadOnlyList<PriceCount> Price);

public sealed record ProductListAnswer(IReadOnlyList<ProductAnswer> Items, int Total, int Page, int PageSize, ProductFacetsAnswer Facets);

/// <param name="Code">Printed on the packs; /id/lot/{code} tells its story.</param>
/// <param name="CommitmentNumber">Of its commitment certificate (承诺达标合格证); empty without one.</param>
public sealed record ProductLotAnswer(string Code, DateOnly HarvestedOn, DateOnly? BestBefore, string CommitmentNumber);

/// <summary>What the list says of a product, and more.</summary>
public sealed record ProductDetailAnswer : ProductAnswer
{
    public ProductDetailAnswer(ProductAnswer listed) : base(listed)
    {
    }

    public required string Description { get; init; }
    public required string DescriptionEn { get; init; }
    public required string Variety { get; init; }
    public required string Specification { get; init; }
    public required string Origin { get; init; }
    public required string Grade { get; init; }
    public required string Storage { get; init; }
    public required string Season { get; init; }
    public required string FoodLicence { get; init; }
    public required IReadOnlyList<string> Pictures { get; init; }

    /// <summary>Lots on sale, at most 100, what spoils first first; empty while the cooperative keeps none.</summary>
    public required IReadOnlyList<ProductLotAnswer> Lots { get; init; }
    public required string? LicenceNumber { get; init; }
    public required IReadOnlyList<string> CertificateNumbers { get; init; }
}
