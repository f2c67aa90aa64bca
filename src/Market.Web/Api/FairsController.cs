using System.ComponentModel.DataAnnotations;
using Market.Catalog.Fairs;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="ApplyUntil">Last day to apply; not after the first day of the fair.</param>
public sealed record FairRequest([Required, MaxLength(120)] string Name, [Required, MaxLength(120)] string NameEn, [Required, MaxLength(200)] string Place, [Required] DateOnly? From, [Required] DateOnly? To, [Required] DateOnly? ApplyUntil, [MaxLength(1000)] string Note = "");

public sealed record SampleRequest([Required] Guid? ProductId, [Required] Quantity? Quantity, [MaxLength(200)] string Note = "");

/// <param name="Samples">1 to 50 products, each once.</param>
public sealed record FairEntryRequest([Required] Guid? CooperativeId, [Required, NoNulls] IReadOnlyList<SampleRequest> Samples);

/// <param name="Outcome">accept or refuse.</param>
/// <param name="Reason">Required when it is refused.</param>
public sealed record FairDecisionRequest([Required, RegularExpression("^(accept|refuse)$")] string Outcome, [MaxLength(500)] string Reason = "");

public sealed record FairCancellationRequest([Required, MaxLength(500)] string Reason);

/// <param name="Reason">Why it does not take place; empty while it does.</param>
/// <param name="Cooperatives">That take part.</param>
public sealed record FairAnswer(Guid Id, string Name, string NameEn, string Place, DateOnly From, DateOnly To, DateOnly ApplyUntil, string Note, string Reason, int Cooperatives);

public sealed record SampleAnswer(Guid ProductId, string Product, Quantity Quantity, string Note);

public sealed record FairEntryAnswer(Guid Id, Guid CooperativeId, string Cooperative, FairEntryState Status, string Reason, IReadOnlyList<SampleAnswer> Samples);

/// <summary>Fairs and the cooperatives' sample lists.</summary>
[ApiController, Route("api/v1/fairs"), Authorize(Policies.Fairs)]
public sealed class FairsController(FairDesk desk, FairReads reads) : ControllerBase
{
    private IReadOnlyCollection<Guid> Own => User.Caller().In(Role.Manager);

    /// <summary>Fairs that are not over.</summary>
    [HttpGet, AllowAnonymous]
    public async Task<ListOf<FairAnswer>> List([FromQuery] Paging paging, CancellationToken ct)
    {
        var (items, total) = await reads.ListAsync(past: false, paging.Page, paging.PageSize, ct);
        return new([.. items.Select(x => new FairAnswer(x.Id, x.Name, x.NameEn, x.Place, x.From, x.To, x.ApplyUntil, x.Note, x.Reason, x.Cooperatives))], total, paging.Page, paging.PageSize);
    }

    [HttpPost, Authorize(Policies.Office)]
    [ProducesResponseType<IdAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Announce(FairRequest x, CancellationToken ct) =>
        StatusCode(StatusCodes.Status201Created, new IdAnswer(await desk.AnnounceAsync(new(x.Name, x.NameEn, x.Place, x.From!.Value, x.To!.Value, x.ApplyUntil!.Value, x.Note), User.CallerId(), ct)));

    [HttpPost("{id:guid}/cancellation"), Authorize(Policies.Office)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Cancel(Guid id, FairCancellationRequest x, CancellationToken ct) => await desk.CancelAsync(id, x.Reason, User.CallerId(), ct) ? NoContent() : NotFound();

    /// <summary>Who applied: the office sees all, a cooperative itself.</summary>
    [HttpGet("{id:guid}/entries")]
    public async Task<ActionResult<ListOf<FairEntryAnswer>>> Entries(Guid id, CancellationToken ct)
    {
        if (await reads.FindAsync(id, ct) is null) return NotFound();
        var entries = await reads.EntriesAsync(id, User.Caller().Is(Role.Office) ? null : Own, ct);
        return new ListOf<FairEntryAnswer>([.. entries.Select(x => new FairEntryAnswer(x.Id, x.CooperativeId, x.Cooperative, x.State, x.Reason, [.. x.Samples.Select(y => new SampleAnswer(y.ProductId, y.Product, new(y.Grams, Unit.Kg), y.Note))]))], entries.Count, 1, Math.Max(1, entries.Count));
    }

    /// <summary>A cooperative applies with its samples, or changes them.</summary>
    [HttpPost("{id:guid}/entries"), Authorize(Policies.Manager)]
    [ProducesResponseType<IdAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Apply(Guid id, FairEntryRequest x, CancellationToken ct) =>
        await desk.ApplyAsync(Own, id, x.CooperativeId!.Value, [.. x.Samples.Select((y, i) => new SampleFacts(y.ProductId!.Value, Grams(y.Quantity!.Value, $"samples[{i}].quantity"), y.Note))], User.CallerId(), ct) is { } entry
            ? StatusCode(StatusCodes.Status201Created, new IdAnswer(entry)) : NotFound();

    [HttpPost("{id:guid}/entries/{entry:guid}/withdrawal"), Authorize(Policies.Manager)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Withdraw(Guid id, Guid entry, CancellationToken ct) => await desk.WithdrawAsync(Own, id, entry, User.CallerId(), ct) ? NoContent() : NotFound();

    [HttpPost("{id:guid}/entries/{entry:guid}/decision"), Authorize(Policies.Office)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Decide(Guid id, Guid entry, FairDecisionRequest x, CancellationToken ct) => await desk.DecideAsync(id, entry, x.Outcome == "accept", x.Reason, User.CallerId(), ct) ? NoContent() : NotFound();

    private static long Grams(Quantity weight, string field) => weight.Unit.IsMass() ? weight.Mass(0).Grams : throw new RuleException("line.weight_unit", "Enter the weight in g, kg, t or jin.", field);
}
