using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Kernel.Values;
using Market.Orders.Income;
using Market.Orders.Settlement;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

public sealed record RefundRequestBody([Required] Guid? OrderLineId, [Required] Money? Amount, [Required, StringLength(500)] string Reason);

public sealed record IncomeSource(string? OrderNumber, Guid? LineId);

public sealed record IncomeAnswer(Guid Id, DateTime At, string Kind, Money Amount, IncomeSource Source, string Note);

/// <param name="Totals">By kind, over the whole selection.</param>
public sealed record IncomeListAnswer(IReadOnlyList<IncomeAnswer> Items, IReadOnlyDictionary<string, Money> Totals, Money Owed, int Total, int Page, int PageSize);

public sealed record PayoutRequest([Required] Guid? CooperativeId, [Required] Money? Amount, [Required, StringLength(80)] string BankReference);

/// <summary>Refunds, the income record, payouts.</summary>
[ApiController, Route("api/v1"), Authorize]
public sealed class MoneyController(RefundDesk refunds, IncomeReads income, PayoutDesk payouts, TimeProvider clock) : ControllerBase
{
    [HttpPost("refunds")]
    [ProducesResponseType<IdAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Refund(RefundRequestBody request, CancellationToken ct)
    {
        var caller = User.Caller();
        var admin = caller.Is(Role.Admin);
        if (!admin && !caller.Is(Role.Manager)) return Forbid();
        var id = await refunds.RefundAsync(new(request.OrderLineId!.Value, request.Amount!.Value.Amount, request.Reason), admin ? null : caller.In(Role.Manager),
            new(caller.As(admin ? Role.Admin : Role.Manager), this.Key(request), clock.GetUtcNow().UtcDateTime), ct);
        return id is { } line ? StatusCode(StatusCodes.Status201Created, new IdAnswer(line)) : NotFound();
    }

    [HttpGet("income")]
    public async Task<ActionResult<IncomeListAnswer>> Income([FromQuery] Paging paging, [Required] Guid? cooperative, DateOnly? from, DateOnly? to, string? sort, CancellationToken ct)
    {
        var caller = User.Caller();
        if (!caller.Is(Role.Manager, Role.Supervisor, Role.Office, Role.Admin)) return Forbid();
        if (!caller.Is(Role.Office, Role.Admin) && !caller.In(Role.Manager, Role.Supervisor).Contains(cooperative!.Value)) return NotFound();
        var page = await income.ListAsync(new(cooperative!.Value, from, to, sort is not "at"), paging.Page, paging.PageSize, ct);
        return new IncomeListAnswer([.. page.Entries.Items.Select(x => new IncomeAnswer(x.Id, x.At, x.Kind, Money.Fen(x.AmountFen), new(x.OrderNumber, x.LineId), x.Note))],
            page.Totals.ToDictionary(x => x.Key, x => Money.Fen(x.Value)), Money.Fen(page.OwedFen), page.Entries.Total, page.Entries.Page, page.Entries.PageSize);
    }

    /// <summary>Records a transfer to a cooperative's own account.</summary>
    [HttpPost("payouts"), Authorize(Policies.Admin)]
    [ProducesResponseType<IdAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Payout(PayoutRequest request, CancellationToken ct)
    {
        var id = await payouts.RecordAsync(request.CooperativeId!.Value, request.Amount!.Value.Amount, request.BankReference,
            new(User.Caller().As(Role.Admin), this.Key(request), clock.GetUtcNow().UtcDateTime), ct);
        return id is { } payout ? StatusCode(StatusCodes.Status201Created, new IdAnswer(payout)) : NotFound();
    }
}
