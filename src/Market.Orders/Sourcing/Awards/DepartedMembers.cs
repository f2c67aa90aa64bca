using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Awards;

/// <summary>Takes the parts of members that have left out of a union's accepted awards: the others' parts hold, theirs can be filled again.</summary>
public sealed class DepartedMembers(OrdersDb db, ISupplyQuestions catalog, TimeProvider clock)
{
    /// <summary>Before a contract is drafted; the demand is locked, so that what many see at once is taken out once.</summary>
    /// <exception cref="RuleException"><c>demand.not_open</c></exception>
    public async Task ReleaseAsync(ChainAct buyer, Guid demandId, Guid supplierId, CancellationToken ct)
    {
        if ((await catalog.SuppliersAsync([supplierId], ct)).GetValueOrDefault(supplierId) is not { Members.Count: > 0 } union) return;
        if (!await Leaving(buyer, demandId, (supplierId, union.Members)).AnyAsync(ct)) return;
        var now = clock.GetUtcNow().UtcDateTime;
        await db.InTransactionAsync(async () =>
        {
            await DemandReads.HoldAsync(db, demandId, ct);
            var ids = await Leaving(buyer, demandId, (supplierId, union.Members)).Select(x => x.Id).ToListAsync(ct);
            foreach (var award in await db.Awards.Include(x => x.Lines).ThenInclude(x => x.Parts).AsSplitQuery().Where(x => ids.Contains(x.Id)).ToListAsync(ct))
            {
                var back = award.Lines.Sum(line => Release(line, union.Members));
                db.RemoveRange(award.Lines.Where(x => x.Parts.Count == 0));
                // Nothing left: nobody of the union delivers any of it.
                var state = award.Lines.TrueForAll(x => x.Parts.Count == 0) ? AwardState.DroppedOut : award.State;
                if (await db.Awards.Where(x => x.Id == award.Id && x.State == AwardState.Accepted && x.ContractId == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(x => x.GivenBackGrams, x => x.GivenBackGrams + back).SetProperty(x => x.State, state), ct) == 0) throw new RuleException("contract.awards_taken", "These awards are in a contract already, or were given up.");
                db.Deeds.Add(buyer.Actor.Does("award.member_left", award.Id, now, supplierId));
            }
            return 0;
        }, ct);
    }

    /// <returns>Grams that are given back.</returns>
    private long Release(AwardLine line, IReadOnlyList<Guid> members)
    {
        var gone = line.Parts.FindAll(x => !members.Contains(x.CooperativeId));
        db.RemoveRange(gone);
        foreach (var part in gone) line.Parts.Remove(part);
        var back = gone.Sum(x => x.Grams);
        line.Grams -= back;
        return back;
    }

    private IQueryable<Award> Leaving(ChainAct buyer, Guid demandId, (Guid Id, IReadOnlyList<Guid> Members) union) => db.Awards
        .Where(x => x.DemandId == demandId && buyer.Chains.Contains(x.ChainId) && x.SupplierId == union.Id && x.State == AwardState.Accepted && x.ContractId == null && x.Lines.Any(y => y.Parts.Any(z => !union.Members.Contains(z.CooperativeId))));
}
