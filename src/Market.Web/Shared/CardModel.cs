using Market.Catalog.Products;

namespace Market.Web.Shared;

/// <summary>A product card with what is left of it.</summary>
/// <param name="AvailableMilli">Thousandths of the lead offer's unit, at most a second old.</param>
/// <param name="Today">District date that badges are computed for.</param>
public sealed record CardModel(ProductCard Card, long AvailableMilli, DateOnly Today)
{
    public OfferCard Offer => Card.Lead!;

    /// <summary>Goods of its kind are sold online only with a commitment certificate, and no lot of it has one.</summary>
    public bool Uncertified { get; init; }
    public bool SoldOut => AvailableMilli < Offer.StepMilli;
}
