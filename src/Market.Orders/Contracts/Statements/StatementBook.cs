using Market.Orders.Contracts.Agreements;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Statements;

/// <summary>Statements, read inside a transaction to be changed.</summary>
internal static class StatementBook
{
    /// <summary>Locks a statement of the party by raising it, then reads it with its shares.</summary>
    public static async Task<Statement?> LockStatementAsync(this OrdersDb db, OrganisationAct act, ContractSide side, Guid id, CancellationToken ct)
    {
        var own = side == ContractSide.Chain ? db.Statements.Where(x => act.Organisations.Contains(x.ChainId)) : db.Statements.Where(x => act.Organisations.Contains(x.SupplierId));
        return await own.Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version + 1), ct) == 0
            ? null : await db.Statements.Include(x => x.Shares).SingleAsync(x => x.Id == id, ct);
    }
}
