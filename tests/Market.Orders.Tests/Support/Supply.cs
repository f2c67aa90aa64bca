using Market.Kernel;

namespace Market.Orders.Tests.Support;

/// <summary>A chain with two stores, cooperatives in two towns and their certificates, as Catalog would tell.</summary>
public sealed class Supply(Goods goods) : ISupplyQuestions
{
    public static readonly Guid NearTown = Guid.CreateVersion7(), FarTown = Guid.CreateVersion7(), NowhereTown = Guid.CreateVersion7();

    public ChainView Chain { get; } = new(Guid.CreateVersion7(), "惠家超市", "Huijia Supermarkets");
    public List<StoreView> Stores { get; } = [];
    public Dictionary<Guid, SupplierView> Suppliers { get; } = [];
    public List<ProofSpan> Proofs { get; } = [];
    public List<RoadView> Roads { get; } = [new(NearTown, NearTown, 5_000), new(FarTown, NearTown, 40_000)];

    public Guid Store(string name = "惠家金穗店")
    {
        var store = new StoreView(Guid.CreateVersion7(), Chain.Id, "s" + Stores.Count, name, name, NearTown);
        Stores.Add(store);
        return store.Id;
    }

    /// <summary>A cooperative with one product.</summary>
    public (Guid Cooperative, Guid Product) Seller(string name, Guid? town = null, long households = 100)
    {
        var id = goods.Cooperative(name);
        Suppliers[id] = new(id, name, name, town ?? NearTown, households);
        return (id, goods.Offer(id, 500).ProductId);
    }

    /// <summary>A union of these cooperatives.</summary>
    public Guid Union(string name, params Guid[] members)
    {
        var id = Guid.CreateVersion7();
        Suppliers[id] = new(id, name, name, NearTown, null) { Members = members };
        return id;
    }

    public Task<IReadOnlyCollection<string>> CertificateKindsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyCollection<string>>(["green", "organic"]);

    public Task<ChainView?> ChainAsync(Guid chainId, CancellationToken ct) => Task.FromResult(chainId == Chain.Id ? Chain : null);

    public Task<IReadOnlyList<StoreView>> StoresAsync(Guid chainId, IReadOnlyCollection<Guid> storeIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<StoreView>>([.. Stores.Where(x => x.ChainId == chainId && storeIds.Contains(x.Id))]);

    public Task<IReadOnlyDictionary<Guid, SupplierView>> SuppliersAsync(IReadOnlyCollection<Guid> cooperativeIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<Guid, SupplierView>>(Suppliers.Where(x => cooperativeIds.Contains(x.Key)).ToDictionary());

    public Task<IReadOnlyList<ProofSpan>> ProofsAsync(IReadOnlyCollection<Guid> productIds, CancellationToken ct) => Task.FromResult<IReadOnlyList<ProofSpan>>([.. Proofs.Where(x => productIds.Contains(x.ProductId))]);

    public Task<IReadOnlyList<RoadView>> RoadsAsync(IReadOnlyCollection<Guid> toTownIds, CancellationToken ct) => Task.FromResult<IReadOnlyList<RoadView>>([.. Roads.Where(x => toTownIds.Contains(x.ToTownId))]);

    /// <summary>Who chairs every supplier.</summary>
    public string? Chair { get; set; } = "马玉兰";

    public Task<string?> ChairAsync(Guid supplierId, DateOnly day, CancellationToken ct) => Task.FromResult(Suppliers.ContainsKey(supplierId) ? Chair : null);
}
