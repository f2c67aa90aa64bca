using Market.Orders.Claims;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Reviews;

/// <summary>What buyers' orders say of a cooperative.</summary>
/// <param name="Completed">Parts of orders that were completed.</param>
/// <param name="Claims">Claims that were opened.</param>
/// <param name="Late">Of them, those that went to the town or were answered after their time.</param>
/// <param name="Granted">Of them, those that were granted.</param>
public sealed record Standing(int Completed, int Claims, int Late, int Granted);

/// <summary>Counts for the evidence of a cooperative's repute.</summary>
public sealed class StandingReads(OrdersDb db)
{
    /// <param name="since">UTC.</param>
    public async Task<Standing> OfAsync(Guid cooperativeId, DateTime since, CancellationToken ct)
    {
        var claims = db.Claims.Where(x => x.CooperativeId == cooperativeId && x.OpenedAt >= since);
        return new(await db.SubOrders.CountAsync(x => x.CooperativeId == cooperativeId && x.CompletedAt >= since, ct), await claims.CountAsync(ct),
            await claims.CountAsync(x => x.State == ClaimState.WithTown || x.AnsweredAt > x.AnswerBy, ct), await claims.CountAsync(x => x.State == ClaimState.Granted, ct));
    }
}
