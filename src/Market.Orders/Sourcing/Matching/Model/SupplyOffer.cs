namespace Market.Orders.Sourcing.Matching.Model;

/// <summary>One bid: a supplier's product and grade, what it costs and how much there is when.</summary>
public sealed record SupplyOffer
{
    public required string Id { get; init; }
    /// <summary>A cooperative, or a union: then <see cref="Shares"/> says who grows what.</summary>
    public required string Supplier { get; init; }
    /// <summary>The only tender it is meant for, or null: any.</summary>
    public string? Tender { get; init; }
    public required string Product { get; init; }
    public string Grade { get; init; } = "";
    /// <summary>All-units prices by the grams of one delivery (offer, line, window): the first from 0, grams rising, prices never rising.</summary>
    public required IReadOnlyList<PriceTier> Tiers { get; init; }
    /// <summary>Least it delivers to a line in a window, grams.</summary>
    public long MinLotGrams { get; init; }
    /// <summary>Charged once for each tender the offer is used in, fen.</summary>
    public long FixedChargeFen { get; init; }
    /// <summary>What a cooperative can deliver; empty for a union.</summary>
    public IReadOnlyList<Harvest> Harvests { get; init; } = [];
    public IReadOnlyList<HeldCertificate> Certificates { get; init; } = [];
    /// <summary>Licences of the shared logo.</summary>
    public IReadOnlyList<DateSpan> Logos { get; init; } = [];
    /// <summary>Parts of a joint bid; empty for a cooperative.</summary>
    public IReadOnlyList<MemberShare> Shares { get; init; } = [];
    public required DateTime BidAt { get; init; }
    /// <summary>Last day the bid stands, or null.</summary>
    public DateOnly? ValidUntil { get; init; }
    public bool Withdrawn { get; init; }
    /// <summary>Set when it was bid in crates, heads or the like without a net weight: such a bid is filtered, never guessed.</summary>
    public string? UnitWithoutNetWeight { get; init; }
    /// <summary>Supplies this buyer already: gets the incumbency credit.</summary>
    public bool Incumbent { get; init; }
}

/// <param name="FromGrams">Grams of one delivery from which the price holds.</param>
/// <param name="FenPerKg">For all of that delivery's grams.</param>
public sealed record PriceTier(long FromGrams, long FenPerKg);

/// <summary>Goods of one harvest. Stated alone and in a union under the same windows, it is the same harvest and counts once, with the larger amount.</summary>
/// <param name="From">Window it is ready in.</param>
/// <param name="To">Last window it can be delivered in; later than <paramref name="From"/> when it keeps.</param>
public sealed record Harvest(string From, string To, long Grams);

/// <summary>A member's part of a joint bid, with the certificates and licences it holds itself.</summary>
public sealed record MemberShare(string Cooperative, IReadOnlyList<Harvest> Harvests, IReadOnlyList<HeldCertificate> Certificates, IReadOnlyList<DateSpan> Logos);
