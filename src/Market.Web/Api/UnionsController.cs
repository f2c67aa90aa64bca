using System.ComponentModel.DataAnnotations;
using Market.Catalog.Cooperatives;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="BankAccount">The union's own account.</param>
/// <param name="Chair">Name of the chair, in office from <paramref name="ChairFrom"/>, today when left out.</param>
/// <param name="Members">At least three cooperatives.</param>
/// <param name="Manager">Address or number of an account that acts for the union.</param>
public sealed record UnionRequest([Required, StringLength(60)] string Slug, [Required, StringLength(120)] string Name, [Required, StringLength(160)] string NameEn, [Required] Guid? TownId, [Required, StringLength(80)] string BankAccount,
    [Required, StringLength(80)] string Chair, [Required, MinLength(1), MaxLength(100)] IReadOnlyList<Guid> Members, DateOnly? ChairFrom = null, [StringLength(200)] string Manager = "");

/// <param name="ChairFrom">First day in office.</param>
public sealed record UnionChairRequest([Required, StringLength(80)] string Chair, [Required] DateOnly? ChairFrom);

public sealed record UnionAccountRequest([Required, StringLength(80)] string BankAccount);

/// <param name="Until">Last day; absent while none is known.</param>
public sealed record UnionChairAnswer(string Name, DateOnly From, DateOnly? Until);

public sealed record UnionMemberRequest([Required] Guid? CooperativeId);

/// <param name="LeftOn">First day on which it was no member any more.</param>
public sealed record UnionMemberAnswer(Guid CooperativeId, string Name, string NameEn, DateOnly JoinedOn, DateOnly? LeftOn);

public sealed record UnionAnswer(Guid Id, string Slug, string Name, string NameEn, PlaceAnswer Town, string Chair, DateOnly RegisteredOn, IReadOnlyList<UnionMemberAnswer> Members, IReadOnlyList<UnionChairAnswer> Chairs);

/// <summary>Unions of cooperatives.</summary>
[ApiController, Route("api/v1/unions")]
public sealed class UnionsController(UnionDesk desk, UnionRegistry registry) : ControllerBase
{
    /// <summary>Unions and their members.</summary>
    [HttpGet, AllowAnonymous]
    public async Task<ListOf<UnionAnswer>> List([FromQuery] Paging paging, CancellationToken ct)
    {
        var (items, total) = await registry.ListAsync(paging.Page, paging.PageSize, ct);
        return new([.. items.Select(Shape)], total, paging.Page, paging.PageSize);
    }

    /// <summary>Registers a union of at least three cooperatives.</summary>
    [HttpPost, Authorize(Policies.Office)]
    [ProducesResponseType<UnionAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Register(UnionRequest x, CancellationToken ct)
    {
        var id = await desk.RegisterAsync(new(x.Slug, x.Name, x.NameEn, x.TownId!.Value, x.BankAccount, x.Chair, x.Members, x.ChairFrom, x.Manager), User.CallerId(), ct);
        return StatusCode(StatusCodes.Status201Created, Shape((await registry.FindAsync(id, ct))!));
    }

    /// <summary>A cooperative joins a union.</summary>
    [HttpPost("{id:guid}/members"), Authorize(Policies.Office)]
    public async Task<ActionResult<UnionAnswer>> Join(Guid id, UnionMemberRequest request, CancellationToken ct) =>
        await desk.JoinAsync(id, request.CooperativeId!.Value, User.CallerId(), ct) ? Shape((await registry.FindAsync(id, ct))!) : NotFound();

    /// <summary>A cooperative leaves a union; three must remain.</summary>
    [HttpPost("{id:guid}/members/{cooperativeId:guid}/departure"), Authorize(Policies.Office)]
    public async Task<ActionResult<UnionAnswer>> Leave(Guid id, Guid cooperativeId, CancellationToken ct) =>
        await desk.LeaveAsync(id, cooperativeId, User.CallerId(), ct) ? Shape((await registry.FindAsync(id, ct))!) : NotFound();

    /// <summary>A new chair from a day on; the term before ends the day before.</summary>
    [HttpPost("{id:guid}/chairs"), Authorize(Policies.Office)]
    public async Task<ActionResult<UnionAnswer>> Elect(Guid id, UnionChairRequest request, CancellationToken ct) =>
        await desk.ElectAsync(id, request.Chair, request.ChairFrom!.Value, User.CallerId(), ct) ? Shape((await registry.FindAsync(id, ct))!) : NotFound();

    /// <summary>Another account of the union's own; the one before stays on record.</summary>
    [HttpPost("{id:guid}/accounts"), Authorize(Policies.Office)]
    public async Task<ActionResult<UnionAnswer>> ChangeAccount(Guid id, UnionAccountRequest request, CancellationToken ct) =>
        await desk.ChangeAccountAsync(id, request.BankAccount, User.CallerId(), ct) ? Shape((await registry.FindAsync(id, ct))!) : NotFound();

    private static UnionAnswer Shape(UnionView x) => new(x.Id, x.Slug, x.Name, x.NameEn, DirectoryController.Shape(x.Town), x.Chair, x.RegisteredOn, [.. x.Members.Select(y => new UnionMemberAnswer(y.CooperativeId, y.Name, y.NameEn, y.JoinedOn, y.LeftOn))],
        [.. x.Chairs.Select(y => new UnionChairAnswer(y.Name, y.From, y.Until))]);
}
