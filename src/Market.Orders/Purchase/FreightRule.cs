
namespace Market.Orders.Purchase;

/// <summary>What a cooperative asks for bringing goods.</summary>
/// <param name="FirstGrams">Weight the first price covers, 1 to 1,000,000 g.</param>
/// <param name="FreeOverFen">Goods value from which delivery is free; null when never.</param>
/// <param name="NoDelivery">Words in an address where it does not deliver, separated by spaces.</param>
/// <param name="CutOff">District time of day until which orders leave the same day; null when not stated.</param>
public sealed record FreightTerms(long FirstGrams, long FirstFen, long NextGrams, long NextFen, long? FreeOverFen, long MinimumFen, string NoDelivery, TimeOnly? CutOff);

/// <summary>What a cooperative asks for bringing goods, as stored.</summary>
internal sealed class FreightRule
{
    public Guid CooperativeId { get; init; }
    public long FirstGrams { get; private set; } = 1000;
    public long FirstFen { get; private set; }
    public long NextGrams { get; private set; } = 1000;
    public long NextFen { get; private set; }

    /// <summary>Goods value from which delivery is free, fen; null when never.</summary>
    public long? FreeOverFen { get; private set; }

    /// <summary>Smallest goods value the cooperative sends, fen.</summary>
    public long MinimumFen { get; private set; }

    /// <summary>Words in an address where it does not deliver, separated by spaces.</summary>
    public string NoDelivery { get; private set; } = "";
    public TimeOnly? CutOff { get; private set; }

    public void Set(FreightTerms terms)
    {
        (FirstGrams, FirstFen, NextGrams, NextFen) = (terms.FirstGrams, terms.FirstFen, terms.NextGrams, terms.NextFen);
        (FreeOverFen, MinimumFen, NoDelivery, CutOff) = (terms.FreeOverFen, terms.MinimumFen, terms.NoDelivery, terms.CutOff);
    }

    /// <summary>Freight for goods of this value and weight; pickup at a station is free.</summary>
    public long Cost(long goodsFen, long grams, bool pickup)
    {
        if (pickup || (FreeOverFen is { } free && goodsFen >= free)) return 0;
        var further = Math.Max(0, grams - FirstGrams);
        return FirstFen + (further + NextGrams - 1) / NextGrams * NextFen;
    }

    public bool Delivers(string address) =>
        !NoDelivery.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(area => address.Contains(area, StringComparison.OrdinalIgnoreCase));
}
