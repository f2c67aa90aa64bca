
namespace Market.Orders.Reviews;

/// <summary>What a buyer says of goods they received; one per order line.</summary>
internal sealed class Review
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid LineId { get; init; }
    public Guid ProductId { get; init; }
    public Guid BuyerId { get; init; }

    /// <summary>Masked before it is stored, e.g. 王**.</summary>
    public string BuyerName { get; init; } = "";

    /// <summary>1 to 5.</summary>
    public int Stars { get; init; }
    public string Text { get; init; } = "";
    public DateTime At { get; init; }
}

/// <summary>A product a person keeps in sight.</summary>
internal sealed class Favourite
{
    public Guid PersonId { get; init; }
    public Guid ProductId { get; init; }
    public DateTime At { get; init; }
}
