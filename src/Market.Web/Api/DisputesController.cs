using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Kernel.Values;
using Market.Orders.Contracts.Deliveries;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="LineId">Of the contract.</param>
/// <param name="Paid">What of the disputed goods the chain pays; 0 for nothing.</param>
public sealed record VerdictLineRequest([Required] Guid? LineId, [Required] Quantity? Paid);

/// <param name="Lines">Each contested line once.</param>
public sealed record VerdictRequest([Required, MinLength(1), MaxLength(200), NoNulls] IReadOnlyList<VerdictLineRequest> Lines, [Required, StringLength(500, MinimumLength = 1)] string Reason);

/// <summary>Disputes about deliveries that were put to a town.</summary>
[ApiController, Route("api/v1/disputes"), Authorize(Policies.Town)]
public sealed class DisputesController(RejectionDesk desk, DeliveryReads reads) : ControllerBase
{
    /// <summary>Those that wait for the caller's towns, the longest waiting first.</summary>
    [HttpGet]
    public async Task<ListOf<DeliveryAnswer>> List(CancellationToken ct)
    {
        var found = await reads.DisputesAsync(User.Caller().In(Role.Reviewer), ct);
        return new([.. found.Select(CallOffsController.Shape)], found.Count, 1, Math.Max(1, found.Count));
    }

    /// <summary>The town says how many kilograms of the disputed goods the chain pays, and why.</summary>
    [HttpPost("{id:guid}/decision")]
    public async Task<ActionResult<DeliveryAnswer>> Decide(Guid id, VerdictRequest request, CancellationToken ct)
    {
        var (caller, grams) = (User.Caller(), new Dictionary<Guid, long>());
        for (var i = 0; i < request.Lines.Count; i++) grams[request.Lines[i].LineId!.Value] = request.Lines[i].Paid.Grams($"lines[{i}].paid");
        return await desk.DecideAsync(caller.Acting(Role.Reviewer, this.Key(request)), caller.Contracts, id, (grams, request.Reason), ct) is { } known && await reads.DisputeAsync(caller.In(Role.Reviewer), known, ct) is { } delivery ? CallOffsController.Shape(delivery) : NotFound();
    }
}
