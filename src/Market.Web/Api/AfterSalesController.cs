using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Kernel.Values;
using Market.Orders.Claims;
using Market.Orders.Reviews;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Picture">Hash of a photo uploaded before.</param>
public sealed record ClaimRequest([Required] Guid? OrderLineId, [Required, StringLength(1000)] string Reason, [Required] Money? Amount, [StringLength(64)] string? Picture = null);

/// <param name="Refund">Zero refuses, and then the answer is required.</param>
public sealed record ClaimAnswerRequest([Required] Money? Refund, [StringLength(1000)] string Answer = "");

public sealed record ClaimAnswerShape(Guid Id, Guid OrderId, string OrderNumber, Guid OrderLineId, string Product, string Reason, string? Picture, Money Asked, ClaimState Status,
    DateTime OpenedAt, DateTime AnswerBy, string Answer, Money Refund);

public sealed record ReviewBody([Required] Guid? OrderLineId, [Range(1, 5)] int Stars, [StringLength(1000)] string Text = "");

/// <summary>Claims and reviews.</summary>
[ApiController, Route("api/v1"), Authorize]
public sealed class AfterSalesController(ClaimDesk claims, ClaimReads reads, ReviewDesk reviews, TimeProvider clock) : ControllerBase
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [HttpPost("claims")]
    [ProducesResponseType<IdAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Open(ClaimRequest request, CancellationToken ct)
    {
        var id = await claims.OpenAsync(new(request.OrderLineId!.Value, request.Reason, request.Picture, request.Amount!.Value.Amount),
            new(User.Caller().As(Role.Consumer), this.Key(request), Now), ct);
        return id is { } claim ? StatusCode(StatusCodes.Status201Created, new IdAnswer(claim)) : NotFound();
    }

    /// <summary>Claims a cooperative or a town has to answer.</summary>
    [HttpGet("claims")]
    public async Task<ListOf<ClaimAnswerShape>> List([FromQuery] Paging paging, CancellationToken ct)
    {
        var caller = User.Caller();
        var page = caller.Is(Role.Reviewer)
            ? await reads.WithTownsAsync(caller.In(Role.Reviewer), paging.Page, paging.PageSize, ct)
            : await reads.OfCooperativesAsync(caller.In(Role.Manager, Role.Clerk), paging.Page, paging.PageSize, ct);
        return ListOf<ClaimAnswerShape>.Of(page, Shape);
    }

    [HttpGet("orders/{id:guid}/claims")]
    public async Task<IReadOnlyList<ClaimAnswerShape>> OfOrder(Guid id, CancellationToken ct) => (await reads.OfOrderAsync(id, User.Caller().Id, ct)).ConvertAll(Shape);

    [HttpPost("claims/{id:guid}/answer")]
    public async Task<IActionResult> Answer(Guid id, ClaimAnswerRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        var role = caller.Is(Role.Reviewer) ? Role.Reviewer : Role.Manager;
        return await claims.AnswerAsync(new(id, request.Refund!.Value.Amount, request.Answer), caller.In(Role.Manager), caller.In(Role.Reviewer),
            new(caller.As(role), this.Key(request), Now), ct) is null ? NotFound() : NoContent();
    }

    [HttpPost("reviews")]
    public async Task<IActionResult> Review(ReviewBody request, CancellationToken ct)
    {
        var caller = User.Caller();
        return await reviews.WriteAsync(new(request.OrderLineId!.Value, request.Stars, request.Text), caller.As(Role.Consumer), caller.Name, Now, ct) ? StatusCode(201) : NotFound();
    }

    private static ClaimAnswerShape Shape(ClaimView x) => new(x.Id, x.OrderId, x.OrderNumber, x.LineId, x.ProductName, x.Reason, x.PictureHash, Money.Fen(x.AskedFen), x.State,
        x.OpenedAt, x.AnswerBy, x.Answer, Money.Fen(x.RefundFen));
}
