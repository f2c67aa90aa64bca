using Market.Catalog.Brand;
using Market.Catalog.People;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Opinions;

/// <summary>A town's opinion on applications for the shared logo: the first of the two approvals.</summary>
[Authorize(Policies.Town), Route("town/licences")]
public sealed class OpinionsController(LicenceReview review, LicenceRegister register, IStringLocalizer<Words> words) : Controller
{
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await register.WaitingForTownsAsync(id, User.Caller().In(Role.Reviewer), ct) is { } waiting ? View(waiting) : NotFound();

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> GiveOpinion(Guid id, string? outcome, string? reason, CancellationToken ct)
    {
        var caller = User.Caller();
        if (!await review.GiveOpinionAsync(id, outcome == "support", reason?.Trim() ?? "", caller.In(Role.Reviewer), caller.Id, ct)) return NotFound();
        TempData["done"] = words[outcome == "support" ? "opinion.supported" : "opinion.returned"].Value;
        return Redirect("/town");
    }
}
