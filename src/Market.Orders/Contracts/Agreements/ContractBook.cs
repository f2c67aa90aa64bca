using System.Linq.Expressions;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Agreements;

/// <summary>Contracts, read inside a transaction to be changed.</summary>
internal static class ContractBook
{
    /// <summary>A version with its lines. The first version's row is raised and thereby locked: whatever is read afterwards of the contract and what follows from it, nobody changes before the transaction ends.</summary>
    /// <param name="mine">Whose contracts the caller may touch.</param>
    public static async Task<Contract?> LockAsync(this OrdersDb db, Expression<Func<Contract, bool>> mine, Guid id, CancellationToken ct)
    {
        if (await db.Contracts.Where(mine).Where(x => x.Id == id).Select(x => (Guid?)x.HeadId).SingleOrDefaultAsync(ct) is not { } head) return null;
        await db.Contracts.Where(x => x.Id == head).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version + 1), ct);
        return await db.Contracts.Include(x => x.Lines).ThenInclude(x => x.Shares).AsSplitQuery().SingleAsync(x => x.Id == id, ct);
    }

    /// <summary>As <see cref="LockAsync"/>, of a contract in which the caller's organisations are this side.</summary>
    public static Task<Contract?> OwnAsync(this OrdersDb db, OrganisationAct act, ContractSide side, Guid id, CancellationToken ct) => side == ContractSide.Chain
        ? db.LockAsync(x => act.Organisations.Contains(x.ChainId), id, ct)
        : db.LockAsync(x => act.Organisations.Contains(x.SupplierId), id, ct);

    /// <summary>The filed version, once it is locked; the contract's first version before anything was filed.</summary>
    public static Task<Contract> InForceAsync(this OrdersDb db, Guid head, CancellationToken ct) => db.Contracts.Include(x => x.Lines).ThenInclude(x => x.Shares).AsSplitQuery()
        .Where(x => x.HeadId == head && (x.Nth == 1 || x.State == ContractState.Filed || x.State == ContractState.Archived))
        .OrderBy(x => x.State == ContractState.Filed || x.State == ContractState.Archived ? 0 : 1).ThenByDescending(x => x.Nth).FirstAsync(ct);
}
