using Market.Kernel;

namespace Market.Catalog.Products;

/// <summary>Where a listing stands: only <c>OnSale</c> is seen by shoppers.</summary>
public enum ListingState { Draft, Submitted, Returned, OnSale, Retired }

/// <summary>A shelf of the shop.</summary>
internal sealed class Category
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string Tint { get; init; } = "";
    public string Picture { get; init; } = "";
    public int Position { get; init; }
}

/// <summary>Something a cooperative grows or makes. It is retired, never deleted: old orders point to it.</summary>
internal sealed class Product
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; init; }
    public Guid? CategoryId { get; set; }
    public string Name { get; set; } = "";
    public string NameEn { get; set; } = "";
    public string Description { get; set; } = "";
    public string DescriptionEn { get; set; } = "";
    public string Variety { get; set; } = "";
    public string Specification { get; set; } = "";
    public string Origin { get; set; } = "";
    public string Grade { get; set; } = "";

    /// <summary>ambient, chilled or frozen.</summary>
    public string Storage { get; set; } = "ambient";

    /// <summary>Months of harvest, e.g. <c>6-10</c>; empty when all year.</summary>
    public string Season { get; set; } = "";

    /// <summary>Food-production licence number (食品生产许可证), needed for processed goods.</summary>
    public string FoodLicence { get; set; } = "";
    public string? PictureHash { get; set; }

    /// <summary>The cooperative's own key, by which an import finds the product again.</summary>
    public string? ExternalKey { get; init; }
    public ListingState State { get; private set; }
    public string ReturnReason { get; private set; } = "";
    public DateTime CreatedAt { get; init; }
    public DateTime? ListedAt { get; private set; }
    public int Stars { get; set; }
    public int Reviews { get; set; }

    /// <summary>Position in the change sequence; the search index reads on from the last one it saw.</summary>
    public long ChangeSeq { get; set; }
    public List<Offer> Offers { get; init; } = [];

    public void Submit()
    {
        if (State is not (ListingState.Draft or ListingState.Returned))
            throw new RuleException("listing.not_open", "Only a draft or a returned listing can be submitted.");
        if (!Offers.Exists(x => x.RetiredAt is null))
            throw new RuleException("listing.no_offer", "Set a price and a unit before submitting.");
        State = ListingState.Submitted;
    }

    public void Approve(DateTime now)
    {
        if (State != ListingState.Submitted)
            throw new RuleException("listing.not_submitted", "This listing does not wait for a review.");
        (State, ListedAt, ReturnReason) = (ListingState.OnSale, now, "");
    }

    public void Return(string reason)
    {
        if (State != ListingState.Submitted)
            throw new RuleException("listing.not_submitted", "This listing does not wait for a review.");
        if (string.IsNullOrWhiteSpace(reason))
            throw new RuleException("listing.reason_missing", "Say what the cooperative should change.", "reason");
        (State, ReturnReason) = (ListingState.Returned, reason);
    }

    public void Retire()
    {
        if (State == ListingState.Retired) throw new RuleException("listing.retired", "This listing is already retired.");
        State = ListingState.Retired;
    }
}
