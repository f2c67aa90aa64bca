using Market.Catalog.Brand;
using Market.Catalog.Products;
using Market.Catalog.Search;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Traceability.Lots;
using Market.Web.Features.Listing;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <summary>Products on sale.</summary>
[ApiController, Route("api/v1/products"), AllowAnonymous]
public sealed class ProductsController(IProductSearch search, ShopReads shop, Cards cards, IStockQuestions stock) : ControllerBase
{
    private const int MostLots = 100;

    [HttpGet]
    public async Task<ProductListAnswer> List([FromQuery] ProductListQuery query, [FromQuery] Paging paging, CancellationToken ct)
    {
        var hits = await search.SearchAsync(new ProductQuery
        {
            Text = query.Q ?? "",
            Category = query.Category,
            Badges = ListingController.Given(query.Badge),
            Towns = query.Town,
            Cooperatives = query.Cooperative,
            Sort = ListingController.SortOf(query.Sort, query.Q),
            Page = paging.Page,
            PageSize = paging.PageSize,
        }, ct);
        var items = (await cards.OfAsync(hits.Ids, ct)).Select(x => Shape(x.Card, (x.AvailableMilli, x.Uncertified), x.Today)).ToList();
        var facets = hits.Facets;
        return new(items, hits.Total, paging.Page, paging.PageSize, new(Shape(facets.Categories), Shape(facets.Badges), Shape(facets.Towns), Shape(facets.Cooperatives), facets.Prices));
    }

    /// <summary>Which marks were valid for the product on a day, and how they stand today.</summary>
    /// <param name="on">The day asked about, such as the day of a harvest; today when left out.</param>
    [HttpGet("{id:guid}/marks")]
    [ProducesResponseType<ListOf<BadgeOnDay>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Marks(Guid id, DateOnly? on, [FromServices] BadgeHistory history, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        var found = await history.OfAsync(id, on ?? DistrictClock.Date(clock.GetUtcNow().UtcDateTime), ct);
        return Ok(new ListOf<BadgeOnDay>(found, found.Count, 1, Math.Max(found.Count, 1)));
    }

    [HttpGet("{id:guid}")]
    public async Task<ActionResult<ProductDetailAnswer>> Find(Guid id, [FromServices] LotReads lots, CancellationToken ct)
    {
        if (await shop.ProductAsync(id, ct) is not { } detail) return NotFound();
        var card = detail.Card;
        var badges = card.BadgesOn(cards.Today);
        var left = (await stock.AvailableAsync([card.Lead!.Id], ct)).GetValueOrDefault(card.Lead.Id);
        return new ProductDetailAnswer(Shape(card, (left, (await cards.UncertifiedAsync([card], ct)).Count > 0), cards.Today))
        {
            Description = detail.Description,
            DescriptionEn = detail.DescriptionEn,
            Variety = detail.Variety,
            Specification = card.Words.Specification,
            Origin = detail.Origin,
            Grade = detail.Grade,
            Storage = card.Words.Storage,
            Season = card.Words.Season,
            FoodLicence = detail.FoodLicence,
            Pictures = card.PictureHash is { } hash ? [$"/pictures/{hash}-1200.webp"] : [],
            Lots = [.. (await lots.PerishingAsync([id], cards.Today, 1, MostLots, ct)).Items.Select(x => new ProductLotAnswer(x.Code, x.HarvestedOn, x.BestBefore, x.CommitmentNumber))],
            LicenceNumber = badges.FirstOrDefault(x => x.Kind == "shared_logo")?.Number,
            CertificateNumbers = [.. badges.Where(x => x.Kind != "shared_logo").Select(x => x.Number)],
        };
    }

    private static ProductAnswer Shape(ProductCard card, (long Left, bool Uncertified) now, DateOnly today)
    {
        var offer = card.Lead!;
        return new(card.Id, card.Words.Name, card.Words.NameEn, new(card.Seller.Id, card.Seller.Slug, card.Seller.Name, card.Seller.NameEn, DirectoryController.Shape(card.Seller.Town)),
            card.Category?.Slug, Money.Fen(offer.PriceFen), offer.Unit.Code(), offer.FenPer500Grams is { } fen ? Money.Fen(fen) : null, card.BadgesOn(today), offer.Id,
            new(now.Left, offer.Unit), new(offer.StepMilli, offer.Unit), offer.Presale is null ? "now" : "presale", offer.Weighed, now.Uncertified);
    }

    private static List<FacetAnswer> Shape(IReadOnlyList<FacetCount> counts) => [.. counts.Select(x => new FacetAnswer(x.Value, x.Count))];
}
