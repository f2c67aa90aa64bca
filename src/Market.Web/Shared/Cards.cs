using Market.Catalog.Products;
using Market.Kernel;

namespace Market.Web.Shared;

/// <summary>Puts product cards and what is left of them together.</summary>
public sealed class Cards(Shelf shelf, IStockQuestions stock, ILotStatus lots, TimeProvider clock)
{
    /// <summary>Cards of products that are on sale now, in the order of the ids.</summary>
    public async Task<IReadOnlyList<CardModel>> OfAsync(IReadOnlyCollection<Guid> productIds, CancellationToken ct)
    {
        var cards = (await shelf.CardsAsync(productIds, ct)).Where(x => x is { State: ListingState.OnSale, Lead: not null }).ToList();
        var left = await stock.AvailableAsync([.. cards.Select(x => x.Lead!.Id)], ct);
        var today = Today;
        var uncertified = await UncertifiedAsync(cards, ct);
        return cards.ConvertAll(x => new CardModel(x, left.GetValueOrDefault(x.Lead!.Id), today) { Uncertified = uncertified.Contains(x.Id) });
    }

    /// <summary>Those that cannot be bought because the commitment certificate is missing; a harvest that is still to come needs none yet.</summary>
    public Task<IReadOnlyCollection<Guid>> UncertifiedAsync(IReadOnlyCollection<ProductCard> cards, CancellationToken ct) =>
        lots.UncertifiedAsync(cards.Where(x => x.Lead!.Presale is null).DistinctBy(x => x.Id).ToDictionary(x => x.Id, x => x.Category?.Slug ?? ""), ct);

    public DateOnly Today => DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
}
