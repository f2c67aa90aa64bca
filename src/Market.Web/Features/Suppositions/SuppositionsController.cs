using Market.Kernel;
using Market.Traceability.Recall;
using Market.Traceability.Tracing;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Suppositions;

/// <param name="Text">Code of a lot or plot, name of an input.</param>
/// <param name="Above">For a sensor breach, degrees Celsius.</param>
public sealed record WhatIfFields(WhatIfKind Kind = WhatIfKind.Lot, string? Text = null, DateOnly? From = null, DateOnly? Until = null, decimal? Above = null)
{
    /// <summary>null when nothing was asked yet.</summary>
    internal WhatIfQuestion? Question => Kind switch
    {
        WhatIfKind.Lot or WhatIfKind.Plot or WhatIfKind.Input when string.IsNullOrWhiteSpace(Text) => null,
        WhatIfKind.Window when From is null => null,
        WhatIfKind.Breach when Above is null => null,
        _ => new(Kind, Text ?? "", From, Until, (int)Math.Clamp(decimal.Round((Above ?? 0m) * 10m), -10_000m, 10_000m)),
    };
}

/// <param name="Scope">null when nothing was asked yet.</param>
/// <param name="Names">Of receivers, by key.</param>
public sealed record WhatIfPage(WhatIfFields Form, WhatIfScope? Scope, IReadOnlyDictionary<string, (string Name, string NameEn)> Names, ProposalFields Proposal);

/// <summary>What a recall of the scope needs besides its lots.</summary>
/// <param name="Lots">Codes, with spaces between.</param>
public sealed record ProposalFields(string? Lots = null, RecallClass Class = RecallClass.I, string? Reason = null, bool Refunds = false);

/// <summary>What would a recall reach? Asked before anybody proposes one.</summary>
[Authorize(Policies.Checker)]
public sealed class SuppositionsController(WhatIf suppositions, Receivers receivers, RecallDesk desk, Wording wording) : Controller
{
    private const int Shown = 100;

    [HttpGet("/district/what-if")]
    public async Task<IActionResult> Index(WhatIfFields form, CancellationToken ct) => View("Index", await PageAsync(ModelState.IsValid ? form : new(), new(), ct));

    /// <summary>Proposes a recall of the lots that were found.</summary>
    [HttpPost("/district/what-if/recall"), Authorize(Policies.Inspector)]
    public async Task<IActionResult> Propose([FromQuery] WhatIfFields form, [FromForm] ProposalFields proposal, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                var lots = (proposal.Lots ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return await desk.ProposeAsync(User.CallerId(), new(lots, proposal.Class, proposal.Reason ?? "", RecallForm.Standard, null, proposal.Refunds), ct) is var (id, _) ? Redirect($"/district/recalls/{id}") : NotFound();
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            }
        }
        return View("Index", await PageAsync(form, proposal, ct));
    }

    private async Task<WhatIfPage> PageAsync(WhatIfFields form, ProposalFields proposal, CancellationToken ct)
    {
        var scope = form.Question is { } question ? await suppositions.FindAsync(User.Caller().Tracer(), question, ct) : null;
        return new(form, scope, await receivers.NamesAsync([.. (scope?.Receivers ?? []).Take(Shown).Select(x => x.Key)], ct), proposal);
    }
}
