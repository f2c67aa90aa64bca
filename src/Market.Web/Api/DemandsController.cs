using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Plans;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <summary>Demands of supermarkets and bids of cooperatives.</summary>
[ApiController, Route("api/v1/demands"), Authorize(Policies.Sourcing)]
public sealed class DemandsController(DemandDesk desk, BidDesk bids, DemandReads reads, PlanDesk plans, PlanReads planReads) : ControllerBase
{
    [HttpPost, Authorize(Policies.Buyer)]
    [ProducesResponseType<MadeAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Publish(DemandRequest request, CancellationToken ct)
    {
        var act = Buyer(request);
        return await desk.PublishAsync(act, request.ChainId ?? act.Chains.First(), Facts(request), ct) is { } id ? StatusCode(StatusCodes.Status201Created, new MadeAnswer(id)) : NotFound();
    }

    /// <summary>The chain's own demands; open ones for cooperatives.</summary>
    [HttpGet]
    public async Task<ListOf<DemandCardAnswer>> List([FromQuery] Paging paging, [FromServices] Listers listers, CancellationToken ct)
    {
        var (items, total) = await reads.ListAsync(await listers.SourcingAsync(User.Caller(), ct), paging.Page, paging.PageSize, ct);
        return new([.. items.Select(x => new DemandCardAnswer(x.Id, x.Number, x.Title, x.Chain, x.BidsUntil, x.State, x.Lines, Kilograms(x.Grams), x.Bids))], total, paging.Page, paging.PageSize);
    }

    [HttpGet("{id:guid}")]
    public async Task<ActionResult<DemandAnswer>> Find(Guid id, [FromServices] Listers listers, CancellationToken ct)
    {
        var party = await listers.SourcingAsync(User.Caller(), ct);
        return await reads.FindAsync(party, id, ct) is { } demand ? Shape(demand, await planReads.OfAsync(party, demand, ct)) : NotFound();
    }

    /// <summary>Publishes the same demand again, some weeks later.</summary>
    [HttpPost("{id:guid}/repetitions"), Authorize(Policies.Buyer)]
    [ProducesResponseType<MadeAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Repeat(Guid id, RepetitionRequest request, CancellationToken ct)
    {
        var act = Buyer(request);
        return await reads.FindAsync(new(act.Chains, []), id, ct) is { } old && await desk.PublishAsync(act, old.ChainId, old.Again(request.Weeks!.Value, request.BidsUntil!.Value.ToUniversalTime()), ct) is { } made
            ? StatusCode(StatusCodes.Status201Created, new MadeAnswer(made)) : NotFound();
    }

    /// <summary>No more bids, no more runs; open awards lapse.</summary>
    [HttpPost("{id:guid}/withdrawal"), Authorize(Policies.Buyer)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Withdraw(Guid id, [FromServices] DemandWithdrawal withdrawal, CancellationToken ct) => await withdrawal.WithdrawAsync(Buyer(null), id, ct) ? NoContent() : NotFound();

    /// <summary>Bids for a product of the demand, or bids again.</summary>
    [HttpPost("{id:guid}/bids"), Authorize(Policies.Manager)]
    [ProducesResponseType<MadeAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Bid(Guid id, BidRequest request, CancellationToken ct) => await bids.BidAsync(Seller(request), id, Facts(request), ct) is { } bid ? StatusCode(StatusCodes.Status201Created, new MadeAnswer(bid)) : NotFound();

    [HttpPost("{id:guid}/bids/{bid:guid}/withdrawal"), Authorize(Policies.Manager)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> TakeBack(Guid id, Guid bid, CancellationToken ct) => await bids.WithdrawAsync(Seller(null), id, bid, ct) ? NoContent() : NotFound();

    /// <summary>A member agrees to its part of a union's bid: its manager, or a station with its mandate.</summary>
    [HttpPost("{id:guid}/bids/{bid:guid}/consents")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Consent(Guid id, Guid bid, ConsentRequest request, [FromServices] ConsentDesk consents, [FromServices] Listers listers, CancellationToken ct) =>
        await consents.ConsentAsync(await listers.ConsenterAsync(User.Caller(), ct), id, bid, request.CooperativeId!.Value, ct) ? NoContent() : NotFound();

    /// <summary>A member takes its agreement back while bids are taken.</summary>
    [HttpPost("{id:guid}/bids/{bid:guid}/consents/withdrawal")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Unconsent(Guid id, Guid bid, ConsentRequest request, [FromServices] ConsentDesk consents, [FromServices] Listers listers, CancellationToken ct) =>
        await consents.TakeBackAsync(await listers.ConsenterAsync(User.Caller(), ct), id, bid, request.CooperativeId!.Value, ct) ? NoContent() : NotFound();

    /// <summary>Takes no more bids, though their last day has not come; the bidders are told.</summary>
    [HttpPost("{id:guid}/bids-closure"), Authorize(Policies.Buyer)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> CloseBids(Guid id, CancellationToken ct) => await desk.CloseBidsAsync(Buyer(null), id, ct) ? NoContent() : NotFound();

    /// <summary>Matches the demand with the bids as they stand now, in the background.</summary>
    [HttpPost("{id:guid}/match"), Authorize(Policies.Buyer)]
    [ProducesResponseType<MadeAnswer>(StatusCodes.Status202Accepted)]
    public async Task<IActionResult> Match(Guid id, CancellationToken ct) => await plans.AskAsync(Buyer(id), id, ct) is { } job ? StatusCode(StatusCodes.Status202Accepted, new MadeAnswer(job)) : NotFound();

    private ChainAct Buyer(object? body) => new(User.Caller().As(Role.Buyer), User.Caller().In(Role.Buyer), body is null ? null : this.KeyIfAny(body));

    private BidderAct Seller(object? body) => new(User.Caller().As(Role.Manager), User.Caller().In(Role.Manager), body is null ? null : this.KeyIfAny(body));

    private static DemandFacts Facts(DemandRequest x) => new(x.Title, x.BidsUntil!.Value.ToUniversalTime(), [.. x.Lines.Select((line, i) => new DemandLineFacts(line.Product, line.Grade, line.Certificates ?? [], line.SharedLogo, line.Place!.Value,
        line.PriceCeiling!.Value.Amount, Grams(line.MinLot, $"lines[{i}].minLot"), line.MaxSuppliers!.Value, line.MaxShare * 10, line.RadiusKm * 1000L,
        [.. line.Windows.Select((y, j) => new WindowFacts(y.From!.Value, y.To!.Value, Grams(y.Quantity, $"lines[{i}].windows[{j}].quantity")))]))], Rules(x.Rules ?? new()), x.Invited ?? [])
    { NeedsApproval = x.NeedsApproval };

    private static DemandRules Rules(DemandRulesRequest x) => new() { ShortagePerMille = x.Shortage * 10, BudgetFen = x.Budget?.Amount, SmallSharePerMille = x.SmallShare * 10, FairnessPerMille = x.SmallShareCost * 10 };

    private static BidFacts Facts(BidRequest x) => new(x.CooperativeId!.Value, x.ProductId, x.Product, x.Grade, Grams(x.MinLot, "minLot"), [.. x.Tiers.Select((y, i) => new BidPrice(Grams(y.From, $"tiers[{i}].from"), y.Price!.Value.Amount))],
        Supply(x.Supply ?? [], "supply"), x.ValidUntil)
    {
        Shares = [.. (x.Shares ?? []).Select((y, i) => new BidShareFacts(y.CooperativeId!.Value, y.ProductId!.Value, Supply(y.Supply, $"shares[{i}].supply")))],
    };

    private static IReadOnlyList<BidSupply> Supply(IReadOnlyList<BidSupplyRequest> supply, string path) => [.. supply.Select((y, i) => new BidSupply(y.From!.Value, y.KeepsUntil ?? y.From!.Value, Grams(y.Quantity, $"{path}[{i}].quantity")))];

    private static long Grams(Quantity? weight, string field) => weight is not { } one ? 0 : one.Unit.IsMass() ? one.Mass(0).Grams : throw new RuleException("line.weight_unit", "Enter the weight in g, kg, t or jin.", field);

    private static DemandAnswer Shape(DemandView x, IReadOnlyList<PlanCard> plans) => new(x.Id, x.Number, x.Title, x.ChainId, x.Chain, x.BidsUntil, x.State, x.InvitedOnly, x.NeedsApproval,
        [.. x.Lines.Select(y => new DemandLineAnswer(y.Position, y.Product, y.Grade, y.Certificates, y.SharedLogo, y.StoreId, y.Store, Money.Fen(y.CeilingFenPerKg), Kilograms(y.MinLotGrams), y.MaxSuppliers, y.MaxSharePerMille / 10,
            (int?)(y.RadiusMetres / 1000), [.. y.Windows.Select(z => new DemandWindowAnswer(z.From, z.To, Kilograms(z.Grams)))]))],
        [.. x.Bids.Select(Shape)], [.. plans.Select(y => new PlanCardAnswer(y.Id, y.Nth, y.At, y.Hash, y.FillPerMillion / 1_000_000m, y.LandedFen is { } fen ? Money.Fen(fen) : null))]);

    private static BidAnswer Shape(BidView x) => new(x.Id, x.CooperativeId, x.Cooperative, x.ProductId, x.Goods, x.Product, x.Grade, x.Nth, x.At, x.ValidUntil, x.WithdrawnAt is not null, Kilograms(x.MinLotGrams),
        [.. x.Tiers.Select(y => new BidTierAnswer(Kilograms(y.FromGrams), Money.Fen(y.FenPerKg)))], Supply(x.Harvests), x.Members, x.Consented, x.Counts,
        [.. x.Shares.Select(y => new BidShareAnswer(y.CooperativeId, y.Cooperative, y.ProductId, y.Goods, y.ConsentedAt, Supply(y.Harvests)))]);

    private static IReadOnlyList<BidSupplyAnswer> Supply(IReadOnlyList<BidSupply> harvests) => [.. harvests.Select(y => new BidSupplyAnswer(y.From, y.KeepsUntil, Kilograms(y.Grams)))];

    private static Quantity Kilograms(long grams) => new(grams, Unit.Kg);
}
