using Market.Kernel.Messages;
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

/// <summary>A shop of a supermarket chain.</summary>
public sealed record StoreView(Guid Id, Guid ChainId, string Slug, string Name, string NameEn, Guid TownId);

/// <summary>A supermarket chain as other modules name it.</summary>
public sealed record ChainView(Guid Id, string Name, string NameEn);

/// <summary>A cooperative, or a union of cooperatives, as the matching sees it.</summary>
/// <param name="MemberHouseholds">As last attested; null when nobody has stated it, and for unions.</param>
public sealed record SupplierView(Guid Id, string Name, string NameEn, Guid TownId, long? MemberHouseholds)
{
    /// <summary>Cooperatives that are members of a union today; empty for a cooperative.</summary>
    public IReadOnlyList<Guid> Members { get; init; } = [];
}

/// <summary>What a product is certified or licensed for, and when.</summary>
/// <param name="Kind">Kind of the scheme; <see cref="SharedLogo"/> for a licence of the district's logo.</param>
/// <param name="Until">Last day.</param>
public sealed record ProofSpan(Guid ProductId, string Kind, DateOnly From, DateOnly Until)
{
    public const string SharedLogo = "shared_logo";
}

/// <summary>Metres of road from a town to another, or within one.</summary>
public sealed record RoadView(Guid FromTownId, Guid ToTownId, long Metres);

/// <summary>Asked by sourcing, answered by Catalog.</summary>
public interface ISupplyQuestions
{
    /// <summary>Kinds of certificates there are.</summary>
    Task<IReadOnlyCollection<string>> CertificateKindsAsync(CancellationToken ct);

    /// <returns>null when there is no such chain.</returns>
    Task<ChainView?> ChainAsync(Guid chainId, CancellationToken ct);

    /// <summary>The chain's open stores among these; none of other chains.</summary>
    Task<IReadOnlyList<StoreView>> StoresAsync(Guid chainId, IReadOnlyCollection<Guid> storeIds, CancellationToken ct);

    /// <summary>These cooperatives and unions, by id.</summary>
    Task<IReadOnlyDictionary<Guid, SupplierView>> SuppliersAsync(IReadOnlyCollection<Guid> supplierIds, CancellationToken ct);

    /// <summary>Spans in which products carry certificates and the shared logo; what was suspended or revoked is left out.</summary>
    Task<IReadOnlyList<ProofSpan>> ProofsAsync(IReadOnlyCollection<Guid> productIds, CancellationToken ct);

    /// <summary>Roads that end in these towns; pairs nobody has entered are left out and unknown.</summary>
    Task<IReadOnlyList<RoadView>> RoadsAsync(IReadOnlyCollection<Guid> toTownIds, CancellationToken ct);

    /// <summary>Name of the chair (理事长) in office on a day, by the registry's dated terms.</summary>
    /// <returns>null when the registry knows none for that day.</returns>
    Task<string?> ChairAsync(Guid supplierId, DateOnly day, CancellationToken ct);
}

/// <summary>Whether a lot may be packed, sold and shipped.</summary>
public enum LotMark { Open, Failed, Recalled }

/// <summary>How a lot stands now.</summary>
/// <param name="RecallNumber">The newest recall that stopped it; empty when none did.</param>
public sealed record LotStanding(LotMark Mark, string RecallNumber);

/// <summary>Goods that are to leave with a line of an order.</summary>
/// <param name="Grams">Above 0.</param>
/// <param name="Name">The product's name, for refusals.</param>
public sealed record WantedGoods(Guid LineId, Guid ProductId, long Grams, string Name);

/// <summary>Goods on a pallet.</summary>
/// <param name="Grams">By product.</param>
public sealed record PalletGoods(Guid CooperativeId, IReadOnlyDictionary<Guid, long> Grams);

/// <summary>What of a line leaves from one lot.</summary>
public sealed record TakenGoods(Guid LineId, string LotCode, long Grams)
{
    /// <summary>Proved to be harvested on the cooperative's own plots, all of it.</summary>
    public bool OwnPlots { get; init; }
}

/// <summary>Asked at checkout, packing, dispatch and scan, answered by Traceability.</summary>
public interface ILotStatus
{
    /// <summary>How lots stand by their codes; unknown codes are left out.</summary>
    Task<IReadOnlyDictionary<string, LotStanding>> StandingAsync(IReadOnlyCollection<string> codes, CancellationToken ct);

    /// <summary>Those of the products that are off sale: a lot of it is recalled, and no lot that may be sold has anything left.</summary>
    Task<IReadOnlyCollection<Guid>> StoppedAsync(IReadOnlyCollection<Guid> productIds, CancellationToken ct);

    /// <summary>Those of the products that may not be sold online because the commitment certificate (承诺达标合格证) is missing: their category needs one, and no lot that may be sold and has something left has it.</summary>
    /// <param name="categories">Slug of each product's category, by product.</param>
    Task<IReadOnlyCollection<Guid>> UncertifiedAsync(IReadOnlyDictionary<Guid, string> categories, CancellationToken ct);

    /// <summary>Grams that lots of a product which may be sold have left.</summary>
    Task<long> FreeAsync(Guid productId, CancellationToken ct);

    /// <summary>What stands on a pallet that has not been booked in, with all that stands on it.</summary>
    /// <returns>null when there is no such pallet, or it was booked in.</returns>
    Task<PalletGoods?> PalletAsync(string code, CancellationToken ct);

    /// <summary>Takes goods for a part of an order from lots that may be sold, first expired first. They stay taken until <see cref="SubOrderDispatched"/> arrives; asked again for the same part, it gives back what it took before.</summary>
    /// <param name="partId">The cooperative's part of the order.</param>
    /// <returns>What comes from which lots; what no lot has left is missing.</returns>
    /// <exception cref="RuleException"><c>lot.none_open</c>, <c>lot.uncertified</c>, <c>goods.uncertified</c>: what is missing may not leave without a lot.</exception>
    Task<IReadOnlyList<TakenGoods>> TakeAsync(Guid partId, IReadOnlyList<WantedGoods> wanted, CancellationToken ct);

    /// <summary>The part does not leave after all: what was taken for it can be taken by others. Nothing happens when nothing was.</summary>
    Task GiveBackAsync(Guid partId, CancellationToken ct);
}
