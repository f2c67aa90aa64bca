using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Presale;
using Market.Orders.Stock;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.ListingsPages;

/// <summary>A cooperative's products: words, picture, price, stock, review.</summary>
[Authorize(Policies.Seller), Route("office/products")]
public sealed class ListingsPagesController(ListingDesk desk, ListingReads reads, ShopReads shop, Listers listers, Wording wording) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(ListingState? state, string? q, int page = 1, CancellationToken ct = default)
    {
        var own = (await listers.OfAsync(User.Caller(), ct)).Cooperatives;
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await reads.ListAsync(own, state, q?.Trim() ?? "", page, ct);
        return View(new ListingsPage(items, state, q ?? "", await reads.CountsAsync(own, ct), new(Request, page, total, 20)));
    }

    [HttpGet("new")]
    public async Task<IActionResult> New(CancellationToken ct) => View("Edit", new ListingEditPage(null, new(), await shop.CategoriesAsync(ct), new Dictionary<Guid, StockView>(), new()));

    [HttpPost]
    public async Task<IActionResult> Create(WordsForm form, CancellationToken ct)
    {
        var lister = await listers.OfAsync(User.Caller(), ct);
        if (lister.Cooperatives.Count == 0) return NotFound();
        try
        {
            return Redirect($"/office/products/{await desk.DraftAsync(form.Cooperative ?? lister.Cooperatives.First(), form.ToWords(), form.Category, lister, ct)}");
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View("Edit", new ListingEditPage(null, form, await shop.CategoriesAsync(ct), new Dictionary<Guid, StockView>(), new()));
        }
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Edit(Guid id, [FromServices] StockDesk stock, CancellationToken ct)
    {
        var own = (await listers.OfAsync(User.Caller(), ct)).Cooperatives;
        if (await reads.FindAsync(id, own, ct) is not { } listing) return NotFound();
        return View(new ListingEditPage(listing, WordsForm.Of(listing), await shop.CategoriesAsync(ct), await stock.OfAsync([.. listing.Offers.Select(x => x.Id)], own, ct), new()));
    }

    [HttpPost("{id:guid}")]
    public Task<IActionResult> Describe(Guid id, WordsForm form, CancellationToken ct) =>
        ChangeAsync(id, form, null, lister => desk.DescribeAsync(id, form.ToWords(), form.Category, lister, ct), ct);

    [HttpPost("{id:guid}/offers")]
    public Task<IActionResult> Offer(Guid id, OfferForm form, CancellationToken ct) =>
        ChangeAsync(id, null, form, lister => desk.OfferAsync(id, form.ToTerms(), lister, ct), ct);

    [HttpPost("{id:guid}/offers/{offer:guid}/price")]
    public async Task<IActionResult> Price(Guid id, Guid offer, string? price, CancellationToken ct)
    {
        if (!Fen.TryParse(price, out var fen)) throw new RuleException("money.invalid", "Enter an amount such as 12.50.", "price");
        return await DoneAsync(id, await desk.PriceAsync(id, offer, fen, await listers.OfAsync(User.Caller(), ct), ct));
    }

    [HttpPost("{id:guid}/offers/{offer:guid}/retirement")]
    public async Task<IActionResult> RetireOffer(Guid id, Guid offer, CancellationToken ct) =>
        await DoneAsync(id, await desk.RetireOfferAsync(id, offer, await listers.OfAsync(User.Caller(), ct), ct));

    [HttpPost("{id:guid}/offers/{offer:guid}/stock")]
    public async Task<IActionResult> Stock(Guid id, Guid offer, string? quantity, bool waste, string? once, [FromServices] StockDesk stock, CancellationToken ct)
    {
        if (!Quantity.TryParse(quantity?.Trim(), Unit.Piece, out var read)) throw new RuleException("stock.quantity_range", "Enter a quantity above zero.", "quantity");
        var caller = User.Caller();
        var key = once is { Length: > 0 and <= 64 } ? new Market.Kernel.Data.OnceKey(caller.Id, "stock-" + once, "form") : null;
        return await DoneAsync(id, await stock.ChangeAsync(offer, waste ? -read.Milli : read.Milli, (await listers.OfAsync(caller, ct)).Cooperatives, listers.Acting(caller, key), ct) is not null);
    }

    [HttpPost("{id:guid}/offers/{offer:guid}/harvest")]
    public async Task<IActionResult> Harvest(Guid id, Guid offer, string? harvest, [FromServices] HarvestDesk harvests, CancellationToken ct)
    {
        if (!Quantity.TryParse(harvest?.Trim(), Unit.Piece, out var read)) throw new RuleException("presale.harvest_range", "Enter what was harvested, zero or more.", "harvest");
        var caller = User.Caller();
        return await DoneAsync(id, await harvests.SettleAsync(offer, read.Milli, caller.In(Role.Manager, Role.Clerk), listers.Acting(caller, null), ct) is not null);
    }

    [HttpPost("{id:guid}/picture"), RequestSizeLimit(12 * 1024 * 1024)]
    public async Task<IActionResult> Picture(Guid id, IFormFile? picture, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        if (picture is null) throw new RuleException("picture.missing", "Choose a picture.", "picture");
        var lister = await listers.OfAsync(User.Caller(), ct);
        var hash = await pictures.SaveAsync(picture.OpenReadStream(), lister.PersonId, ct);
        return await DoneAsync(id, await desk.ShowAsync(id, hash, lister, ct));
    }

    [HttpPost("{id:guid}/submission")]
    public async Task<IActionResult> Submit(Guid id, CancellationToken ct) => await DoneAsync(id, await desk.SubmitAsync(id, await listers.OfAsync(User.Caller(), ct), ct));

    [HttpPost("{id:guid}/retirement")]
    public async Task<IActionResult> Retire(Guid id, CancellationToken ct) => await DoneAsync(id, await desk.RetireAsync(id, await listers.OfAsync(User.Caller(), ct), ct));

    private Task<IActionResult> DoneAsync(Guid id, bool done) => Task.FromResult<IActionResult>(done ? Redirect($"/office/products/{id}") : NotFound());

    /// <summary>A form with typed text: when a rule says no, it is shown again as it was.</summary>
    private async Task<IActionResult> ChangeAsync(Guid id, WordsForm? words, OfferForm? offer, Func<Lister, Task<bool>> change, CancellationToken ct)
    {
        var lister = await listers.OfAsync(User.Caller(), ct);
        if (await reads.FindAsync(id, lister.Cooperatives, ct) is not { } listing) return NotFound();
        try
        {
            return await DoneAsync(id, await change(lister));
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            var stock = await HttpContext.RequestServices.GetRequiredService<StockDesk>().OfAsync([.. listing.Offers.Select(x => x.Id)], lister.Cooperatives, ct);
            return View("Edit", new ListingEditPage(listing, words ?? WordsForm.Of(listing), await shop.CategoriesAsync(ct), stock, offer ?? new()));
        }
    }
}
