using System.Globalization;
using System.Linq.Expressions;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Sourcing.Reliability;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>A buyer calls for goods, the supplier confirms or refuses.</summary>
public sealed class CallOffDesk(OrdersDb db, Ledger numbers, ReliabilityBook reliability, OrdersSettings settings, TimeProvider clock)
{
    /// <returns>The call-off's id; null when the caller's chains have no such contract.</returns>
    /// <exception cref="RuleException"><c>contract.not_filed</c>, <c>contract.days</c>, <c>call_off.past</c>, <c>call_off.lines</c>, <c>call_off.line</c>, <c>call_off.weight</c>, <c>call_off.window</c>, <c>call_off.too_much</c></exception>
    public async Task<Guid?> CallAsync(OrganisationAct buyer, Guid contractId, CallOffFacts facts, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.OnceAsync(buyer.Key, now, async () =>
        {
            if (await db.LockAsync(x => buyer.Organisations.Contains(x.ChainId), contractId, ct) is not { } any) return null;
            var contract = await db.InForceAsync(any.HeadId, ct);
            contract.MustDeliver(facts.DeliverOn);
            if (facts.DeliverOn < DistrictClock.Date(now)) throw new RuleException("call_off.past", "The day of delivery lies in the past.", "deliverOn");
            if (facts.Lines.Count == 0 || facts.Lines.DistinctBy(x => x.LineId).Count() < facts.Lines.Count || facts.Note.Length > 500) throw new RuleException("call_off.lines", "Say of at least one line how much is wanted, of each line once.", "lines");
            var lines = new List<(ContractLine, long, long)>();
            foreach (var wanted in facts.Lines) lines.Add(await TakeAsync(contract, wanted, facts.DeliverOn, ct));
            var nth = await numbers.TakeAsync("call-offs", 1, ct);
            var made = CallOff.Make(contract, facts, string.Create(CultureInfo.InvariantCulture, $"YH-{DistrictClock.Date(now).Year}-{nth:000000}"), lines, (buyer.Actor.Id, now, now + settings.Contracts.CallOffAnswer));
            db.CallOffs.Add(made);
            db.Deeds.Add(buyer.Actor.Does("call_off.make", made.Id, now, contract.SupplierId));
            db.Outbox.Add(OutboxMessage.Of(made.Step("call_off.make", contract.Suppliers, facts.DeliverOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), now));
            return made.Id;
        }, ct);
    }

    /// <returns>The call-off's id; null when the caller's suppliers have none of that id.</returns>
    /// <exception cref="RuleException"><c>call_off.answered</c></exception>
    public Task<Guid?> ConfirmAsync(OrganisationAct supplier, Guid callOffId, CancellationToken ct) => AnswerAsync(supplier, callOffId, "call_off.confirm", (callOff, _) =>
    {
        callOff.Confirm();
        return Task.CompletedTask;
    }, ct);

    /// <summary>Takes back what has not been sent; it may be called for again.</summary>
    /// <returns>The call-off's id; null when the caller's suppliers have none of that id.</returns>
    /// <exception cref="RuleException"><c>call_off.answered</c>, <c>call_off.late</c>, <c>call_off.reason_missing</c></exception>
    public Task<Guid?> RefuseAsync(OrganisationAct supplier, Guid callOffId, string reason, CancellationToken ct) => AnswerAsync(supplier, callOffId, "call_off.refuse", async (callOff, now) =>
    {
        // Whoever confirmed may still have a failed harvest; whoever said nothing in time has to deliver or to speak with the buyer.
        if (callOff.State == CallOffState.Open && now > callOff.AnswerBy) throw new RuleException("call_off.late", "The time to refuse is over: confirm first, or speak with the buyer.", "reason", callOff.AnswerBy);
        await FreeAsync(callOff.Refuse(reason), ct);
        if (callOff.BrokenGrams > 0) await reliability.NoteAsync(callOff.Id, callOff.SupplierId, callOff.DeliverOn, callOff.Wanted, await db.OnTimeAsync(callOff, null, ct), ct);
        else if (callOff.Wanted == 0) await reliability.ForgetAsync(callOff.Id, ct);
    }, ct);

