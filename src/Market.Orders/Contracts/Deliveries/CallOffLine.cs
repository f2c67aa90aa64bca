using Market.Kernel;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>What is called for of a line; grams.</summary>
internal sealed class CallOffLine
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CallOffId { get; init; }

    /// <summary>The contract's line through all versions.</summary>
    public Guid LineId { get; init; }
    public Guid StoreId { get; init; }
    public string Store { get; init; } = "";
    public string StoreEn { get; init; } = "";
    public string Product { get; init; } = "";
    public string Grade { get; init; } = "";
    public long Grams { get; init; }

    /// <summary>As on the day of delivery; it stays when a quotation comes later.</summary>
    public long FenPerKg { get; init; }
    public long Shipped { get; private set; }
    public long Refused { get; private set; }

    /// <summary>Still to be sent.</summary>
    public long Open => Grams - Shipped - Refused;

    /// <exception cref="RuleException"><c>delivery.too_much</c></exception>
    public void Ship(long grams)
    {
        if (grams > Open) throw new RuleException("delivery.too_much", "This is more than was called for and not sent yet.", "quantity", Open / 1000m);
        Shipped += grams;
    }

    public void Refuse() => Refused += Open;
}
