using Market.Orders.Settlement;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Api;

/// <summary>What payment providers tell us. The raw body is signed, so it is read before anything else touches it.</summary>
[ApiController, Route("webhooks"), AllowAnonymous]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class WebhooksController(PaymentDesk payments, TimeProvider clock, IStringLocalizer<Refusals> words) : ControllerBase
{
    private const int Largest = 256 * 1024;

    [HttpPost("{provider}"), RequestSizeLimit(Largest)]
    public async Task<IActionResult> Take(string provider, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await Request.Body.CopyToAsync(body, ct);
        var signature = Request.Headers[provider == "stripe" ? "Stripe-Signature" : "Sandbox-Signature"].ToString();
        var taking = await payments.TakeAsync(provider, body.ToArray(), signature, clock.GetUtcNow().UtcDateTime, ct);
        return taking == Taking.Forged
            ? Problems.Of(HttpContext, StatusCodes.Status400BadRequest, "webhook.signature", words["webhook.signature"].Value)
            : Ok(new { status = taking.ToString().ToLowerInvariant() });
    }
}
