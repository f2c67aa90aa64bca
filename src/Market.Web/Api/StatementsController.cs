using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Statements;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="BankReference">Used once.</param>
public sealed record StatementPaymentRequest([Required] Money? Amount, [Required, StringLength(80, MinimumLength = 1)] string BankReference);

/// <param name="Arrived">false: it did not arrive, and the amount is open again.</param>
public sealed record ArrivalRequest([Required] bool? Arrived);

/// <param name="Month">yyyy-MM.</param>
public sealed record StatementCardAnswer(Guid Id, string Number, string Month, Guid ChainId, string Chain, Guid SupplierId, string Supplier, Money Amount, Money Paid, StatementState Status, DateOnly? DueOn, bool Overdue);

/// <param name="Conceded">Rejected at first, paid after a dispute.</param>
public sealed record StatementLineAnswer(DateTime At, string ContractNumber, string CallOffNumber, string DeliveryNumber, string Cooperative, string Product, string Grade, Quantity Quantity, Money Price, Money Amount, bool Conceded);

public sealed record StatementShareAnswer(Guid CooperativeId, string Cooperative, Money Amount, Money Paid);

public sealed record StatementPaymentAnswer(Guid Id, Money Amount, string BankReference, DateTime SentAt, PaymentArrival Status, DateTime? AnsweredAt);

/// <param name="Shares">Whose income it is.</param>
public sealed record StatementAnswer(Guid Id, string Number, string Month, Guid ChainId, string Chain, Guid SupplierId, string Supplier, Money Amount, Money Paid, StatementState Status, DateOnly? DueOn, bool Overdue, int CreditDays, DateTime? ChainConfirmedAt, DateTime? SupplierConfirmedAt,
    string Objection, IReadOnlyList<StatementLineAnswer> Lines, IReadOnlyList<StatementShareAnswer> Shares, IReadOnlyList<StatementPaymentAnswer> Payments);

/// <summary>Monthly statements of supermarkets and suppliers, and their payment.</summary>
[ApiController, Route("api/v1"), Authorize(Policies.Supplying)]
public sealed class StatementsController(StatementDesk desk, StatementPayments payments, StatementReads reads) : ControllerBase
{
    private ContractParty Party => User.Caller().Contracts;

    /// <param name="month">yyyy-MM; all when left out.</param>
    /// <param name="party">Id of the other party; all when left out.</param>
    [HttpGet("statements")]
    public async Task<ActionResult<ListOf<StatementCardAnswer>>> List([FromQuery] Paging paging, [RegularExpression("^[0-9]{4}-[0-9]{2}$")] string? month, Guid? party, bool overdue = false, CancellationToken ct = default)
    {
        DateOnly? first = null;
        if (month is not null) first = DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new RuleException("statement.month", "Enter a month such as 2026-11.", "month");
        var found = await reads.ListAsync(Party, new(first, party, overdue), paging.Page, paging.PageSize, ct);
        return new ListOf<StatementCardAnswer>([.. found.Items.Select(x => new StatementCardAnswer(x.Id, x.Number, Month(x.Month), x.ChainId, x.Chain, x.SupplierId, x.Supplier, Money.Fen(x.Fen), Money.Fen(x.PaidFen), x.State, x.DueOn, x.Overdue))], found.Total, found.Page, found.PageSize);
    }

    [HttpGet("statements/{id:guid}")]
    public async Task<ActionResult<StatementAnswer>> Find(Guid id, CancellationToken ct) => await reads.FindAsync(Party, id, ct) is { } statement ? Shape(statement) : NotFound();

    /// <summary>A party confirms; when both have, it is due after the agreed days.</summary>
    [HttpPost("statements/{id:guid}/confirmation"), Authorize(Policies.Dealing)]
    public async Task<ActionResult<StatementAnswer>> Confirm(Guid id, CancellationToken ct) => await EitherAsync((act, side) => desk.ConfirmAsync(act, side, id, ct), ct);

    /// <summary>A party does not agree: both confirm anew.</summary>
    [HttpPost("statements/{id:guid}/objection"), Authorize(Policies.Dealing)]
    public async Task<ActionResult<StatementAnswer>> Object(Guid id, SupplyReasonRequest request, CancellationToken ct) => await EitherAsync((act, side) => desk.ObjectAsync(act, side, id, request.Reason, ct), ct);

    /// <summary>The chain records a transfer.</summary>
    [HttpPost("statements/{id:guid}/payments"), Authorize(Policies.Buyer)]
    [ProducesResponseType<StatementAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Pay(Guid id, StatementPaymentRequest request, CancellationToken ct) => await payments.SendAsync(User.Caller().Acting(Role.Buyer, this.Key(request)), id, request.Amount!.Value.Amount, request.BankReference, ct) is not null
        && await reads.FindAsync(Party, id, ct) is { } statement ? StatusCode(StatusCodes.Status201Created, Shape(statement)) : NotFound();

    /// <summary>The supplier says whether a transfer arrived.</summary>
    [HttpPost("statement-payments/{id:guid}/arrival"), Authorize(Policies.Manager)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Arrive(Guid id, ArrivalRequest request, CancellationToken ct) => await payments.AnswerAsync(User.Caller().Acting(Role.Manager, this.Key(request)), id, request.Arrived!.Value, ct) is not null ? NoContent() : NotFound();

    private async Task<ActionResult<StatementAnswer>> EitherAsync(Func<OrganisationAct, ContractSide, Task<Guid?>> act, CancellationToken ct)
    {
        var (caller, id) = (User.Caller(), (Guid?)null);
        if (caller.Is(Role.Buyer)) id = await act(caller.Acting(Role.Buyer), ContractSide.Chain);
        if (id is null && caller.Is(Role.Manager)) id = await act(caller.Acting(Role.Manager), ContractSide.Supplier);
        return id is { } known && await reads.FindAsync(Party, known, ct) is { } statement ? Shape(statement) : NotFound();
    }

    private static string Month(DateOnly first) => first.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static StatementAnswer Shape(StatementView x) => new(x.Card.Id, x.Card.Number, Month(x.Card.Month), x.Card.ChainId, x.Card.Chain, x.Card.SupplierId, x.Card.Supplier, Money.Fen(x.Card.Fen), Money.Fen(x.Card.PaidFen), x.Card.State, x.Card.DueOn, x.Card.Overdue, x.CreditDays,
        x.ChainConfirmedAt, x.SupplierConfirmedAt, x.Objection, [.. x.Lines.Select(y => new StatementLineAnswer(y.At, y.ContractNumber, y.CallOffNumber, y.DeliveryNumber, y.Cooperative, y.Product, y.Grade, Masses.Kilograms(y.Grams), Money.Fen(y.FenPerKg), Money.Fen(y.Fen), y.Conceded))],
        [.. x.Shares.Select(y => new StatementShareAnswer(y.CooperativeId, y.Cooperative, Money.Fen(y.Fen), Money.Fen(y.PaidFen)))], [.. x.Payments.Select(y => new StatementPaymentAnswer(y.Id, Money.Fen(y.Fen), y.BankReference, y.SentAt, y.State, y.AnsweredAt))]);
}
