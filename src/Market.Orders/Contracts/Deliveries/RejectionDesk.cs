using System.Linq.Expressions;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Data;
using Market.Orders.Income;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>What becomes of goods that are not paid for, rejected or short: the supplier agrees or disputes, the chain gives in or stands by it, and when both stand firm the supplier's town decides.</summary>
public sealed class RejectionDesk(OrdersDb db, Ledger ledger, TimeProvider clock)
{
    /// <summary>The supplier disputes that goods were rejected or short: what they would have cost is held until it is settled.</summary>
    /// <returns>The receipt's id; null when the caller's cooperatives have none of that id.</returns>
    /// <exception cref="RuleException"><c>rejection.none</c>, <c>rejection.closed</c>, <c>rejection.late</c>, <c>rejection.reason_missing</c></exception>
    public Task<Guid?> DisputeAsync(OrganisationAct supplier, Guid receiptId, string words, CancellationToken ct) => ChangeAsync(supplier, Sold(supplier), receiptId, "receipt.dispute", (receipt, now) =>
    {
        receipt.Dispute(words, now);
        return MoveAsync(receipt, "dispute", Account.Receivable, Account.Disputed, now, ct);
    }, ct);

    /// <summary>The supplier agrees with the rejection.</summary>
    /// <returns>The receipt's id; null when the caller's cooperatives have none of that id.</returns>
    /// <exception cref="RuleException"><c>rejection.none</c>, <c>rejection.closed</c></exception>
    public Task<Guid?> AgreeAsync(OrganisationAct supplier, Guid receiptId, CancellationToken ct) => ChangeAsync(supplier, Sold(supplier), receiptId, "receipt.agree", async (receipt, now) =>
    {
        if (receipt.Agree()) await MoveAsync(receipt, "agree", Account.Disputed, Account.Receivable, now, ct);
    }, ct);

    /// <summary>The chain pays for the disputed goods after all, or stands by the rejection.</summary>
    /// <param name="words">Needed when it stands by it.</param>
    /// <returns>The receipt's id; null when the caller's chains have none of that id.</returns>
    /// <exception cref="RuleException"><c>rejection.not_disputed</c>, <c>rejection.reason_missing</c></exception>
    public Task<Guid?> SettleAsync(OrganisationAct buyer, Guid receiptId, bool pay, string words, CancellationToken ct) => ChangeAsync(buyer, x => buyer.Organisations.Contains(x.ChainId), receiptId, pay ? "receipt.concede" : "receipt.uphold", async (receipt, now) =>
    {
        receipt.Settle(pay, words);
        if (!pay) return;
        await MoveAsync(receipt, "concede", Account.Disputed, Account.Sale, now, ct);
        await OweAsync(receipt, now, ct);
    }, ct);

    /// <summary>The supplier has disputed, the chain stands by it: either party puts it to the supplier's town.</summary>
    /// <param name="side">For whom the caller speaks.</param>
    /// <returns>The receipt's id; null when the caller is no party to it.</returns>
    /// <exception cref="RuleException"><c>rejection.not_upheld</c>, <c>rejection.reason_missing</c></exception>
    public Task<Guid?> ReferAsync(OrganisationAct act, ContractSide side, Guid receiptId, string words, CancellationToken ct) => ChangeAsync(act, side == ContractSide.Chain ? x => act.Organisations.Contains(x.ChainId) : Sold(act), receiptId, "receipt.refer", (receipt, now) =>
    {
        receipt.Refer(words, now);
        return Task.CompletedTask;
    }, ct);

