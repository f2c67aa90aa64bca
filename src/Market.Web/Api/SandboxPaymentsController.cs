using System.ComponentModel.DataAnnotations;
using Market.Orders.Payments.Sandbox;
using Market.Orders.Settlement;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Outcome">succeed, fail or timeout.</param>
public sealed record SandboxDecision([Required, RegularExpression("^(succeed|fail|timeout)$")] string Outcome);

/// <summary>The buyer decides at the sandbox how a payment ends; demo mode only.</summary>
[ApiController, Route("sandbox/payments"), Authorize]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class SandboxPaymentsController(PaymentReads payments, IServiceProvider services) : ControllerBase
{
    [HttpPost("{id:guid}"), Consumes("application/json")]
    public async Task<IActionResult> Decide(Guid id, SandboxDecision decision, CancellationToken ct)
    {
        // Without demo mode there is no sandbox, and so no such address.
        if (services.GetService<SandboxProvider>() is not { } sandbox) return NotFound();
        if (await payments.UrlAsync(id, User.Caller().Id, ct) is not { } url || sandbox.Open(id, url) is not { } link) return NotFound();
        sandbox.Decide(link, decision.Outcome);
        return Accepted();
    }
}
