using Market.Kernel.Data;
using Market.Orders.Purchase;

namespace Market.Orders.Checkout;

/// <summary>What one buyer wants written, in a group with others: an order, or goods set aside before one.</summary>
internal abstract record Placement(Guid Id, DateTime At, OnceKey Key)
{
    /// <summary>Goods to take off the shelf, each offer once.</summary>
    public abstract IEnumerable<Portion> Portions { get; }
}

/// <param name="Milli">Thousandths of the offer's unit.</param>
/// <param name="Name">For the sentence that refuses.</param>
internal readonly record struct Portion(Guid OfferId, long Milli, string Name);

/// <param name="Held">Holds whose goods the order takes instead of goods on the shelf.</param>
internal sealed record OrderPlacement(Order Order, IReadOnlyList<Hold> Held, OnceKey Key) : Placement(Order.Id, Order.PlacedAt, Key)
{
    public IEnumerable<OrderLine> Lines => Order.SubOrders.SelectMany(x => x.Lines);

    public override IEnumerable<Portion> Portions => Lines.Where(x => Held.All(hold => hold.OfferId != x.OfferId)).Select(x => new Portion(x.OfferId, x.OrderedMilli, x.Name));
}

internal sealed record HoldPlacement(Hold Hold, DateTime At, OnceKey Key) : Placement(Hold.Id, At, Key)
{
    /// <summary>The offer's name, known when the group is read.</summary>
    public string Name { get; set; } = "";

    public override IEnumerable<Portion> Portions => [new(Hold.OfferId, Hold.Milli, Name)];
}
