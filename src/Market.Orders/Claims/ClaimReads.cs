using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Claims;

/// <summary>A claim as buyer, cooperative and town see it.</summary>
public sealed record ClaimView(Guid Id, Guid OrderId, string OrderNumber, Guid LineId, string ProductName, string Reason, string? PictureHash, long AskedFen,
    ClaimState State, DateTime OpenedAt, DateTime AnswerBy, string Answer, long RefundFen);

/// <summary>Lists of claims; whose they are is part of each query.</summary>
public sealed class ClaimReads(OrdersDb db)
{
    /// <summary>A buyer's claims about one order.</summary>
    public Task<List<ClaimView>> OfOrderAsync(Guid orderId, Guid buyer, CancellationToken ct) =>
        View(db.Claims.Where(x => x.OrderId == orderId && x.BuyerId == buyer).OrderBy(x => x.OpenedAt)).ToListAsync(ct);

    /// <summary>Claims of these cooperatives, those to answer first.</summary>
    public Task<PageOf<ClaimView>> OfCooperativesAsync(IReadOnlyCollection<Guid> cooperatives, int page, int pageSize, CancellationToken ct) =>
        PageAsync(db.Claims.Where(x => cooperatives.Contains(x.CooperativeId)), page, pageSize, ct);

    /// <summary>Claims that were not answered in time and wait for these towns.</summary>
    public Task<PageOf<ClaimView>> WithTownsAsync(IReadOnlyCollection<Guid> towns, int page, int pageSize, CancellationToken ct) =>
        PageAsync(db.Claims.Where(x => towns.Contains(x.TownId) && x.State == ClaimState.WithTown), page, pageSize, ct);

    /// <summary>How many claims a cooperative has still to answer.</summary>
    public Task<int> OpenAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) =>
        db.Claims.CountAsync(x => cooperatives.Contains(x.CooperativeId) && x.State == ClaimState.Open, ct);

    private static async Task<PageOf<ClaimView>> PageAsync(IQueryable<Claim> claims, int page, int pageSize, CancellationToken ct) => new(
        await View(claims.OrderBy(x => x.State == ClaimState.Open || x.State == ClaimState.WithTown ? 0 : 1).ThenBy(x => x.AnswerBy).ThenBy(x => x.Id))
            .Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(ct),
        await claims.CountAsync(ct), page, pageSize);

    private static IQueryable<ClaimView> View(IQueryable<Claim> claims) => claims.AsNoTracking().Select(x => new ClaimView(x.Id, x.OrderId, x.OrderNumber,
        x.LineId, x.ProductName, x.Reason, x.PictureHash, x.AskedFen, x.State, x.OpenedAt, x.AnswerBy, x.Answer, x.RefundFen));
}
