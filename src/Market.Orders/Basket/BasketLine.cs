
namespace Market.Orders.Basket;

/// <summary>Goods in a basket: of a person, or of a visitor known by a random cookie.</summary>
internal sealed class BasketLine
{
    public Guid OwnerId { get; init; }
    public Guid OfferId { get; init; }
    public Kernel.Values.Unit Unit { get; init; }
    public long Milli { get; set; }
    public DateTime AddedAt { get; init; }
}
