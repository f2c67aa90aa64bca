using Market.Catalog.People;
using Market.Kernel.Values;
using Market.Orders.Sourcing.Reliability;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Score">Accepted on time of called, 0 to 1000; absent below the district's least number of deliveries, and then it counts as 1000.</param>
/// <param name="Called">For chains and for the supplier itself, as is the next.</param>
/// <param name="From">First day that counts.</param>
public sealed record ReliabilityAnswer(Guid SupplierId, int? Score, int Deliveries, Quantity? Called, Quantity? OnTime, DateOnly From, DateOnly To);

/// <summary>How reliable suppliers are.</summary>
[ApiController, Route("api/v1/suppliers/{id:guid}/reliability"), Authorize(Policies.Sourcing)]
public sealed class ReliabilityController(ReliabilityBook book) : ControllerBase
{
    /// <summary>Grams accepted on time of the grams called, over the last twelve months, in thousandths.</summary>
    [HttpGet]
    public async Task<ReliabilityAnswer> Find(Guid id, CancellationToken ct)
    {
        var (x, caller) = ((await book.OfAsync([id], ct))[id], User.Caller());
        // The score is everybody's; how much a rival sells is not.
        var amounts = caller.Organisation || caller.In(Role.Manager, Role.Clerk).Contains(id);
        return new(x.SupplierId, x.PerMille, x.Deliveries, amounts ? new(x.CalledGrams, Unit.Kg) : null, amounts ? new(x.OnTimeGrams, Unit.Kg) : null, x.From, x.To);
    }
}
