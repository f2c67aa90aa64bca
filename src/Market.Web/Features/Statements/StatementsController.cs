using System.Globalization;
using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Statements;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Statements;

/// <param name="Overdue">All that are, of these parties.</param>
public sealed record StatementsPage(IReadOnlyList<StatementCard> Items, IReadOnlyList<StatementCard> Overdue, string Month, Pager Pager);

/// <param name="Buys">The caller buys for the chain; <paramref name="Supplies"/> manages the supplier.</param>
public sealed record StatementPage(StatementView Statement, bool Buys, bool Supplies, string Amount, string Reference, string Reason, DateTime Now);

/// <summary>Monthly statements of supermarkets and suppliers.</summary>
[Authorize(Policies.Supplying)]
public sealed class StatementsController(StatementReads reads, StatementDesk desk, TimeProvider clock, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private const int PageSize = 20;

    private static readonly string[] Header = ["at", "contract", "call_off", "delivery", "cooperative", "product", "grade", "kilograms", "yuan_per_kg", "yuan", "conceded"];

    private ContractParty Party => User.Caller().Contracts;

    /// <param name="month">yyyy-MM; anything else shows all.</param>
    [HttpGet("/office/statements")]
    public async Task<IActionResult> Index(string? month, int page = 1, CancellationToken ct = default)
    {
        DateOnly? first = DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var found = await reads.ListAsync(Party, new(first), Math.Clamp(page, 1, 10_000), PageSize, ct);
        return View(new StatementsPage(found.Items, (await reads.ListAsync(Party, new(Overdue: true), 1, PageSize, ct)).Items, first is null ? "" : month!, new(Request, found.Page, found.Total, PageSize)));
    }

    [HttpGet("/office/statements/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await PageAsync(id, ct) is { } page ? View(page) : NotFound();

    [HttpGet("/office/statements/{id:guid}.csv")]
    public async Task<IActionResult> Table(Guid id, CancellationToken ct)
    {
        if (await reads.FindAsync(Party, id, ct) is not { } statement) return NotFound();
        var rows = statement.Lines.Select(x => new[]
        {
            DistrictClock.Local(x.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), x.ContractNumber, x.CallOffNumber, x.DeliveryNumber, x.Cooperative, x.Product, x.Grade,
            (x.Grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture), (x.FenPerKg / 100m).ToString("0.00", CultureInfo.InvariantCulture), (x.Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture), x.Conceded ? "yes" : "no",
        });
        await Response.WriteCsvAsync($"{statement.Card.Number}.csv", Header, rows.ToAsyncEnumerable(), ct);
        return new EmptyResult();
    }

    [HttpPost("/office/statements/{id:guid}/confirmation"), Authorize(Policies.Dealing)]
    public Task<IActionResult> Confirm(Guid id, CancellationToken ct) => DoneAsync(id, "statements.confirmed", () => EitherAsync((act, side) => desk.ConfirmAsync(act, side, id, ct)), ct);

    [HttpPost("/office/statements/{id:guid}/objection"), Authorize(Policies.Dealing)]
    public Task<IActionResult> Object(Guid id, string? reason, CancellationToken ct) => DoneAsync(id, "statements.objected", () => EitherAsync((act, side) => desk.ObjectAsync(act, side, id, reason ?? "", ct)), ct);

    [HttpPost("/office/statements/{id:guid}/payments"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Pay(Guid id, string? amount, string? reference, [FromServices] StatementPayments payments, CancellationToken ct) => DoneAsync(id, "statements.sent", () =>
        Fen.TryParse(amount ?? "", out var fen) ? payments.SendAsync(User.Caller().Acting(Role.Buyer), id, fen, reference ?? "", ct) : throw new RuleException("money.invalid", "Enter an amount such as 12.50.", "amount"), ct);

    [HttpPost("/office/statements/{id:guid}/payments/{payment:guid}/arrival"), Authorize(Policies.Manager)]
    public Task<IActionResult> Arrive(Guid id, Guid payment, string? arrived, [FromServices] StatementPayments payments, CancellationToken ct) => DoneAsync(id, arrived == "yes" ? "statements.arrived" : "statements.missing", () =>
        payments.AnswerAsync(User.Caller().Acting(Role.Manager), payment, arrived == "yes", ct), ct);

    private async Task<Guid?> EitherAsync(Func<OrganisationAct, ContractSide, Task<Guid?>> act)
    {
        var caller = User.Caller();
        var id = caller.Is(Role.Buyer) ? await act(caller.Acting(Role.Buyer), ContractSide.Chain) : null;
        return id ?? (caller.Is(Role.Manager) ? await act(caller.Acting(Role.Manager), ContractSide.Supplier) : null);
    }

    private async Task<IActionResult> DoneAsync(Guid id, string done, Func<Task<Guid?>> work, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                if (await work() is null) return NotFound();
                TempData["done"] = words[done].Value;
                return Redirect($"/office/statements/{id}");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            }
        }
        return await PageAsync(id, ct) is { } page ? View("Show", page) : NotFound();
    }

    private async Task<StatementPage?> PageAsync(Guid id, CancellationToken ct)
    {
        if (await reads.FindAsync(Party, id, ct) is not { } statement) return null;
        string Typed(string field) => Request.HasFormContentType ? Request.Form[field].ToString() : "";
        var caller = User.Caller();
        return new(statement, caller.In(Role.Buyer).Contains(statement.Card.ChainId), caller.In(Role.Manager).Contains(statement.Card.SupplierId), Typed("amount"), Typed("reference"), Typed("reason"), clock.GetUtcNow().UtcDateTime);
    }
}