    /// <summary>The buyer takes back what the supplier has neither confirmed nor sent; it may be called for again.</summary>
    /// <returns>The call-off's id; null when the caller's chains have none of that id.</returns>
    /// <exception cref="RuleException"><c>call_off.answered</c></exception>
    public Task<Guid?> WithdrawAsync(OrganisationAct buyer, Guid callOffId, CancellationToken ct) => ChangeAsync(buyer, x => buyer.Organisations.Contains(x.ChainId), callOffId, "call_off.withdraw", async (callOff, _) =>
    {
        await FreeAsync(callOff.Withdraw(), ct);
        await reliability.ForgetAsync(callOff.Id, ct);
    }, ct);

    /// <summary>Notes call-offs whose day has passed with nothing booked in: they count against the supplier's reliability until the goods come.</summary>
    /// <returns>How many were noted now; call again while any.</returns>
    internal async Task<int> NoteMissedAsync(CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        return await db.InTransactionAsync(async () =>
        {
            var missed = await db.CallOffs.AsNoTracking().Include(x => x.Lines).Where(x => x.DeliverOn < today && (x.State == CallOffState.Open || x.State == CallOffState.Confirmed) && !db.SupplyRecords.Any(y => y.CallOffId == x.Id)).OrderBy(x => x.DeliverOn).ThenBy(x => x.Id).Take(100).ToListAsync(ct);
            foreach (var callOff in missed) await reliability.NoteAsync(callOff.Id, callOff.SupplierId, callOff.DeliverOn, callOff.Wanted, 0, ct);
            return missed.Count;
        }, ct);
    }

    private Task<Guid?> AnswerAsync(OrganisationAct supplier, Guid callOffId, string deed, Func<CallOff, DateTime, Task> answer, CancellationToken ct) => ChangeAsync(supplier, x => supplier.Organisations.Contains(x.SupplierId), callOffId, deed, answer, ct);

    private async Task FreeAsync(IReadOnlyList<(Guid LineId, long Grams)> free, CancellationToken ct)
    {
        foreach (var (line, grams) in free) await db.ContractFigures.Where(x => x.Id == line).ExecuteUpdateAsync(set => set.SetProperty(x => x.Called, x => x.Called - grams), ct);
    }

    private Task<Guid?> ChangeAsync(OrganisationAct act, Expression<Func<CallOff, bool>> mine, Guid callOffId, string deed, Func<CallOff, DateTime, Task> change, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.OnceAsync(act.Key, now, async () =>
        {
            if (await db.LockCallOffAsync(mine, callOffId, ct) is not { } callOff) return null;
            await change(callOff, now);
            db.Deeds.Add(act.Actor.Does(deed, callOff.Id, now, callOff.SupplierId));
            db.Outbox.Add(OutboxMessage.Of(callOff.Step(deed, [], callOff.Reason), now));
            return callOff.Id;
        }, ct);
    }

    private async Task<(ContractLine, long, long)> TakeAsync(Contract contract, WantedGrams wanted, DateOnly day, CancellationToken ct)
    {
        if (contract.Lines.Find(x => x.FigureId == wanted.LineId) is not { } line) throw new RuleException("call_off.line", "The contract has no such line.", "lines");
        if (wanted.Grams is < 1 or > 10_000_000_000) throw new RuleException("call_off.weight", "Enter a weight above 0, at most 10,000 t.", "quantity");
        if (!line.Windows.Any(x => x.From <= day && day <= x.To))
            throw new RuleException("call_off.window", "The contract names other days for this line.", "deliverOn", line.Product, string.Join(", ", line.Windows.Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.From:yyyy-MM-dd} – {x.To:yyyy-MM-dd}"))));
        if (await db.ContractFigures.Where(x => x.Id == line.FigureId && x.Called + wanted.Grams <= x.Agreed).ExecuteUpdateAsync(set => set.SetProperty(x => x.Called, x => x.Called + wanted.Grams), ct) == 0)
        {
            var left = await db.ContractFigures.Where(x => x.Id == line.FigureId).Select(x => x.Agreed - x.Called).SingleAsync(ct);
            throw new RuleException("call_off.too_much", "This is more than the contract has left.", "quantity", line.Product, left / 1000m);
        }
        return (line, wanted.Grams, await QuotationDesk.PriceAsync(db, contract, line, day, ct));
    }
}
