using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Income;

/// <summary>Where money stands, seen from one cooperative. Sale to Correction are the kinds of its income record.</summary>
/// <remarks>Provider and Bank are the outside (money that came in is negative there), Operator is the marketplace's commission.
/// Receivable is the outside too: what supermarkets owe is negative there until they have paid. Disputed is what they would owe for goods they rejected, while that is not settled.</remarks>
public enum Account { Provider, Held, Sale, Freight, Refund, Fee, Payout, Correction, Operator, Bank, Receivable, Disputed }

/// <summary>Entries that belong together and sum to zero. Written once, never changed.</summary>
internal sealed class LedgerTransaction
{
    /// <summary>Position in the ledger, from 1 without gaps.</summary>
    public long Seq { get; set; }
    public DateTime At { get; init; }

    /// <summary>capture, settle, complete, refund, cancel, payout, correct; of bulk deals receive, recount, dispute, agree, concede, decide, payment.</summary>
    public string Kind { get; init; } = "";
    public Guid? OrderId { get; init; }
    public string OrderNumber { get; init; } = "";
    public Guid? PaymentId { get; init; }
    public string Note { get; init; } = "";
    public List<LedgerEntry> Entries { get; init; } = [];

    /// <summary>Moves an amount between two accounts of one cooperative; zero moves nothing.</summary>
    public LedgerTransaction Move(Guid cooperativeId, Account from, Account to, long fen, Guid? subOrderId = null, Guid? lineId = null)
    {
        if (fen == 0) return this;
        Entries.Add(new() { At = At, CooperativeId = cooperativeId, Account = from, AmountFen = -fen, SubOrderId = subOrderId, LineId = lineId });
        Entries.Add(new() { At = At, CooperativeId = cooperativeId, Account = to, AmountFen = fen, SubOrderId = subOrderId, LineId = lineId });
        return this;
    }
}

/// <summary>One leg of a transaction.</summary>
internal sealed class LedgerEntry
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public long Seq { get; init; }
    public DateTime At { get; init; }
    public Guid CooperativeId { get; init; }
    public Account Account { get; init; }
    public long AmountFen { get; init; }
    public Guid? SubOrderId { get; init; }
    public Guid? LineId { get; init; }
}

/// <summary>What an account of a cooperative stands at: the sum of its entries.</summary>
internal sealed class LedgerBalance
{
    public Guid CooperativeId { get; init; }
    public Account Account { get; init; }
    public long BalanceFen { get; init; }
}

/// <summary>A numbered series without gaps: the ledger, and each cooperative's invoices.</summary>
internal sealed class Counter
{
    public string Name { get; init; } = "";
    public long Value { get; init; }
}

/// <summary>Appends to the ledger. The caller holds the transaction, so a failure takes the numbers back with it.</summary>
public sealed class Ledger(OrdersDb db)
{
    /// <summary>Numbers the transactions, moves the balances and adds the rows; saved with the caller's changes.</summary>
    internal async Task AppendAsync(IReadOnlyCollection<LedgerTransaction> transactions, CancellationToken ct)
    {
        var written = transactions.Where(x => x.Entries.Count > 0).ToList();
        if (written.Count == 0) return;
        foreach (var move in written.SelectMany(x => x.Entries).GroupBy(x => (x.CooperativeId, x.Account)).OrderBy(x => x.Key.CooperativeId).ThenBy(x => x.Key.Account))
            await RaiseAsync(move.Key.CooperativeId, move.Key.Account, move.Sum(x => x.AmountFen), ct);
        var last = await TakeAsync("ledger", written.Count, ct);
        foreach (var transaction in written)
        {
            if (transaction.Entries.Sum(x => x.AmountFen) != 0)
                throw new InvalidOperationException($"A {transaction.Kind} transaction does not sum to zero.");
            transaction.Seq = last - written.Count + 1 + written.IndexOf(transaction);
            db.LedgerTransactions.Add(transaction);
        }
    }

    /// <summary>Takes the next numbers of a series.</summary>
    /// <returns>The last number taken.</returns>
    internal async Task<long> TakeAsync(string series, int count, CancellationToken ct)
    {
        var counters = db.Counters.Where(x => x.Name == series);
        if (await counters.ExecuteUpdateAsync(set => set.SetProperty(x => x.Value, x => x.Value + count), ct) == 0)
        {
            db.Counters.Add(new Counter { Name = series, Value = count });
            await db.SaveChangesAsync(ct);
            return count;
        }
        return await counters.Select(x => x.Value).SingleAsync(ct);
    }

    private async Task RaiseAsync(Guid cooperativeId, Account account, long fen, CancellationToken ct)
    {
        var raised = await db.LedgerBalances.Where(x => x.CooperativeId == cooperativeId && x.Account == account)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.BalanceFen, x => x.BalanceFen + fen), ct);
        if (raised == 1) return;
        db.LedgerBalances.Add(new LedgerBalance { CooperativeId = cooperativeId, Account = account, BalanceFen = fen });
        await db.SaveChangesAsync(ct);
    }
}
