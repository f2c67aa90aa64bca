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

/// <summary>What becomes of rejected goods: the supplier agrees or disputes, the chain gives in or stands by it.</summary>
public sealed class RejectionDesk(OrdersDb db, Ledger ledger, TimeProvider clock)
{
    /// <summary>The supplier disputes the rejection: what the goods would have cost is held until it is settled.</summary>
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
        var cooperative = await db.Deliveries.Where(x => x.Id == receipt.DeliveryId).Select(x => x.Cooperative).SingleAsync(ct);
        db.OwedItems.AddRange(receipt.Lines.Where(x => x.RejectedFen > 0).Select(x => OwedItem.Of(receipt, x, cooperative, true, now)));
    }, ct);

    private static Expression<Func<Receipt, bool>> Sold(OrganisationAct supplier) => x => supplier.Organisations.Contains(x.SupplierId) || supplier.Organisations.Contains(x.CooperativeId);

    private Task<Guid?> ChangeAsync(OrganisationAct act, Expression<Func<Receipt, bool>> mine, Guid receiptId, string deed, Func<Receipt, DateTime, Task> change, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.OnceAsync(act.Key, now, async () =>
        {
            if (await db.Receipts.Where(mine).Where(x => x.Id == receiptId).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version + 1), ct) == 0) return null;
            var receipt = await db.Receipts.Include(x => x.Lines).SingleAsync(x => x.Id == receiptId, ct);
            await change(receipt, now);
            db.Deeds.Add(act.Actor.Does(deed, receipt.Id, now, receipt.CooperativeId));
            db.Outbox.Add(OutboxMessage.Of(new SupplyStep(receipt.DeliveryId, deed, receipt.DeliveryNumber, receipt.ChainId, [.. new[] { receipt.CooperativeId, receipt.SupplierId }.Distinct()], receipt.TownId, deed == "receipt.dispute" ? receipt.Objection : receipt.Answer), now));
            return receipt.Id;
        }, ct);
    }

    private Task MoveAsync(Receipt receipt, string kind, Account from, Account to, DateTime now, CancellationToken ct) => ledger.AppendAsync([.. receipt.Lines.Where(x => x.RejectedFen > 0)
        .Select(x => new LedgerTransaction { At = now, Kind = kind, OrderNumber = receipt.CallOffNumber, Note = BulkNote.Of(receipt, x) }.Move(receipt.CooperativeId, from, to, x.RejectedFen, null, x.DisputeId))], ct);
}
