using Market.Kernel.Values;

namespace Market.Kernel;

/// <summary>What Orders needs to know of an offer at checkout: the truth of this moment, from Catalog.</summary>
/// <param name="TownId">Town of the cooperative: it decides claims that were not answered.</param>
/// <param name="PricePerUnit">Price in force, fen per unit.</param>
/// <param name="StepMilli">Quantities are whole multiples of this, in thousandths of the unit.</param>
/// <param name="NetGramsPerUnit">Net weight of one count unit in grams; 0 when unknown or for mass units.</param>
/// <param name="Weighed">The final amount follows the real weight.</param>
/// <param name="TolerancePercent">How far above the nominal weight the ceiling lies, 0 to 50; local rule.</param>
/// <param name="Presale">Terms when the offer is a presale, else null.</param>
/// <param name="Snapshot">Names and numbers that the order line keeps for ever.</param>
public sealed record OfferTerms(Guid OfferId, Guid ProductId, Guid CooperativeId, Guid TownId, Money PricePerUnit, Unit Unit, long StepMilli,
    long NetGramsPerUnit, bool Weighed, int TolerancePercent, PresaleTerms? Presale, OfferSnapshot Snapshot)
{
    /// <summary>Slug of the product's category; empty without one.</summary>
    public string Category { get; init; } = "";

    /// <summary>It may not be sold now: see <see cref="ILotStatus.UncertifiedAsync"/>. Catalog leaves it false, checkout asks.</summary>
    public bool Uncertified { get; init; }
}

/// <summary>Names and numbers as they stood when the order was placed.</summary>
public sealed record OfferSnapshot(string Name, string NameEn, string Specification, string Cooperative, string CooperativeEn,
    string? LicenceNumber, string? CertificateNumber, string? PictureHash, bool Fresh);

/// <summary>Terms of a presale (预售).</summary>
/// <param name="DepositPercent">1 to 100 of the goods value, paid at once.</param>
/// <param name="BalanceDue">District date until whose end the balance can be paid.</param>
/// <param name="CapMilli">Forecast of the harvest in thousandths of the unit: no more is sold.</param>
/// <param name="DepositReturned">The offer's stated rule when the balance is not paid: the deposit is returned, or kept by the cooperative.</param>
public sealed record PresaleTerms(int DepositPercent, DateOnly BalanceDue, long CapMilli, bool DepositReturned);

/// <summary>A pickup point as printed on an order.</summary>
public sealed record StationView(Guid Id, string Slug, string Name, string Address, string Phone, Guid TownId);

/// <summary>Whose an offer is, the unit it is sold in, and whether it sells a harvest that is still to come.</summary>
public sealed record OfferOwner(Guid CooperativeId, Unit Unit, bool Presale);

/// <summary>Asked by Orders, answered by Catalog.</summary>
public interface ICatalogQuestions
{
    /// <summary>Offers on sale now; ids that are unknown, retired or not approved are left out.</summary>
    Task<IReadOnlyList<OfferTerms>> OffersAsync(IReadOnlyCollection<Guid> offerIds, CancellationToken ct);

    /// <summary>Whose offer this is, on sale or not.</summary>
    /// <returns>null when there is no such offer.</returns>
    Task<OfferOwner?> OfferOwnerAsync(Guid offerId, CancellationToken ct);

    /// <returns>null when no such station takes parcels.</returns>
    Task<StationView?> StationAsync(Guid stationId, CancellationToken ct);

    /// <summary>A product's names and whose it is, on sale or not.</summary>
    /// <returns>null when there is no such product.</returns>
    Task<ProductView?> ProductAsync(Guid productId, CancellationToken ct);

    /// <summary>The cooperative's name, and the town that decides its open claims.</summary>
    Task<CooperativeView?> CooperativeAsync(Guid cooperativeId, CancellationToken ct);
}

/// <summary>A product as other modules name it.</summary>
/// <param name="Category">Slug of its category; empty without one.</param>
public sealed record ProductView(Guid Id, Guid CooperativeId, string Name, string NameEn, string Category = "");

/// <summary>A seller as other modules name it.</summary>
public sealed record CooperativeView(Guid Id, string Slug, string Name, string NameEn, Guid TownId, string BankAccount);

/// <summary>Asked by Catalog and the pages, answered by Orders.</summary>
public interface IStockQuestions
{
    /// <summary>What can be bought now, in thousandths of each offer's unit; offers without stock are left out.</summary>
    /// <remarks>At most one second old; it decides nothing, checkout reads the truth.</remarks>
    Task<IReadOnlyDictionary<Guid, long>> AvailableAsync(IReadOnlyCollection<Guid> offerIds, CancellationToken ct);
}
