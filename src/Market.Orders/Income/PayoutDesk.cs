using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Income;

/// <summary>What a cooperative is owed, to be paid out.</summary>
public sealed record OwedView(Guid CooperativeId, long HeldFen, long OwedFen);

/// <summary>A payout as recorded.</summary>
public sealed record PayoutView(Guid Id, Guid CooperativeId, long AmountFen, string BankAccount, string BankReference, DateTime At);

/// <summary>Records money sent to the cooperatives' own accounts.</summary>
public sealed class PayoutDesk(OrdersDb db, Ledger ledger, ICatalogQuestions catalog)
{
    /// <summary>Records one transfer that the bank made.</summary>
    /// <param name="fen">At least 1, at most what the cooperative is owed.</param>
    /// <param name="reference">The bank's reference, used once.</param>
    /// <returns>The payout's id, or null when there is no such cooperative.</returns>
    /// <exception cref="RuleException"><c>payout.too_much</c>, <c>payout.reference_used</c>, <c>payout.no_account</c></exception>
    public async Task<Guid?> RecordAsync(Guid cooperativeId, long fen, string reference, Acting acting, CancellationToken ct)
    {
        if (await catalog.CooperativeAsync(cooperativeId, ct) is not { } cooperative) return null;
        if (cooperative.BankAccount is "") throw new RuleException("payout.no_account", "This cooperative has no bank account on record.");
        if (string.IsNullOrWhiteSpace(reference)) throw new RuleException("payout.reference_missing", "Enter the bank's reference.", "reference");
        return await db.OnceAsync(acting.Key, acting.Now, async () =>
        {
            if (await db.Payouts.AnyAsync(x => x.BankReference == reference.Trim(), ct))
                throw new RuleException("payout.reference_used", "This bank reference was already used.", "reference");
            var owed = await OwedAsync(cooperativeId, ct);
            if (fen < 1 || fen > owed) throw new RuleException("payout.too_much", "Pay at least ¥0.01 and at most what is owed.", "amount", Kernel.Values.Money.Fen(owed));
            var payout = new Payout
            {
                CooperativeId = cooperativeId,
                AmountFen = fen,
                BankAccount = cooperative.BankAccount,
                BankReference = reference.Trim(),
                ActorId = acting.Actor.Id,
                At = acting.Now,
            };
            db.Payouts.Add(payout);
            await ledger.AppendAsync([new LedgerTransaction { At = acting.Now, Kind = "payout", Note = payout.BankReference }
                .Move(cooperativeId, Account.Payout, Account.Bank, fen)], ct);
            if (await OwedAsync(cooperativeId, ct) < 0) throw new RuleException("payout.too_much", "Pay at least ¥0.01 and at most what is owed.", "amount", Kernel.Values.Money.Fen(owed));
            db.Deeds.Add(acting.Actor.Does("payout.record", payout.Id, acting.Now, cooperativeId));
            return payout.Id;
        }, ct);
    }

    /// <summary>What every cooperative is owed, the most first.</summary>
    public async Task<PageOf<OwedView>> OwedListAsync(int page, int pageSize, CancellationToken ct)
    {
        var rows = await db.LedgerBalances.AsNoTracking().GroupBy(x => x.CooperativeId).Select(x => new OwedView(x.Key,
            x.Where(b => b.Account == Account.Held).Sum(b => b.BalanceFen),
            x.Where(b => b.Account == Account.Sale || b.Account == Account.Freight || b.Account == Account.Refund || b.Account == Account.Fee
                || b.Account == Account.Payout || b.Account == Account.Correction || b.Account == Account.Receivable || b.Account == Account.Disputed).Sum(b => b.BalanceFen))).ToListAsync(ct);
        return new([.. rows.OrderByDescending(x => x.OwedFen).ThenBy(x => x.CooperativeId).Skip((page - 1) * pageSize).Take(pageSize)], rows.Count, page, pageSize);
    }

    /// <summary>Recorded payouts, newest first.</summary>
    public async Task<PageOf<PayoutView>> ListAsync(Guid? cooperativeId, int page, int pageSize, CancellationToken ct)
    {
        var payouts = db.Payouts.AsNoTracking().Where(x => cooperativeId == null || x.CooperativeId == cooperativeId);
        return new(await payouts.OrderByDescending(x => x.At).ThenByDescending(x => x.Id).Skip((page - 1) * pageSize).Take(pageSize)
            .Select(x => new PayoutView(x.Id, x.CooperativeId, x.AmountFen, x.BankAccount, x.BankReference, x.At)).ToListAsync(ct),
            await payouts.CountAsync(ct), page, pageSize);
    }

    /// <summary>Without what supermarkets have not paid yet: that is theirs to pay, not ours.</summary>
    private async Task<long> OwedAsync(Guid cooperativeId, CancellationToken ct) =>
        await db.LedgerBalances.Where(x => x.CooperativeId == cooperativeId && (x.Account == Account.Sale || x.Account == Account.Freight || x.Account == Account.Refund
            || x.Account == Account.Fee || x.Account == Account.Payout || x.Account == Account.Correction || x.Account == Account.Receivable || x.Account == Account.Disputed)).SumAsync(x => x.BalanceFen, ct);
}
