using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Contracts.Statements;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Archive;

/// <summary>The town archives a contract that is over, once everything is there and paid.</summary>
public sealed class ArchiveDesk(OrdersDb db, ContractReads reads, TimeProvider clock)
{
    /// <summary>What still keeps a contract from the archive.</summary>
    /// <returns>Of review, seal, filing, meeting, papers; call_offs (not answered or not sent), deliveries (under way), disputes, statements (not made or not paid), amendment (under way).</returns>
    public async Task<IReadOnlyList<string>> LackingAsync(Guid contractId, CancellationToken ct)
    {
        if (await db.Contracts.AsNoTracking().SingleOrDefaultAsync(x => x.Id == contractId, ct) is not { } contract) return [];
        var (head, lacking) = (contract.HeadId, reads.Missing(contract, await db.ContractPapers.CountAsync(x => x.ContractId == contractId, ct)).ToList());
        if (await db.CallOffs.AnyAsync(x => x.HeadId == head && (x.State == CallOffState.Open || x.State == CallOffState.Confirmed), ct)) lacking.Add("call_offs");
        if (await db.Deliveries.AnyAsync(x => x.HeadId == head && x.State == DeliveryState.UnderWay, ct)) lacking.Add("deliveries");
        if (await db.Receipts.AnyAsync(x => x.HeadId == head && (x.State == RejectionState.Disputed || x.State == RejectionState.Upheld || x.State == RejectionState.Referred), ct)) lacking.Add("disputes");
        if (await db.OwedItems.AnyAsync(x => x.HeadId == head && (x.StatementId == null || db.Statements.Any(y => y.Id == x.StatementId && y.State != StatementState.Paid)), ct)) lacking.Add("statements");
        if (await db.Contracts.AnyAsync(x => x.OpenHeadId == head && x.Id != contractId, ct)) lacking.Add("amendment");
        return lacking;
    }

    /// <returns>false when the caller's towns have no such contract.</returns>
    /// <exception cref="RuleException"><c>contract.not_over</c>, <c>contract.incomplete</c></exception>
    public Task<bool> ArchiveAsync(OrganisationAct reviewer, Guid contractId, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.LockAsync(x => reviewer.Organisations.Contains(x.TownId), contractId, ct) is not { } contract) return false;
        var now = clock.GetUtcNow().UtcDateTime;
        contract.Archive(DistrictClock.Date(now), now);
        if (await LackingAsync(contractId, ct) is { Count: > 0 } lacking) throw new RuleException("contract.incomplete", "Something is still missing in this contract's file.", "", lacking.Count);
        db.Deeds.Add(reviewer.Actor.Does("contract.archive", contract.Id, now, contract.SupplierId));
        db.Outbox.Add(OutboxMessage.Of(contract.Step("contract.archive"), now));
        return true;
    }, ct);
}
