using System.ComponentModel.DataAnnotations;
using Market.Catalog.Certificates;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Kind">pollution_free, green, organic, geographical_indication, or what the brand office added.</param>
/// <param name="Number">Organic: the 17 digits of the organic code.</param>
/// <param name="Holder">Id of the cooperative.</param>
/// <param name="Products">None for kinds that honour the cooperative as a whole.</param>
/// <param name="File">Hash of an uploaded picture of the papers.</param>
/// <param name="Level">national, provincial, city or district, of a demonstration cooperative.</param>
public sealed record CertificateRequest([Required, StringLength(40)] string Kind, [Required, StringLength(60)] string Number, [Required] Guid? Holder, [Required, MaxLength(200)] IReadOnlyList<Guid> Products,
    [Required] DateOnly? IssuedOn, [Required] DateOnly? ValidUntil, [Required, StringLength(120)] string Issuer, [StringLength(64)] string File = "", Quantity? Quantity = null, [StringLength(20)] string Level = "");

/// <summary>What the brand office found in the issuer's register.</summary>
public enum Finding { Verified, Refused }

/// <param name="RecheckOn">Day to compare it again.</param>
/// <param name="Reason">Required when it is refused.</param>
public sealed record VerificationRequest([Required] Finding? Outcome, DateOnly? RecheckOn = null, [StringLength(500)] string Reason = "");

/// <param name="Status">submitted, refused, valid or expired, as of today.</param>
public sealed record CertificateAnswer(Guid Id, string Kind, string Number, LicenceHolderAnswer Holder, string Issuer, DateOnly IssuedOn, DateOnly ValidUntil, string Status, IReadOnlyList<ScopeAnswer> Products, string? Level);

/// <summary>Certificates: sent by cooperatives, compared with the issuer's register by the brand office, and the public register.</summary>
[ApiController, Route("api/v1/certificates"), Authorize]
public sealed class CertificatesController(CertificateDesk desk, CertificateRegister register) : ControllerBase
{
    [HttpPost, Authorize(Policies.Manager)]
    [ProducesResponseType<CertificateAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Submit(CertificateRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        if (!caller.In(Role.Manager).Contains(request.Holder!.Value)) return NotFound();
        if (request.Quantity is { } covered && !covered.Unit.IsMass()) throw new RuleException("line.weight_unit", "Enter the weight in g, kg, t or jin.", "quantity");
        var form = new CertificateForm(request.Kind, request.Number, [.. request.Products], request.Issuer, request.IssuedOn!.Value, request.ValidUntil!.Value, request.Quantity?.Mass(0).Grams ?? 0, request.File, request.Level);
        return await desk.SubmitAsync(request.Holder.Value, form, new(caller.Id, caller.In(Role.Manager)), ct) is { } id ? StatusCode(StatusCodes.Status201Created, await ShownAsync(id, ct)) : NotFound();
    }

    [HttpPost("{id:guid}/verification"), Authorize(Policies.Office)]
    [ProducesResponseType<CertificateAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Verify(Guid id, VerificationRequest request, CancellationToken ct)
    {
        var office = User.CallerId();
        var done = request.Outcome == Finding.Verified ? await desk.VerifyAsync(id, request.RecheckOn, office, ct) : await desk.RefuseAsync(id, request.Reason, office, ct);
        return done ? Ok(await ShownAsync(id, ct)) : NotFound();
    }

    /// <summary>The public register: what was verified, valid today or not.</summary>
    [HttpGet, AllowAnonymous]
    public async Task<ListOf<CertificateAnswer>> Certificates([FromQuery] Paging paging, [FromQuery, StringLength(60)] string? q, [FromQuery, StringLength(40)] string? kind, Guid? cooperative, CancellationToken ct)
    {
        var (items, total) = await register.ListAsync(q ?? "", kind, cooperative, paging.Page, paging.PageSize, ct);
        return new([.. items.Select(Shape)], total, paging.Page, paging.PageSize);
    }

    private async Task<CertificateAnswer?> ShownAsync(Guid id, CancellationToken ct) => await register.FindAsync(id, ct) is { } shown ? Shape(shown) : null;

    private static CertificateAnswer Shape(CertificateView x) => new(x.Id, x.Kind, x.Number, new(x.CooperativeId, x.Cooperative, x.CooperativeEn), x.Issuer, x.IssuedOn, x.ValidUntil, x.Status,
        [.. x.Products.Select(y => new ScopeAnswer(y.Id, y.Name, y.NameEn, y.Suspended))], x.Level is "" ? null : x.Level);
}
