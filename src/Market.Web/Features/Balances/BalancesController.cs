using Market.Catalog.Cooperatives;
using Market.Traceability;
using Market.Traceability.Tracing;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Balances;

/// <param name="All">Balances inside the band too.</param>
public sealed record BalanceFields(Guid? Cooperative = null, DateOnly? From = null, DateOnly? Until = null, bool All = false)
{
    internal BalanceQuestion Question => new(Cooperative, From, Until, !All);
}

/// <param name="Choices">Cooperatives that the caller may choose from.</param>
public sealed record BalancesPage(IReadOnlyList<LotBalance> Items, BalanceFields Form, IReadOnlyList<CooperativeCard> Choices, IReadOnlyDictionary<Guid, CooperativeCard> Names, BalanceBand Band, Pager Pager);

/// <summary>Do the kilograms of each lot add up?</summary>
[Authorize(Policies.Tracer)]
public sealed class BalancesController(MassBalance balances, CooperativeRegistry registry, TraceSettings settings) : Controller
{
    private const int PageSize = 50, MostChoices = 500;

    [HttpGet("/balances")]
    public async Task<IActionResult> Index(BalanceFields form, int page = 1, CancellationToken ct = default)
    {
        if (!ModelState.IsValid) form = new();
        page = Math.Clamp(page, 1, 10_000);
        var party = User.Caller().Tracer();
        var (items, total) = await balances.ListAsync(party, form.Question, page, PageSize, ct);
        var names = await registry.ByIdAsync([.. items.Select(x => x.CooperativeId).Distinct()], ct);
        IReadOnlyList<CooperativeCard> choices = party.Cooperatives is { } own ? [.. (await registry.ByIdAsync(own, ct)).Values] : (await registry.ListAsync(null, 1, MostChoices, ct)).Items;
        return View(new BalancesPage(items, form, choices, names, settings.Band, new(Request, page, total, PageSize)));
    }

    [HttpGet("/balances.csv")]
    public async Task<IActionResult> Table(BalanceFields form, CancellationToken ct)
    {
        if (!ModelState.IsValid) return BadRequest();
        await Response.WriteCsvAsync("balances.csv", MassBalance.Header, balances.RowsAsync(User.Caller().Tracer(), form.Question, ct), ct);
        return new EmptyResult();
    }
}
