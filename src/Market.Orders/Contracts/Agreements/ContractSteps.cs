using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Agreements;

/// <summary>The two people who sign: the handler (经手人) and the chair (理事长).</summary>
public sealed record SealNames(string Handler, string Chair);

/// <summary>The way of a draft: both parties agree, the town reviews, it is sealed and filed. Each step happens once, however many try at the same moment.</summary>
public sealed class ContractSteps(OrdersDb db, ISupplyQuestions catalog, OrdersSettings settings, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The chain's approver or the supplier's manager agrees.</summary>
    /// <param name="said">The supplier's meeting record, needed from a local threshold on; and which drafting was read, null when that is not said.</param>
    /// <returns>false when the caller's organisations have no such contract.</returns>
    /// <exception cref="RuleException"><c>contract.not_draft</c>, <c>contract.agreed_already</c>, <c>contract.same_person</c>, <c>contract.meeting_missing</c>, <c>contract.changed</c>, <c>contract.member_left</c></exception>
    public async Task<bool> AgreeAsync(OrganisationAct act, ContractSide side, Guid contractId, (MeetingRecord? Meeting, int? Round) said, CancellationToken ct)
    {
        await MustBeMembersAsync(act, contractId, ct);
        return await StepAsync(act, contractId, side, "contract.agree", contract =>
        {
            if (said.Round is { } round && round != contract.Round) throw new RuleException("contract.changed", "The text was changed since you read it: please read it again.");
            contract.Agree(side, act.Actor.Id, said.Meeting, settings.Contracts.MeetingFen, Now);
            return contract.State == ContractState.Agreed ? "contract.agreed" : "contract.agree";
        }, ct);
    }

    /// <summary>Whoever has left a union since the draft delivers nothing for it.</summary>
    private async Task MustBeMembersAsync(OrganisationAct act, Guid contractId, CancellationToken ct)
    {
        var parts = await db.Contracts.Where(x => x.Id == contractId && x.State == ContractState.Draft && (act.Organisations.Contains(x.ChainId) || act.Organisations.Contains(x.SupplierId)))
            .SelectMany(x => x.Lines.SelectMany(y => y.Shares), (x, y) => new { x.SupplierId, y.CooperativeId }).Where(x => x.CooperativeId != x.SupplierId).Distinct().ToListAsync(ct);
        if (parts.Count == 0) return;
        var suppliers = await catalog.SuppliersAsync([.. parts.Select(x => x.CooperativeId), parts[0].SupplierId], ct);
        var members = suppliers.GetValueOrDefault(parts[0].SupplierId)?.Members ?? [];
        if (parts.Find(x => !members.Contains(x.CooperativeId)) is { } gone)
            throw new RuleException("contract.member_left", "A member has left the union: the contract must be put right first.", "", suppliers.GetValueOrDefault(gone.CooperativeId)?.Name ?? "");
    }

    /// <summary>The reviewer of the supplier's town supports it, or returns it with a reason.</summary>
    /// <returns>false when the caller's towns have no such contract to review.</returns>
    /// <exception cref="RuleException"><c>contract.not_agreed</c>, <c>contract.reason_missing</c></exception>
    public Task<bool> ReviewAsync(OrganisationAct reviewer, Guid contractId, bool support, string reason, CancellationToken ct) => StepAsync(reviewer, contractId, null, support ? "contract.support" : "contract.return", contract =>
    {
        contract.Review(support, reason, reviewer.Actor.Id, Now);
        return support ? "contract.support" : "contract.return";
    }, ct);

    /// <summary>The supplier's manager records who signed and sealed it.</summary>
    /// <returns>false when the caller's suppliers have no such contract.</returns>
    /// <exception cref="RuleException"><c>contract.not_reviewed</c>, <c>contract.seal_names</c>, <c>contract.chair</c></exception>
    public async Task<bool> SealAsync(OrganisationAct manager, Guid contractId, SealNames names, CancellationToken ct)
    {
        var supplier = await db.Contracts.Where(x => x.Id == contractId && manager.Organisations.Contains(x.SupplierId)).Select(x => (Guid?)x.SupplierId).SingleOrDefaultAsync(ct);
        if (supplier is null) return false;
        var chair = await catalog.ChairAsync(supplier.Value, DistrictClock.Date(Now), ct);
        return await StepAsync(manager, contractId, ContractSide.Supplier, "contract.seal", contract =>
        {
            contract.Seal(names.Handler, names.Chair, chair, Now);
            return "contract.seal";
        }, ct);
    }

    /// <summary>The reviewer files it: from now on goods may be called for. An amendment takes the place of the version before it.</summary>
    /// <param name="number">The town's filing number, used once in the town.</param>
    /// <returns>false when the caller's towns have no such contract.</returns>
    /// <exception cref="RuleException"><c>contract.not_sealed</c>, <c>contract.filing_number</c>, <c>contract.filing_number_used</c>, <c>contract.below_called</c></exception>
    public Task<bool> FileAsync(OrganisationAct reviewer, Guid contractId, string number, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.LockAsync(x => reviewer.Organisations.Contains(x.TownId), contractId, ct) is not { } contract) return false;
        contract.File(number, reviewer.Actor.Id, Now);
        if (await db.Contracts.AnyAsync(x => x.TownId == contract.TownId && x.FilingNumber == contract.FilingNumber, ct)) throw new RuleException("contract.filing_number_used", "This filing number was used already.", "number");
        if (contract.Nth > 1) (await db.Contracts.SingleAsync(x => x.HeadId == contract.HeadId && x.State == ContractState.Filed, ct)).Supersede(Now);
        await CountAsync(contract, ct);
        Tell(contract, reviewer, "contract.file", "contract.filed", Now);
        return true;
    }, ct);

    /// <summary>What may be called for is what the version in force says; never less than was called for before.</summary>
    private async Task CountAsync(Contract contract, CancellationToken ct)
    {
        var now = contract.Lines.ToDictionary(x => x.FigureId);
        foreach (var known in await db.ContractFigures.AsNoTracking().Where(x => x.HeadId == contract.HeadId).ToListAsync(ct))
        {
            var agreed = now.Remove(known.Id, out var line) ? line.Grams : 0;
            if (await db.ContractFigures.Where(x => x.Id == known.Id && x.Called <= agreed).ExecuteUpdateAsync(set => set.SetProperty(x => x.Agreed, agreed), ct) == 0)
                throw new RuleException("contract.below_called", "More was called for already than this version would allow.", "", known.Called / 1000m);
        }
        db.ContractFigures.AddRange(now.Values.Select(x => new ContractFigure { Id = x.FigureId, HeadId = contract.HeadId, Agreed = x.Grams }));
    }

    private Task<bool> StepAsync(OrganisationAct act, Guid contractId, ContractSide? side, string deed, Func<Contract, string> step, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var found = side switch
        {
            ContractSide.Chain => await db.LockAsync(x => act.Organisations.Contains(x.ChainId), contractId, ct),
            ContractSide.Supplier => await db.LockAsync(x => act.Organisations.Contains(x.SupplierId), contractId, ct),
            _ => await db.LockAsync(x => act.Organisations.Contains(x.TownId) && x.State != ContractState.Draft && x.State != ContractState.Cancelled, contractId, ct),
        };
        if (found is null) return false;
        var now = Now;
        Tell(found, act, deed, step(found), now);
        return true;
    }, ct);

    private void Tell(Contract contract, OrganisationAct act, string deed, string step, DateTime now)
    {
        db.Deeds.Add(act.Actor.Does(deed, contract.Id, now, contract.SupplierId));
        db.Outbox.Add(OutboxMessage.Of(contract.Step(step, step == "contract.return" ? contract.ReturnReason : ""), now));
    }
}
