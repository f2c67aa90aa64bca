namespace Market.Kernel;

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
