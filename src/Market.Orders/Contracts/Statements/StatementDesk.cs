using System.Globalization;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Data;
using Market.Orders.Income;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Statements;

/// <summary>Monthly statements: made when a month is over, confirmed by both parties.</summary>
public sealed class StatementDesk(OrdersDb db, Ledger numbers, OrdersSettings settings, TimeProvider clock)
{
    /// <summary>Makes the statements of all months that are over; of a pair of parties there is one a month.</summary>
    /// <returns>How many were made.</returns>
    public async Task<int> MakeDueAsync(CancellationToken ct)
    {
        var made = 0;
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var month = new DateOnly(today.Year, today.Month, 1);
        var due = await db.OwedItems.Where(x => x.StatementId == null && x.Month < month).Select(x => new { x.ChainId, x.SupplierId, x.Month }).Distinct().OrderBy(x => x.Month).Take(100).ToListAsync(ct);
        foreach (var one in due)
            if (await MakeAsync(one.ChainId, one.SupplierId, one.Month, ct) is not null) made++;
        return made;
    }

    /// <summary>Reminds both parties of overdue statements on the days set for it: each once, however many sweep at the same moment; of several days that have passed since, the last one alone.</summary>
    /// <returns>How many were reminded of now; call again while any.</returns>
    public async Task<int> RemindAsync(CancellationToken ct)
    {
        var (reminded, today) = (0, DistrictClock.Date(clock.GetUtcNow().UtcDateTime));
        for (var nth = settings.Contracts.StatementReminders.Count - 1; nth >= 0; nth--)
        {
            var latest = today.AddDays(-settings.Contracts.StatementReminders[nth]);
            foreach (var id in await db.Statements.Where(x => x.State == StatementState.Confirmed && x.DueOn <= latest && x.Reminders <= nth).OrderBy(x => x.Id).Select(x => x.Id).Take(100).ToListAsync(ct))
                if (await RemindAsync(id, nth, ct)) reminded++;
        }
        return reminded;
    }

    /// <returns>The statement's id; null when the caller is no party to it.</returns>
    /// <exception cref="RuleException"><c>statement.confirmed_already</c></exception>
    public Task<Guid?> ConfirmAsync(OrganisationAct act, ContractSide side, Guid statementId, CancellationToken ct) => ChangeAsync(act, side, statementId, "statement.confirm", (statement, now) => statement.Confirm(side, now), ct);

    /// <returns>The statement's id; null when the caller is no party to it.</returns>
    /// <exception cref="RuleException"><c>statement.paying</c>, <c>statement.reason_missing</c></exception>
    public Task<Guid?> ObjectAsync(OrganisationAct act, ContractSide side, Guid statementId, string words, CancellationToken ct) => ChangeAsync(act, side, statementId, "statement.object", (statement, _) => statement.Object(side, words), ct);

    private Task<Guid?> ChangeAsync(OrganisationAct act, ContractSide side, Guid statementId, string deed, Action<Statement, DateTime> change, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.OnceAsync(act.Key, now, async () =>
        {
            if (await db.LockStatementAsync(act, side, statementId, ct) is not { } statement) return null;
            change(statement, now);
            db.Deeds.Add(act.Actor.Does(deed, statement.Id, now, statement.SupplierId));
            db.Outbox.Add(OutboxMessage.Of(statement.Step(statement.State == StatementState.Confirmed ? "statement.confirmed" : deed, deed == "statement.object" ? statement.Objection : statement.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""), now));
            return statement.Id;
        }, ct);
    }

    private Task<bool> RemindAsync(Guid id, int nth, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.Statements.Where(x => x.Id == id && x.State == StatementState.Confirmed && x.Reminders <= nth).ExecuteUpdateAsync(set => set.SetProperty(x => x.Reminders, nth + 1), ct) == 0) return false;
        var (statement, now) = (await db.Statements.AsNoTracking().SingleAsync(x => x.Id == id, ct), clock.GetUtcNow().UtcDateTime);
        db.Outbox.Add(OutboxMessage.Of(statement.Step("statement.overdue", statement.DueOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), now));
        return true;
    }, ct);

    /// <returns>null when somebody else has made it meanwhile.</returns>
    private Task<Guid?> MakeAsync(Guid chain, Guid supplier, DateOnly month, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow().UtcDateTime);
        // What came too late for a month that has its statement goes onto the next one.
        if (await db.Statements.AnyAsync(x => x.ChainId == chain && x.SupplierId == supplier && x.Month == month, ct)) return (Guid?)null;
        if (await db.OwedItems.Where(x => x.ChainId == chain && x.SupplierId == supplier && x.Month <= month && x.StatementId == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.StatementId, id), ct) == 0) return null;
        var items = await db.OwedItems.AsNoTracking().Where(x => x.StatementId == id).ToListAsync(ct);
        var head = items[0].HeadId;
        var contract = await db.Contracts.AsNoTracking().SingleAsync(x => x.Id == head, ct);
        var nth = await numbers.TakeAsync("statements", 1, ct);
        var statement = new Statement
        {
            Id = id,
            Number = string.Create(CultureInfo.InvariantCulture, $"DZ-{DistrictClock.Date(now).Year}-{nth:000000}"),
            ChainId = chain,
            Chain = contract.Chain,
            ChainEn = contract.ChainEn,
            SupplierId = supplier,
            Supplier = contract.Supplier,
            SupplierEn = contract.SupplierEn,
            TownId = contract.TownId,
            Month = month,
            At = now,
            Fen = items.Sum(x => x.Fen),
            CreditDays = items.Min(x => x.CreditDays),
            Shares = [.. items.GroupBy(x => x.CooperativeId).Select(x => new StatementShare { StatementId = id, CooperativeId = x.Key, Cooperative = x.First().Cooperative, Fen = x.Sum(y => y.Fen) })],
        };
        db.Statements.Add(statement);
        db.Deeds.Add(new Deed { At = now, Role = "system", Action = "statement.make", SubjectId = id, CooperativeId = supplier });
        db.Outbox.Add(OutboxMessage.Of(statement.Step("statement.make", month.ToString("yyyy-MM", CultureInfo.InvariantCulture)), now));
        return id;
    }, ct);
}
