using Market.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.FieldForms;

/// <param name="Person">Who is signed in.</param>
/// <param name="Token">Goes with the forms that are sent next.</param>
/// <param name="Now">The server's clock: phones in the field run fast or slow.</param>
public sealed record FieldSession(string Person, string Token, DateTime Now);

/// <summary>What a phone needs before it sends forms it has kept.</summary>
public sealed class FieldFormsController(IAntiforgery antiforgery, TimeProvider clock) : Controller
{
    [HttpGet("/office/field")]
    public FieldSession Session() => new(User.Caller().Id.ToString("N"), antiforgery.GetAndStoreTokens(HttpContext).RequestToken!, clock.GetUtcNow().UtcDateTime);
}
