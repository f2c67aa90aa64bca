using Market.Kernel;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Income;

/// <summary>One entry of a cooperative's income record.</summary>
/// <param name="Kind">sale, freight, refund, fee, payout or correction.</param>
/// <param name="AmountFen">What it adds to what the cooperative is owed; below zero takes off.</param>
public sealed record IncomeEntry(Guid Id, DateTime At, string Kind, long AmountFen, string? OrderNumber, Guid? LineId, string? Product, string Note);

/// <param name="Totals">Fen by kind over the whole selection, not only this page.</param>
/// <param name="OwedFen">Sum of all kinds over the whole selection.</param>
public sealed record IncomePage(PageOf<IncomeEntry> Entries, IReadOnlyDictionary<string, long> Totals, long OwedFen);

/// <param name="HeldFen">Held for open orders.</param>
/// <param name="OwedFen">To be paid out by the marketplace.</param>
/// <param name="ChainsFen">Owed by supermarkets, who pay it themselves.</param>
/// <param name="DisputedFen">Would be owed by supermarkets for goods they rejected; not settled.</param>
public sealed record IncomeBalance(long HeldFen, long OwedFen, long ChainsFen, long DisputedFen);

/// <summary>Which entries: district dates, both included.</summary>
public sealed record IncomeQuery(Guid CooperativeId, DateOnly? From, DateOnly? To, bool NewestFirst = true);

/// <summary>Reads a cooperative's income record: the statement, its totals and exports.</summary>
public sealed class IncomeReads(OrdersDb db)
{
    private static readonly Account[] Kinds = [Account.Sale, Account.Freight, Account.Refund, Account.Fee, Account.Payout, Account.Correction];

    /// <param name="pageSize">1 to 100.</param>
    public async Task<IncomePage> ListAsync(IncomeQuery query, int page, int pageSize, CancellationToken ct)
    {
        var entries = Select(query);
        var sums = await entries.GroupBy(x => x.Account).Select(x => new { x.Key, Fen = x.Sum(entry => entry.AmountFen), Count = x.Count() }).ToListAsync(ct);
        var totals = sums.ToDictionary(x => Kind(x.Key), x => x.Fen);
        var ordered = query.NewestFirst ? entries.OrderByDescending(x => x.At).ThenByDescending(x => x.Id) : entries.OrderBy(x => x.At).ThenBy(x => x.Id);
        var items = await Rows(ordered.Skip((page - 1) * pageSize).Take(pageSize)).ToListAsync(ct);
        return new(new(items.ConvertAll(x => x.Entry()), sums.Sum(x => x.Count), page, pageSize), totals, totals.Values.Sum());
    }

    /// <summary>All entries of the selection, oldest first, for exports; streamed.</summary>
    public async IAsyncEnumerable<IncomeEntry> StreamAsync(IncomeQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in Rows(Select(query).OrderBy(x => x.At).ThenBy(x => x.Id)).AsAsyncEnumerable().WithCancellation(ct)) yield return row.Entry();
    }

    /// <summary>What stands on a cooperative's accounts now.</summary>
    public async Task<IncomeBalance> BalanceAsync(Guid cooperativeId, CancellationToken ct)
    {
        var balances = await db.LedgerBalances.AsNoTracking().Where(x => x.CooperativeId == cooperativeId).ToDictionaryAsync(x => x.Account, x => x.BalanceFen, ct);
        long Of(Account account) => balances.GetValueOrDefault(account);
        var chains = -(Of(Account.Receivable) + Of(Account.Disputed));
        return new(Of(Account.Held), Kinds.Sum(Of) - chains, chains, Of(Account.Disputed));
    }

    /// <summary>Sales by district month, oldest first, for charts: goods and freight less refunds, with receipts of bulk deals as they were put right; fen.</summary>
    /// <param name="cooperatives">null for the whole district.</param>
    public async Task<IReadOnlyList<(DateOnly Month, long Fen)>> MonthsAsync(IReadOnlyCollection<Guid>? cooperatives, DateOnly from, CancellationToken ct)
    {
        var start = DistrictClock.StartOf(from);
        var months = new SortedDictionary<DateOnly, long>();
        var rows = db.LedgerEntries.AsNoTracking().Where(x => x.At >= start && (cooperatives == null || cooperatives.Contains(x.CooperativeId))
                && (x.Account == Account.Sale || x.Account == Account.Freight || x.Account == Account.Refund || x.Account == Account.Correction && x.SubOrderId == null))
            .GroupBy(x => new { x.At.Year, x.At.Month, x.At.Day, x.At.Hour }).Select(x => new { x.Key, Fen = x.Sum(entry => entry.AmountFen) });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var day = DistrictClock.Date(new DateTime(row.Key.Year, row.Key.Month, row.Key.Day, row.Key.Hour, 0, 0, DateTimeKind.Utc));
            var month = new DateOnly(day.Year, day.Month, 1);
            months[month] = months.GetValueOrDefault(month) + row.Fen;
        }
        return [.. months.Select(x => (x.Key, x.Value))];
    }

    private IQueryable<LedgerEntry> Select(IncomeQuery query)
    {
        var entries = db.LedgerEntries.AsNoTracking().Where(x => x.CooperativeId == query.CooperativeId && Kinds.Contains(x.Account));
        if (query.From is { } from) { var start = DistrictClock.StartOf(from); entries = entries.Where(x => x.At >= start); }
        if (query.To is { } to && to < DateOnly.MaxValue) { var end = DistrictClock.StartOf(to.AddDays(1)); entries = entries.Where(x => x.At < end); }
        return entries;
    }

    private sealed record Row(LedgerEntry Leg, LedgerTransaction Transaction, string? Product)
    {
        public IncomeEntry Entry() => new(Leg.Id, Leg.At, Kind(Leg.Account), Leg.AmountFen, Transaction.OrderNumber is "" ? null : Transaction.OrderNumber,
            Leg.LineId, Product, Transaction.Note);
    }

    private IQueryable<Row> Rows(IQueryable<LedgerEntry> entries) =>
        from entry in entries
        join transaction in db.LedgerTransactions on entry.Seq equals transaction.Seq
        join line in db.Lines on entry.LineId equals line.Id into lines
        from line in lines.DefaultIfEmpty()
        select new Row(entry, transaction, line == null ? null : line.Name);

    private static string Kind(Account account) => account.ToString().ToLowerInvariant();
}
