using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Settlement;
using Market.Traceability.Recall;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.District;

/// <param name="Recalls">Proposals that wait for a decision, the most urgent first.</param>
/// <param name="Overdue">Receivers of recalled goods that should have answered by now.</param>
public sealed record BoardPage(StallFigures Figures, IReadOnlyList<(DateOnly Month, long Fen)> Months, DateOnly Today, IReadOnlyList<RecallView> Recalls, int Overdue, DateTime Now);

public sealed record DistrictCooperativesPage(IReadOnlyList<CooperativeCard> Items, Pager Pager);

public sealed record AuditPage(IReadOnlyList<AuditView> Catalogue, IReadOnlyList<DeedView> Orders, IReadOnlyDictionary<Guid, string> Names, Pager Pager, Guid? Subject);

public sealed record PayoutsPage(PageOf<OwedView> Owed, PageOf<PayoutView> Payouts, IReadOnlyDictionary<Guid, CooperativeCard> Names, Pager Pager);

public sealed record TransfersPage(IReadOnlyList<TransferView> Awaited, IReadOnlyList<TransferView> ToSend);

/// <summary>The district's boards: figures, cooperatives, audit; and the cashier's payouts and transfers.</summary>
[Authorize(Policies.District), Route("district")]
public sealed class DistrictController(CooperativeRegistry registry, PayoutDesk payouts, PaymentReads transfers, TimeProvider clock, IStringLocalizer<Words> words) : Controller
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [HttpGet]
    public async Task<IActionResult> Index([FromServices] ShopReads shop, [FromServices] IncomeReads income, [FromServices] RecallReads recalls, [FromServices] NoticeReads notices, CancellationToken ct)
    {
        var today = DistrictClock.Date(Now);
        return View(new BoardPage(await shop.FiguresAsync(ct), await income.MonthsAsync(null, new DateOnly(today.Year, today.Month, 1).AddMonths(-11), ct), today,
            await recalls.WaitingAsync(ct), (await notices.OverdueAsync(ct)).Count, Now));
    }

    [HttpGet("cooperatives")]
    public async Task<IActionResult> Cooperatives(int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await registry.ListAsync(null, page, 20, ct);
        return View(new DistrictCooperativesPage(items, new(Request, page, total, 20)));
    }

    [HttpGet("audit")]
    public async Task<IActionResult> Audit([FromServices] AuditTrail catalogue, [FromServices] DeedReads deeds, Guid? subject, int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await catalogue.ListAsync(subject, page, 25, ct);
        var orders = await deeds.ListAsync(subject, page, 25, ct);
        var names = await catalogue.NamesAsync([.. orders.Items.Where(x => x.ActorId is not null).Select(x => x.ActorId!.Value)], ct);
        return View(new AuditPage(items, orders.Items, names, new(Request, page, Math.Max(total, orders.Total), 25), subject));
    }

    [HttpGet("payouts"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Payouts(int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var owed = await payouts.OwedListAsync(page, 50, ct);
        var paid = await payouts.ListAsync(null, 1, 50, ct);
        var names = await registry.ByIdAsync([.. owed.Items.Select(x => x.CooperativeId).Union(paid.Items.Select(x => x.CooperativeId))], ct);
        return View(new PayoutsPage(owed, paid, names, new(Request, page, owed.Total, 50)));
    }

    [HttpPost("payouts"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Pay(Guid cooperativeId, string? amount, string? reference, CancellationToken ct)
    {
        if (!Fen.TryParse(amount, out var fen)) throw new RuleException("money.invalid", "Enter an amount such as 12.50.", "amount");
        return await payouts.RecordAsync(cooperativeId, fen, reference ?? "", new(User.Caller().As(Role.Admin), null, Now), ct) is null ? NotFound() : Done("/district/payouts", "district.payout_done");
    }

    [HttpGet("transfers"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Transfers(CancellationToken ct) => View(new TransfersPage(await transfers.AwaitedAsync(clock.GetUtcNow().UtcDateTime.AddDays(-90), ct), await transfers.ToSendAsync(ct)));

    [HttpPost("transfers/{id:guid}"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Confirm(Guid id, string? amount, string? reference, [FromServices] PaymentDesk payments, CancellationToken ct)
    {
        if (!Fen.TryParse(amount, out var fen)) throw new RuleException("money.invalid", "Enter an amount such as 12.50.", "amount");
        return await payments.ConfirmTransferAsync(id, fen, reference ?? "", User.Caller().As(Role.Admin), Now, ct) ? Done("/district/transfers", "district.transfer_done") : NotFound();
    }

    [HttpPost("refunds/{id:guid}"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Sent(Guid id, string? reference, CancellationToken ct) =>
        await transfers.MarkSentAsync(id, reference ?? "", User.Caller().As(Role.Admin), Now, ct) ? Done("/district/transfers", "district.refund_done") : NotFound();

    private RedirectResult Done(string url, string key)
    {
        TempData["done"] = words[key].Value;
        return Redirect(url);
    }
}
