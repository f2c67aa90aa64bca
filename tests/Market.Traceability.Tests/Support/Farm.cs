using System.Collections.Concurrent;
using Market.Kernel;
using Market.Traceability.Lots;

namespace Market.Traceability.Tests.Support;

/// <summary>A small catalogue that answers what traceability asks.</summary>
public sealed class SmallCatalog : ICatalogQuestions
{
    private readonly ConcurrentDictionary<Guid, ProductView> products = new();

    /// <summary>A category whose lots need a commitment certificate.</summary>
    public const string NeedsCertificate = "leafy";

    public ProductView Product(Guid cooperative, string name = "上海青", string nameEn = "Pak choi", string category = "")
    {
        var product = new ProductView(Guid.CreateVersion7(), cooperative, name, nameEn, category);
        return products[product.Id] = product;
    }

    public Task<ProductView?> ProductAsync(Guid productId, CancellationToken ct) => Task.FromResult(products.GetValueOrDefault(productId));

    public Task<IReadOnlyList<OfferTerms>> OffersAsync(IReadOnlyCollection<Guid> offerIds, CancellationToken ct) => Task.FromResult<IReadOnlyList<OfferTerms>>([]);

    public Task<OfferOwner?> OfferOwnerAsync(Guid offerId, CancellationToken ct) => Task.FromResult<OfferOwner?>(null);

    public Task<StationView?> StationAsync(Guid stationId, CancellationToken ct) => Task.FromResult<StationView?>(null);

    public Task<CooperativeView?> CooperativeAsync(Guid cooperativeId, CancellationToken ct) => Task.FromResult<CooperativeView?>(null);
}

/// <summary>A cooperative with a plot and a product.</summary>
public sealed class Farm(Trace trace)
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    public Guid Cooperative { get; } = Guid.CreateVersion7();
    public TraceParty Party => field ??= new(Guid.CreateVersion7(), [Cooperative]);
    public ProductView Product => field ??= trace.Catalog.Product(Cooperative);

    public async Task<Guid> PlotAsync(string name = "三号地") =>
        (await trace.AskAsync<PlotDesk, Guid?>(x => x.AddAsync(Party, Cooperative, new(name, "后湾村", 420), default)))!.Value;

    public LotFacts Facts(long grams) => new(Product.Id, Today, Today.AddDays(10), grams, "绿宝 2 号", "一组");

    /// <summary>A harvest of so many grams from a new plot.</summary>
    public async Task<string> LotAsync(long grams = 620_000, Guid? plot = null) =>
        await HarvestAsync(grams, plot ?? await PlotAsync());

    public async Task<string> HarvestAsync(long grams, Guid plot) =>
        (await trace.AskAsync<LotDesk, string?>(x => x.HarvestAsync(Party, new(Cooperative, [plot], Facts(grams), "", null), default)))!;
}
