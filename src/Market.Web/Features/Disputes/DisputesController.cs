using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Contracts.Deliveries;
using Market.Web.Features.Contracts;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Disputes;

/// <param name="Paid">Kilograms as typed, by the contract's line.</param>
public sealed record DisputePage(DeliveryView Delivery, IReadOnlyDictionary<Guid, decimal?> Paid, string Reason);

/// <summary>A dispute about a delivery in which both parties stand firm: the supplier's town decides.</summary>
[Authorize(Policies.Town), Route("town/disputes/{id:guid}")]
public sealed class DisputesController(RejectionDesk desk, DeliveryReads reads, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await reads.DisputeAsync(User.Caller().In(Role.Reviewer), id, ct) is { } delivery ? View("Show", new DisputePage(delivery, new Dictionary<Guid, decimal?>(), "")) : NotFound();

    [HttpPost]
    public async Task<IActionResult> Decide(Guid id, Dictionary<Guid, decimal?>? paid, string? reason, CancellationToken ct)
    {
        var (caller, typed) = (User.Caller(), paid ?? []);
        if (await reads.DisputeAsync(caller.In(Role.Reviewer), id, ct) is not { } delivery) return NotFound();
        // Nothing typed is not a decision to pay nothing.
        if (typed.Values.Any(x => x is null)) ModelState.AddModelError("quantity", words["town.decide_missing"].Value);
        if (ModelState.IsValid)
        {
            try
            {
                var grams = typed.ToDictionary(x => x.Key, x => ContractFields.Form.Grams(x.Value));
                if (await desk.DecideAsync(caller.Acting(Role.Reviewer), caller.Contracts, id, (grams, reason ?? ""), ct) is null) return NotFound();
                TempData["done"] = words["town.decided"].Value;
                return Redirect("/town");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            }
        }
        return View("Show", new DisputePage(delivery, typed, reason ?? ""));
    }
}
