using Market.Kernel;

namespace Market.Catalog.Products;

/// <summary>Where a listing stands: only <c>OnSale</c> is seen by shoppers.</summary>
public enum ListingState { Draft, Submitted, Returned, OnSale, Retired }

/// <summary>Something a cooperative grows or makes. It is retired, never deleted: old orders point to it.</summary>
internal sealed class Product
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; init; }
    public Guid? CategoryId { get; private set; }
    public string Name { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string Description { get; private set; } = "";
    public string DescriptionEn { get; private set; } = "";
    public string Variety { get; private set; } = "";
    public string Specification { get; private set; } = "";
    public string Origin { get; private set; } = "";
    public string Grade { get; private set; } = "";

    /// <summary>ambient, chilled or frozen.</summary>
    public string Storage { get; private set; } = "ambient";

    /// <summary>Months of harvest, e.g. <c>6-10</c>; empty when all year.</summary>
    public string Season { get; private set; } = "";

    /// <summary>Food-production licence number (食品生产许可证), needed for processed goods.</summary>
    public string FoodLicence { get; private set; } = "";
    public string? PictureHash { get; set; }

    /// <summary>The cooperative's own key, by which an import finds the product again.</summary>
    public string? ExternalKey { get; private set; }

    /// <summary>What an import recognises the product by, unique in its cooperative (see <see cref="ProductKey"/>); null for goods made by hand, which are met by their words.</summary>
    public byte[]? KeyHash { get; private set; }
    public ListingState State { get; private set; }
    public string ReturnReason { get; private set; } = "";
    public DateTime CreatedAt { get; init; }
    public DateTime? ListedAt { get; private set; }
    public int Stars { get; set; }
    public int Reviews { get; set; }

    /// <summary>Position in the change sequence; the search index reads on from the last one it saw.</summary>
    public long ChangeSeq { get; set; }
    public List<Offer> Offers { get; init; } = [];

    /// <summary>The words changed after the listing was approved: the town looks again, the goods stay on sale meanwhile.</summary>
    public bool EditedSinceReview { get; private set; }

    /// <summary>Sets the words of the listing.</summary>
    /// <exception cref="RuleException"><c>listing.name_missing</c>, <c>listing.storage_unknown</c>, <c>listing.season_invalid</c>, <c>listing.text_long</c>, <c>listing.retired</c></exception>
    public void Describe(ProductWords words, Guid? categoryId)
    {
        if (State == ListingState.Retired) throw new RuleException("listing.retired", "This listing is already retired.");
        words.Check();
        CategoryId = categoryId;
        (Name, NameEn, Description, DescriptionEn) = (words.Name.Trim(), words.NameEn.Trim(), words.Description.Trim(), words.DescriptionEn.Trim());
        (Variety, Specification, Origin, Grade) = (words.Variety.Trim(), words.Specification.Trim(), words.Origin.Trim(), words.Grade.Trim());
        (Storage, Season, FoodLicence) = (words.Storage, words.Season.Trim(), words.FoodLicence.Trim());
        EditedSinceReview = State == ListingState.OnSale;
    }

    /// <summary>The words as they stand.</summary>
    public ProductWords Words() =>
        new(Name, NameEn, Description, DescriptionEn, Variety, Specification, Origin, Grade, Storage, Season, FoodLicence);

    /// <summary>Ties the product to what an import recognises it by.</summary>
    /// <param name="externalKey">The cooperative's own key; null leaves it as it is.</param>
    public void Identify(string? externalKey, byte[] keyHash) => (ExternalKey, KeyHash) = (externalKey ?? ExternalKey, keyHash);

    /// <param name="processed">The category holds processed goods, which need a food-production licence number.</param>
    public void Submit(bool processed)
    {
        if (State is not (ListingState.Draft or ListingState.Returned))
            throw new RuleException("listing.not_open", "Only a draft or a returned listing can be submitted.");
        if (!Offers.Exists(x => x.RetiredAt is null))
            throw new RuleException("listing.no_offer", "Set a price and a unit before submitting.");
        if (Offers.Exists(x => x.RetiredAt is null && x.LacksNetWeight))
            throw new RuleException("offer.net_weight_missing", "Enter the net weight of one unit in grams.", "netWeight");
        if (CategoryId is null) throw new RuleException("listing.no_category", "Choose a category before submitting.", "category");
        if (processed && FoodLicence is "") throw new RuleException("listing.licence_missing", "Processed goods need a food-production licence number.", "foodLicence");
        State = ListingState.Submitted;
    }

    public void Approve(DateTime now)
    {
        if (!WaitsForReview) throw new RuleException("listing.not_submitted", "This listing does not wait for a review.");
        (State, ListedAt, ReturnReason, EditedSinceReview) = (ListingState.OnSale, ListedAt ?? now, "", false);
    }

    public void Return(string reason)
    {
        if (!WaitsForReview) throw new RuleException("listing.not_submitted", "This listing does not wait for a review.");
        if (string.IsNullOrWhiteSpace(reason))
            throw new RuleException("listing.reason_missing", "Say what the cooperative should change.", "reason");
        (State, ReturnReason, EditedSinceReview) = (ListingState.Returned, reason.Trim(), false);
    }

    private bool WaitsForReview => State == ListingState.Submitted || (State == ListingState.OnSale && EditedSinceReview);

    public void Retire()
    {
        if (State == ListingState.Retired) throw new RuleException("listing.retired", "This listing is already retired.");
        State = ListingState.Retired;
    }
}
