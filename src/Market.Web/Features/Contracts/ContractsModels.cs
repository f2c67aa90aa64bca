using Market.Catalog.Brand;
using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Web.Shared;

namespace Market.Web.Features.Contracts;

public sealed record ContractsPage(IReadOnlyList<ContractCard> Items, ContractQuery Query, bool Buyer, Pager Pager, DateTime Now);

/// <param name="Suppliers">To choose from: those that fit <paramref name="Search"/>, and the chosen one.</param>
/// <param name="Products">The chosen supplier's.</param>
public sealed record ContractFormPage(ContractFields Form, IReadOnlyList<CooperativeCard> Suppliers, IReadOnlyList<ScopeView> Products, IReadOnlyList<PlaceView> Stores, DateOnly Today, string Search);

public sealed record ContractTextPage(ContractView Contract, ContractFields Form, IReadOnlyList<LineFields> Lines);

/// <summary>What the caller may do now.</summary>
public sealed record ContractDeeds(bool Buyer, bool AgreeChain, bool AgreeSupplier, bool Review, bool Seal, bool File, bool Archive, bool Call, bool Supplier);

/// <param name="Names">Of the cooperatives that deliver.</param>
/// <param name="Lacking">What keeps it from the archive; empty before it is over.</param>
/// <param name="Typed">What was typed into a form that was refused.</param>
public sealed record ContractPage(ContractView Contract, IReadOnlyList<CallOffView> CallOffs, ContractDeeds May, IReadOnlyDictionary<Guid, CooperativeCard> Names, IReadOnlyCollection<Guid> Own, IReadOnlyList<string> Lacking, IReadOnlyDictionary<string, string> Typed, DateTime Now)
{
    /// <summary>What was awarded, by store, product and grade; empty for a contract that came from no award.</summary>
    public required ILookup<(Guid StoreId, string Product, string Grade), long> Awarded { get; init; }

    /// <summary>The awarded prices of a line whose own is another one; empty when there is nothing to say.</summary>
    public IReadOnlyList<long> Otherwise(ContractLineView line) => Awarded[(line.StoreId, line.Product, line.Grade)].ToList() is var prices && prices.Contains(line.FenPerKg) ? [] : prices;

    /// <summary>Returnable crates through all versions; null when the contract says nothing of them.</summary>
    public CrateFigures? Crates { get; init; }

    public DateOnly Today => DistrictClock.Date(Now);
}
