using System.ComponentModel.DataAnnotations;
using Market.Catalog.Artwork;
using Market.Catalog.Brand;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Products">Only these of the licence; all when left out.</param>
public sealed record LicenceMeasureRequest([Required, StringLength(500)] string Reason, [MaxLength(200)] IReadOnlyList<Guid>? Products = null);

/// <param name="Products">The products that leave the licence.</param>
public sealed record ReductionRequest([Required, StringLength(500)] string Reason, [Required, MinLength(1), MaxLength(200)] IReadOnlyList<Guid> Products);

/// <param name="Labels">How many labels may be issued in all; 0 for no bound.</param>
/// <param name="Weight">What they may stand for in all; none for no bound.</param>
public sealed record QuotaRequest([Required, StringLength(500)] string Reason, [Range(0, 10_000_000_000)] long Labels = 0, Quantity? Weight = null);

public sealed record ConfirmationRequest([Required, StringLength(500)] string Reason, [Required] DateOnly? ValidUntil);

public sealed record WithdrawalRequest([Required, StringLength(500)] string Reason);

/// <param name="Product">One of the licence's products.</param>
/// <param name="Weight">What one label stands for; needed when the licence's quota is by weight.</param>
public sealed record LabelRequest([Required] Guid? Product, [Required, Range(1, 1_000_000)] int? Labels, Quantity? Weight = null, [StringLength(120)] string Note = "");

/// <summary>What the office does to a licence, its holder gives back, and the labels issued under it.</summary>
[ApiController, Route("api/v1/licences/{number}"), Authorize]
[ProducesResponseType<LicenceAnswer>(StatusCodes.Status200OK)]
public sealed class LicenceMeasuresController(LicenceSupervision supervision, LicenceRegister register, LabelDesk labels) : ControllerBase
{
    /// <summary>Takes the logo away for now: the badge is gone everywhere at once.</summary>
    [HttpPost("suspension"), Authorize(Policies.Office)]
    public async Task<IActionResult> Suspend(string number, LicenceMeasureRequest request, CancellationToken ct) =>
        await AnswerAsync(await supervision.SuspendAsync(number, request.Products ?? [], request.Reason, User.CallerId(), ct), number, ct);

    /// <summary>Gives the logo back.</summary>
    [HttpPost("restoration"), Authorize(Policies.Office)]
    public async Task<IActionResult> Restore(string number, LicenceMeasureRequest request, CancellationToken ct) =>
        await AnswerAsync(await supervision.RestoreAsync(number, request.Products ?? [], request.Reason, User.CallerId(), ct), number, ct);

    /// <summary>Takes the logo away for good.</summary>
    [HttpPost("revocation"), Authorize(Policies.Office)]
    public async Task<IActionResult> Revoke(string number, LicenceMeasureRequest request, CancellationToken ct) =>
        await AnswerAsync(await supervision.RevokeAsync(number, request.Reason, User.CallerId(), ct), number, ct);

    /// <summary>Takes products out of the licence for good.</summary>
    [HttpPost("reduction"), Authorize(Policies.Office)]
    public async Task<IActionResult> Reduce(string number, ReductionRequest request, CancellationToken ct) =>
        await AnswerAsync(await supervision.ReduceAsync(number, request.Products, request.Reason, User.CallerId(), ct), number, ct);

    /// <summary>Sets how many labels may be issued.</summary>
    [HttpPost("quota"), Authorize(Policies.Office)]
    public async Task<IActionResult> SetQuota(string number, QuotaRequest request, CancellationToken ct) =>
        await AnswerAsync(await supervision.SetQuotaAsync(number, (request.Labels, Grams(request.Weight, "weight")), request.Reason, User.CallerId(), ct), number, ct);

    /// <summary>Makes a provisional licence a full one.</summary>
    [HttpPost("confirmation"), Authorize(Policies.Office)]
    public async Task<IActionResult> Confirm(string number, ConfirmationRequest request, CancellationToken ct) =>
        await AnswerAsync(await supervision.ConfirmAsync(number, request.ValidUntil!.Value, request.Reason, User.CallerId(), ct), number, ct);

    /// <summary>The holder gives the licence back.</summary>
    [HttpPost("withdrawal"), Authorize(Policies.Manager)]
    public async Task<IActionResult> Withdraw(string number, WithdrawalRequest request, CancellationToken ct) =>
        await AnswerAsync(await supervision.WithdrawAsync(number, request.Reason, User.Manager(), ct), number, ct);

    /// <summary>Counts labels against the quota before they are printed.</summary>
    [HttpPost("labels"), Authorize(Policies.Manager)]
    public async Task<IActionResult> IssueLabels(string number, LabelRequest request, CancellationToken ct) =>
        await AnswerAsync(await labels.IssueAsync(number, new(request.Product!.Value, request.Labels!.Value, Grams(request.Weight, "weight"), request.Note), User.Manager(), ct), number, ct);

    private async Task<IActionResult> AnswerAsync(bool done, string number, CancellationToken ct) => done && await register.FindAsync(number, ct) is { } licence ? Ok(LicencesController.Shape(licence)) : NotFound();

    /// <exception cref="RuleException"><c>line.weight_unit</c></exception>
    internal static long Grams(Quantity? weight, string field) => weight is not { } some ? 0
        : some.Unit.IsMass() ? some.Mass(0).Grams : throw new RuleException("line.weight_unit", "Enter the weight in g, kg, t or jin.", field);
}
