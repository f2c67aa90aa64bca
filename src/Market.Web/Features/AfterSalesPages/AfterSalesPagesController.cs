using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Kernel;
using Market.Orders.Checkout;
using Market.Orders.Claims;
using Market.Orders.Purchase;
using Market.Orders.Reviews;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.AfterSalesPages;

public sealed record ClaimForm(Guid Line, string? Reason = null, string? Amount = null, string? Once = null);

public sealed record ClaimPage(OrderView Order, LineView Line, ClaimForm Form);

public sealed record ReviewForm(Guid Line, int Stars = 5, string? Text = null);

public sealed record ReviewPage(OrderView Order, LineView Line, ReviewForm Form);

/// <summary>Claims with a photo, and reviews: forms about one line of an order.</summary>
[Route("orders/{id:guid}")]
public sealed class AfterSalesPagesController(OrderDesk orders, ClaimDesk claims, ReviewDesk reviews, Wording wording, TimeProvider clock) : Controller
{
    [HttpGet("claims/new")]
    public async Task<IActionResult> Claim(Guid id, Guid line, CancellationToken ct) => await LineAsync(id, line, ct) is { } found
        ? View("Claim", new ClaimPage(found.Order, found.Line, new(line, Once: Guid.CreateVersion7().ToString("N"))))
        : NotFound();

    [HttpPost("claims"), RequestSizeLimit(12 * 1024 * 1024)]
    public async Task<IActionResult> OpenClaim(Guid id, ClaimForm form, IFormFile? photo, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        if (await LineAsync(id, form.Line, ct) is not { } found) return NotFound();
        var caller = User.Caller();
        try
        {
            if (!Fen.TryParse(form.Amount, out var fen)) throw new RuleException("money.invalid", "Enter an amount such as 12.50.", "amount");
            var hash = photo is null ? null : await pictures.SaveAsync(photo.OpenReadStream(), caller.Id, ct);
            var key = form.Once is { Length: > 0 and <= 64 } once ? new Market.Kernel.Data.OnceKey(caller.Id, "claim-" + once, "form") : null;
            await claims.OpenAsync(new(form.Line, form.Reason ?? "", hash, fen), new(caller.As(Role.Consumer), key, clock.GetUtcNow().UtcDateTime), ct);
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View("Claim", new ClaimPage(found.Order, found.Line, form));
        }
        return Redirect($"/orders/{id}");
    }

    [HttpGet("reviews/new")]
    public async Task<IActionResult> Review(Guid id, Guid line, CancellationToken ct) => await LineAsync(id, line, ct) is { } found
        ? View("Review", new ReviewPage(found.Order, found.Line, new(line)))
        : NotFound();

    [HttpPost("reviews")]
    public async Task<IActionResult> WriteReview(Guid id, ReviewForm form, CancellationToken ct)
    {
        if (await LineAsync(id, form.Line, ct) is not { } found) return NotFound();
        var caller = User.Caller();
        try
        {
            await reviews.WriteAsync(new(form.Line, form.Stars, Cut(form.Text)), caller.As(Role.Consumer), caller.Name, clock.GetUtcNow().UtcDateTime, ct);
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View("Review", new ReviewPage(found.Order, found.Line, form));
        }
        return Redirect($"/orders/{id}");
    }

    private static string Cut(string? text) => text is null ? "" : text.Length <= 1000 ? text : text[..1000];

    private async Task<(OrderView Order, LineView Line)?> LineAsync(Guid id, Guid lineId, CancellationToken ct)
    {
        var order = await orders.FindAsync(User.Caller().Id, id, ct);
        var line = order?.SubOrders.SelectMany(x => x.Lines).FirstOrDefault(x => x.Id == lineId);
        return line is null ? null : (order!, line);
    }
}
