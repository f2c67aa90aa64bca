using System.Collections.Concurrent;
using Market.Kernel;
using Market.Kernel.Values;

namespace Market.Orders.Tests.Support;

/// <summary>A small catalogue that answers what Orders asks.</summary>
public sealed class Goods : ICatalogQuestions, ILotStatus
{
    /// <summary>Lots that may be sold, by product, in the order they leave.</summary>
    public ConcurrentDictionary<Guid, (bool Recalled, IReadOnlyList<Market.Kernel.Messages.LotShare> Lots)> Lots { get; } = new();

    /// <summary>Lots that are not proved to be of the cooperative's own plots.</summary>
    public HashSet<string> Foreign { get; } = new(StringComparer.Ordinal);

    /// <summary>Products that a recall took off sale.</summary>
    public ConcurrentDictionary<Guid, bool> Stopped { get; } = new();

    /// <summary>Products that need a commitment certificate and have none.</summary>
    public ConcurrentDictionary<Guid, bool> Uncertified { get; } = new();

    public Task<IReadOnlyCollection<Guid>> UncertifiedAsync(IReadOnlyDictionary<Guid, string> categories, CancellationToken ct) => Task.FromResult<IReadOnlyCollection<Guid>>([.. categories.Keys.Where(Uncertified.ContainsKey)]);

    /// <summary>Lots that do not stand open, by code.</summary>
    public Dictionary<string, LotStanding> Standing { get; } = new(StringComparer.Ordinal);

    public Task<IReadOnlyDictionary<string, LotStanding>> StandingAsync(IReadOnlyCollection<string> codes, CancellationToken ct) => Task.FromResult<IReadOnlyDictionary<string, LotStanding>>(Standing.Where(x => codes.Contains(x.Key)).ToDictionary());

    public Task<IReadOnlyCollection<Guid>> StoppedAsync(IReadOnlyCollection<Guid> productIds, CancellationToken ct) => Task.FromResult<IReadOnlyCollection<Guid>>([.. productIds.Where(Stopped.ContainsKey)]);

    /// <summary>Pallets by code.</summary>
    public Dictionary<string, PalletGoods> Pallets { get; } = new(StringComparer.Ordinal);

    public Task<PalletGoods?> PalletAsync(string code, CancellationToken ct) => Task.FromResult(Pallets.GetValueOrDefault(code));

    public Task<long> FreeAsync(Guid productId, CancellationToken ct) => Task.FromResult(Lots.GetValueOrDefault(productId, (false, [])).Lots.Sum(x => x.Grams));

    /// <summary>What goes wrong when goods were taken.</summary>
    public Action? AfterTaking { get; set; }

    /// <summary>Parts for which something is taken.</summary>
    public ConcurrentDictionary<Guid, bool> Taken { get; } = new();

    public Task<IReadOnlyList<Guid>> WaitingAsync(DateTime takenBefore, CancellationToken ct) => Task.FromResult<IReadOnlyList<Guid>>([.. Taken.Keys]);

    public Task GiveBackAsync(Guid partId, CancellationToken ct, DateTime? takenBefore = null)
    {
        Taken.TryRemove(partId, out _);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<TakenGoods>> TakeAsync(Guid partId, IReadOnlyList<WantedGoods> wanted, CancellationToken ct)
    {
        var (taken, used) = (new List<TakenGoods>(), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var goods in wanted)
        {
            var (missing, left) = (goods.Grams, Lots.GetValueOrDefault(goods.ProductId, (false, [])));
            foreach (var lot in left.Lots.Where(x => goods.KeepsUntil is null || Standing.GetValueOrDefault(x.LotCode)?.BestBefore >= goods.KeepsUntil))
            {
                var some = Math.Min(missing, lot.Grams - used.GetValueOrDefault(lot.LotCode));
                if (some <= 0) continue;
                taken.Add(new(goods.LineId, lot.LotCode, some) { OwnPlots = !Foreign.Contains(lot.LotCode) });
                used[lot.LotCode] = used.GetValueOrDefault(lot.LotCode) + some;
                missing -= some;
            }
            if (missing > 0 && goods.KeepsUntil is { } until) throw new RuleException("goods.keep_too_short", "Too little of it keeps so long.", "", goods.Name, until);
            if (missing > 0 && left.Recalled) throw new RuleException("lot.none_open", "A lot of this product is recalled.", "", goods.Name);
        }
        if (taken.Count > 0) Taken[partId] = true;
        AfterTaking?.Invoke();
        return Task.FromResult<IReadOnlyList<TakenGoods>>(taken);
    }

    private readonly ConcurrentDictionary<Guid, OfferTerms> _offers = new();
    private readonly ConcurrentDictionary<Guid, CooperativeView> _cooperatives = new();

    public static readonly StationView Station = new(Guid.Parse("00000000-0000-7000-8000-000000000001"), "shangwan-village", "上湾村服务站", "上湾村委会一楼", "0935-8210000", Guid.CreateVersion7());

    public Guid Cooperative(string name = "上湾蔬菜合作社")
    {
        var view = new CooperativeView(Guid.CreateVersion7(), "c" + _cooperatives.Count, name, name, Guid.CreateVersion7(), "6217 0000 0000 1000");
        _cooperatives[view.Id] = view;
        return view.Id;
    }

    public OfferTerms Offer(Guid cooperative, long fen, Unit unit = Unit.Box, long step = 1000, int? tolerance = null, PresaleTerms? presale = null)
    {
        var view = _cooperatives[cooperative];
        var offer = new OfferTerms(Guid.CreateVersion7(), Guid.CreateVersion7(), cooperative, view.TownId, Money.Fen(fen), unit, step, unit.IsMass() ? 0 : 1000,
            tolerance is not null, tolerance ?? 0, presale, new("上海青", "Pak choi", "", view.Name, view.NameEn, null, null, null, true));
        return _offers[offer.OfferId] = offer;
    }

    public void Retire(OfferTerms offer) => _offers.TryRemove(offer.OfferId, out _);

    public void Reprice(OfferTerms offer, long fen) => _offers[offer.OfferId] = offer with { PricePerUnit = Money.Fen(fen) };

    public Task<IReadOnlyList<OfferTerms>> OffersAsync(IReadOnlyCollection<Guid> offerIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OfferTerms>>([.. offerIds.Distinct().Where(_offers.ContainsKey).Select(x => _offers[x])]);

    public Task<OfferOwner?> OfferOwnerAsync(Guid offerId, CancellationToken ct) =>
        Task.FromResult(_offers.TryGetValue(offerId, out var offer) ? new OfferOwner(offer.CooperativeId, offer.Unit, offer.Presale is not null) : null);

    public Task<StationView?> StationAsync(Guid stationId, CancellationToken ct) => Task.FromResult(stationId == Station.Id ? Station : null);

    public Task<ProductView?> ProductAsync(Guid productId, CancellationToken ct) =>
        Task.FromResult(_offers.Values.Where(x => x.ProductId == productId).Select(x => new ProductView(productId, x.CooperativeId, x.Snapshot.Name, x.Snapshot.NameEn)).FirstOrDefault());

    public Task<CooperativeView?> CooperativeAsync(Guid cooperativeId, CancellationToken ct) => Task.FromResult(_cooperatives.GetValueOrDefault(cooperativeId));
}
