using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

public sealed record PlaceAnswer(Guid Id, string Slug, string Name, string NameEn);

/// <param name="TownId">Town it stands in.</param>
public sealed record StoreAnswer(Guid Id, string Slug, string Name, string NameEn, Guid TownId, string Address);

public sealed record StationAnswer(Guid Id, string Slug, string Name, string NameEn, PlaceAnswer? Town, string Address, string Phone);

public sealed record CooperativeAnswer(Guid Id, string Slug, string Name, string NameEn, PlaceAnswer Town, string Village, int Products, bool CharterFiled);

/// <summary>The public lists: towns, stations, chains, cooperatives.</summary>
[ApiController, Route("api/v1")]
public sealed class DirectoryController(DistrictDirectory directory, CooperativeRegistry registry, Onboarding onboarding) : ControllerBase
{
    [HttpGet("towns"), AllowAnonymous]
    public async Task<ListOf<PlaceAnswer>> Towns(CancellationToken ct) => All(await directory.TownsAsync(ct), Shape);

    [HttpGet("chains"), AllowAnonymous]
    public async Task<ListOf<PlaceAnswer>> Chains(CancellationToken ct) => All(await directory.ChainsAsync(ct), Shape);

    /// <summary>Stores of the chains.</summary>
    [HttpGet("stores"), AllowAnonymous]
    public async Task<ListOf<StoreAnswer>> Stores(CancellationToken ct) => All(await directory.StoresAsync([.. (await directory.ChainsAsync(ct)).Select(x => x.Id)], ct), x => new StoreAnswer(x.Id, x.Slug, x.Name, x.NameEn, x.TownId!.Value, x.Address));

    [HttpGet("stations"), AllowAnonymous]
    public async Task<ListOf<StationAnswer>> Stations(CancellationToken ct)
    {
        var towns = (await directory.TownsAsync(ct)).ToDictionary(x => x.Id);
        return All(await directory.StationsAsync(ct), x => new StationAnswer(x.Id, x.Slug, x.Name, x.NameEn,
            x.TownId is { } town && towns.TryGetValue(town, out var view) ? Shape(view) : null, x.Address, x.Phone));
    }

    [HttpGet("cooperatives"), AllowAnonymous]
    public async Task<ListOf<CooperativeAnswer>> Cooperatives([FromQuery] Paging paging, Guid? town, CancellationToken ct)
    {
        var (items, total) = await registry.ListAsync(town, paging.Page, paging.PageSize, ct);
        return new([.. items.Select(Shape)], total, paging.Page, paging.PageSize);
    }

    /// <summary>A cooperative joins: its town reviews the charter.</summary>
    [HttpPost("cooperatives"), Authorize]
    [ProducesResponseType<IdAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Apply(NewCooperative application, CancellationToken ct) =>
        StatusCode(StatusCodes.Status201Created, new IdAnswer(await onboarding.ApplyAsync(application, User.Caller().Id, ct)));

    /// <summary>The town files the charter, or returns it with a reason.</summary>
    [HttpPost("cooperatives/{id:guid}/charter-review"), Authorize(Policies.Town)]
    public async Task<IActionResult> ReviewCharter(Guid id, ReviewRequest review, CancellationToken ct)
    {
        var caller = User.Caller();
        return await onboarding.ReviewAsync(id, review.Approve, review.Reason, caller.In(Role.Reviewer), caller.Id, ct) ? NoContent() : NotFound();
    }

    internal static PlaceAnswer Shape(PlaceView place) => new(place.Id, place.Slug, place.Name, place.NameEn);

    private static CooperativeAnswer Shape(CooperativeCard card) =>
        new(card.Id, card.Slug, card.Name, card.NameEn, Shape(card.Town), card.Village, card.Products, card.CharterFiled);

    private static ListOf<T> All<TFrom, T>(List<TFrom> rows, Func<TFrom, T> shape) => new(rows.ConvertAll(x => shape(x)), rows.Count, 1, Math.Max(rows.Count, 1));
}

/// <summary>What was made.</summary>
public sealed record IdAnswer(Guid Id);

/// <param name="Reason">Required when it is not approved.</param>
public sealed record ReviewRequest(bool Approve, string Reason = "");