    /// <summary>The town's reviewer decides how much of it the chain pays: nothing, a part, or all.</summary>
    /// <param name="own">Whom the reviewer acts for otherwise: nobody decides for a party of theirs.</param>
    /// <param name="verdict">Grams by the contract's line, and why.</param>
    /// <returns>The receipt's id; null when the caller's towns have none of that id that was put to them.</returns>
    /// <exception cref="RuleException"><c>rejection.not_referred</c>, <c>rejection.own_case</c>, <c>rejection.reason_missing</c>, <c>rejection.grams</c></exception>
    public Task<Guid?> DecideAsync(OrganisationAct reviewer, ContractParty own, Guid receiptId, (IReadOnlyDictionary<Guid, long> Grams, string Words) verdict, CancellationToken ct) => ChangeAsync(reviewer, x => reviewer.Organisations.Contains(x.TownId) && x.ReferredAt != null, receiptId, "receipt.decide", async (receipt, now) =>
    {
        receipt.Decide(verdict.Grams, verdict.Words, reviewer.Actor.Id, now);
        if (own.Chains.Contains(receipt.ChainId) || own.Suppliers.Contains(receipt.SupplierId) || own.Suppliers.Contains(receipt.CooperativeId) || await db.Deeds.AnyAsync(x => (x.SubjectId == receipt.Id || x.SubjectId == receipt.DeliveryId || x.SubjectId == receipt.CallOffId) && x.ActorId == reviewer.Actor.Id, ct))
            throw new RuleException("rejection.own_case", "Somebody else has to decide: not who acts for one of the parties.");
        await MoveAsync(receipt, "decide", Account.Disputed, Account.Sale, now, ct);
        await OweAsync(receipt, now, ct);
    }, ct);

    private static Expression<Func<Receipt, bool>> Sold(OrganisationAct supplier) => x => supplier.Organisations.Contains(x.SupplierId) || supplier.Organisations.Contains(x.CooperativeId);

    private Task<Guid?> ChangeAsync(OrganisationAct act, Expression<Func<Receipt, bool>> mine, Guid receiptId, string deed, Func<Receipt, DateTime, Task> change, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.OnceAsync(act.Key, now, async () =>
        {
            // Locked by its key alone: an update that finds the row by an index of its state misses it on MariaDB, when that state changes meanwhile.
            if (!await db.Receipts.Where(mine).AnyAsync(x => x.Id == receiptId, ct)) return null;
            await db.Receipts.Where(x => x.Id == receiptId).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version + 1), ct);
            var receipt = await db.Receipts.Include(x => x.Lines).SingleAsync(x => x.Id == receiptId, ct);
            await change(receipt, now);
            db.Deeds.Add(act.Actor.Does(deed, receipt.Id, now, receipt.CooperativeId));
            db.Outbox.Add(OutboxMessage.Of(new SupplyStep(receipt.DeliveryId, deed, receipt.DeliveryNumber, receipt.ChainId, [.. new[] { receipt.CooperativeId, receipt.SupplierId }.Distinct()], receipt.TownId, deed switch { "receipt.dispute" => receipt.Objection, "receipt.refer" => receipt.Referral, "receipt.decide" => receipt.Verdict, _ => receipt.Answer }), now));
            if (deed == "receipt.refer") db.Outbox.Add(OutboxMessage.Of(new SupplyStep(receipt.Id, "receipt.referred", receipt.DeliveryNumber, receipt.ChainId, [], receipt.TownId, receipt.Referral), now));
            return receipt.Id;
        }, ct);
    }

    /// <summary>What is paid after all stands on the next statement.</summary>
    private async Task OweAsync(Receipt receipt, DateTime now, CancellationToken ct)
    {
        var cooperative = await db.Deliveries.Where(x => x.Id == receipt.DeliveryId).Select(x => x.Cooperative).SingleAsync(ct);
        db.OwedItems.AddRange(receipt.Lines.Where(x => x.DecidedFen > 0).Select(x => OwedItem.Of(receipt, x, cooperative, true, now)));
    }

    /// <summary>Moves what is contested; of what the town decided, the rest goes back to the chain.</summary>
    private Task MoveAsync(Receipt receipt, string kind, Account from, Account to, DateTime now, CancellationToken ct) => ledger.AppendAsync([.. receipt.Lines.Where(x => x.ContestedFen > 0).Select(x =>
    {
        var paid = to == Account.Sale ? x.DecidedFen : x.ContestedFen;
        return new LedgerTransaction { At = now, Kind = kind, OrderNumber = receipt.CallOffNumber, Note = BulkNote.Of(receipt, x) }
            .Move(receipt.CooperativeId, from, to, paid, null, x.DisputeId).Move(receipt.CooperativeId, from, Account.Receivable, x.ContestedFen - paid, null, x.DisputeId);
    })], ct);
}
