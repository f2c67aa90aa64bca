using Market.Orders.Payments.Sandbox;
using Market.Orders.Settlement;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Sandbox;

/// <summary>The sandbox's payment page; it exists in demo mode only.</summary>
public sealed class SandboxController(PaymentReads payments, IServiceProvider services) : Controller
{
    [HttpGet("/sandbox/payments/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await LinkAsync(id, ct) is { } link ? View(link) : NotFound();

    [HttpPost("/sandbox/payments/{id:guid}"), Consumes("application/x-www-form-urlencoded")]
    public async Task<IActionResult> Decide(Guid id, string outcome, CancellationToken ct)
    {
        if (await LinkAsync(id, ct) is not { } link) return NotFound();
        services.GetRequiredService<SandboxProvider>().Decide(link, outcome is "succeed" or "fail" ? outcome : "timeout");
        return View("Wait", await payments.OrderAsync(id, User.Caller().Id, ct));
    }

    private async Task<SandboxLink?> LinkAsync(Guid id, CancellationToken ct) =>
        services.GetService<SandboxProvider>() is { } sandbox && await payments.UrlAsync(id, User.Caller().Id, ct) is { } url ? sandbox.Open(id, url) : null;
}
