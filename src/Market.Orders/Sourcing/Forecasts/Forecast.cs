namespace Market.Orders.Sourcing.Forecasts;

/// <summary>What a cooperative expects to have of a product in a week.</summary>
internal sealed class Forecast
{
    public Guid CooperativeId { get; init; }
    public Guid ProductId { get; init; }

    /// <summary>Monday of the week.</summary>
    public DateOnly Week { get; init; }
    public long Grams { get; set; }

    /// <summary>Names of the product when it was last stated.</summary>
    public string Product { get; set; } = "";
    public string ProductEn { get; set; } = "";
    public DateTime At { get; set; }
}
