using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Market.Kernel.Values;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Data;
using Market.Orders.Income;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Statements;

/// <summary>The chain records transfers for a statement, the supplier says whether they arrived; only then is it a payout in the income record.</summary>
public sealed class StatementPayments(OrdersDb db, Ledger ledger, TimeProvider clock)
{
    /// <param name="fen">At least 1, at most what is open of the statement.</param>
    /// <param name="reference">The bank's reference, used once by the chain.</param>
    /// <returns>The payment's id; null when the caller's chains have no such statement.</returns>
    /// <exception cref="RuleException"><c>statement.not_confirmed</c>, <c>statement.too_much</c>, <c>payout.reference_missing</c>, <c>payout.reference_used</c></exception>
    public Task<Guid?> SendAsync(OrganisationAct buyer, Guid statementId, long fen, string reference, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.OnceAsync(buyer.Key, now, async () =>
        {
            if (await db.LockStatementAsync(buyer, ContractSide.Chain, statementId, ct) is not { } statement) return null;
            if (reference.Trim().Length is < 1 or > 80) throw new RuleException("payout.reference_missing", "Enter the bank's reference.", "reference");
            if (await db.StatementPayments.AnyAsync(x => x.ChainId == statement.ChainId && x.BankReference == reference.Trim(), ct)) throw new RuleException("payout.reference_used", "This bank reference was already used.", "reference");
            statement.Send(fen);
            var payment = new StatementPayment { StatementId = statement.Id, ChainId = statement.ChainId, Fen = fen, BankReference = reference.Trim(), SentBy = buyer.Actor.Id, SentAt = now };
            db.StatementPayments.Add(payment);
            db.Deeds.Add(buyer.Actor.Does("payment.send", statement.Id, now, statement.SupplierId));
            db.Outbox.Add(OutboxMessage.Of(statement.Step("payment.send", Money.Fen(fen).ToString()), now));
            return payment.Id;
        }, ct);
    }

    /// <param name="arrived">false when it did not: the amount is open again.</param>
    /// <returns>The payment's id; null when the caller's suppliers have none of that id.</returns>
    /// <exception cref="RuleException"><c>payment.answered</c>, <c>statement.too_much</c>: for what was missing there is no room any more</exception>
    public Task<Guid?> AnswerAsync(OrganisationAct supplier, Guid paymentId, bool arrived, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.OnceAsync(supplier.Key, now, async () =>
        {
            if (await db.StatementPayments.Where(x => x.Id == paymentId).Select(x => (Guid?)x.StatementId).SingleOrDefaultAsync(ct) is not { } id) return null;
            if (await db.LockStatementAsync(supplier, ContractSide.Supplier, id, ct) is not { } statement) return null;
            var payment = await db.StatementPayments.SingleAsync(x => x.Id == paymentId, ct);
            var missing = payment.State == PaymentArrival.Missing;
            payment.Answer(arrived, supplier.Actor.Id, now);
            // Its amount was open again meanwhile, and others may have been sent for it.
            if (missing) statement.Send(payment.Fen);
            if (!arrived) statement.Miss(payment.Fen);
            else
            {
                var transaction = new LedgerTransaction { At = now, Kind = "payment", OrderNumber = statement.Number, Note = payment.BankReference };
                foreach (var (cooperative, fen) in statement.Arrive(payment.Fen)) transaction.Move(cooperative, Account.Payout, Account.Receivable, fen);
                await ledger.AppendAsync([transaction], ct);
            }
            db.Deeds.Add(supplier.Actor.Does(arrived ? "payment.arrive" : "payment.miss", statement.Id, now, statement.SupplierId));
            db.Outbox.Add(OutboxMessage.Of(statement.Step(arrived ? "payment.arrive" : "payment.miss", Money.Fen(payment.Fen).ToString()), now));
            return payment.Id;
        }, ct);
    }
}
