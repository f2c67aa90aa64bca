using System.Globalization;
using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Traceability.Serials;
using Market.Traceability.Data;
using Market.Traceability.Events;
using Market.Traceability.Log;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Recall;

/// <summary>What an approval or an exercise reached.</summary>
/// <param name="Lots">Codes of all lots in scope.</param>
/// <param name="Grams">Grams of these lots that left for somebody, by the books.</param>
public sealed record RecallReach(Guid Id, string Number, IReadOnlyList<string> Lots, int Orders, int Stations, int Stores, int Others, long Grams);

/// <summary>Recalls from the proposal to the end: an inspector proposes, the office decides, never the same person.</summary>
public sealed class RecallDesk(TraceDb db, TraceSettings settings, TimeProvider clock)
{
    private const int LotsPerEvent = 500;

    /// <summary>Counter that keeps the day of the last exercise that ran by itself.</summary>
    private const string Schedule = "recall-exercise";
    private readonly OwnEventBook events = new(db, clock);

    /// <returns>Id and number; null when one of the lots does not exist.</returns>
    /// <exception cref="RuleException"><c>recall.lots</c>, <c>recall.reason_missing</c>, <c>recall.advice_missing</c>, <c>recall.learned</c></exception>
    public Task<(Guid Id, string Number)?> ProposeAsync(Guid personId, RecallForm form, CancellationToken ct) => db.InTransactionAsync(async () =>
        await BeginAsync(personId, form, false, ct) is { } recall ? (recall.Id, recall.Number) : ((Guid, string)?)null, ct);

    /// <summary>Stops every lot in scope, tells the log, the events and the receivers: all in one transaction.</summary>
    /// <returns>null when there is no such recall.</returns>
    /// <exception cref="RuleException"><c>recall.own_proposal</c>, <c>recall.decided</c></exception>
    public Task<RecallReach?> ApproveAsync(Guid personId, Guid recallId, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.Recalls.SingleOrDefaultAsync(x => x.Id == recallId, ct) is not { } recall) return null;
        return await DecideAsync(recall, personId, ct);
    }, ct);

    /// <returns>false when there is no such recall.</returns>
    /// <exception cref="RuleException"><c>recall.own_proposal</c>, <c>recall.decided</c>, <c>recall.refusal_missing</c></exception>
    public Task<bool> RefuseAsync(Guid personId, Guid recallId, string reason, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var recall = await db.Recalls.SingleOrDefaultAsync(x => x.Id == recallId, ct);
        recall?.Refuse(personId, reason, events.Now);
        return recall is not null;
    }, ct);

    /// <summary>Ends a recall; its lots stay stopped.</summary>
    /// <returns>false when there is no such recall.</returns>
    /// <exception cref="RuleException"><c>recall.not_running</c></exception>
    public Task<bool> CloseAsync(Guid recallId, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.Recalls.SingleOrDefaultAsync(x => x.Id == recallId, ct) is not { } recall) return false;
        recall.Close(events.Now);
        if (!recall.Mock) await LogAsync(recall, await db.RecallLots.Where(x => x.RecallId == recallId).Select(x => x.LotCode).ToListAsync(ct), ct);
        return true;
    }, ct);

    /// <summary>Runs an exercise on a lot, or on one drawn by lot among those that left for somebody: everything but the stop.</summary>
    /// <returns>null when there is no such lot.</returns>
    public Task<RecallReach?> RehearseAsync(Guid personId, string? lotCode, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        return (lotCode ?? await DrawAsync(ct)) is { } code ? await ExerciseAsync(personId, code, ct) : null;
    }, ct);

    /// <summary>Runs the exercise that is due by the schedule, on a lot drawn by lot; one replica runs it, the others find it done.</summary>
    /// <param name="days">Days from one to the next, 1 and up.</param>
    /// <returns>null when none is due, or nothing has left for anybody yet.</returns>
    public Task<RecallReach?> RehearseDueAsync(int days, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var (today, last) = (DistrictClock.Date(events.Now).DayNumber, await db.Counters.AsNoTracking().Where(x => x.Name == Schedule).Select(x => (long?)x.Value).SingleOrDefaultAsync(ct));
        if (last > today - days || await DrawAsync(ct) is not { } code) return null;
        if (last is null) await db.BulkInsertAsync<Counter>([new() { Name = Schedule, Value = today }], ct);
        else if (await db.Counters.Where(x => x.Name == Schedule && x.Value == last).ExecuteUpdateAsync(set => set.SetProperty(x => x.Value, (long)today), ct) == 0) return null;
        return await ExerciseAsync(Guid.Empty, code, ct);
    }, ct);

    /// <summary>Tells the office of recalls that should have been started by now and that nobody has decided; once for each.</summary>
    /// <returns>How many.</returns>
    public Task<int> AlarmAsync(CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var (now, told) = (events.Now, 0);
        foreach (var recall in await db.Recalls.Where(x => x.State == RecallState.Proposed && !x.Mock && x.AlarmedAt == null && x.StartBy < now).OrderBy(x => x.StartBy).Take(100).ToListAsync(ct))
            if (recall.Alarm(now))
            {
                db.Outbox.Add(OutboxMessage.Of(new RecallLate(recall.Id, recall.Number, (int)recall.Class + 1, recall.StartBy), now));
                told++;
            }
        return told;
    }, ct);

    private async Task<RecallReach?> ExerciseAsync(Guid personId, string code, CancellationToken ct) =>
        await BeginAsync(personId, new([code], RecallClass.I, "演练 / exercise", "无需处理 / nothing to do", null), true, ct) is { } recall ? await DecideAsync(recall, personId, ct) : null;

    private async Task<RecallCase?> BeginAsync(Guid personId, RecallForm form, bool mock, CancellationToken ct)
    {
        var codes = form.LotCodes.Select(x => PublicCode.TryRead(x, out var code) ? code : x).Distinct(StringComparer.Ordinal).ToArray();
        if (codes.Length is 0 or > RecallForm.MostLots) throw new RuleException("recall.lots", "A recall names 1 to 1,000 lots.", "lots", RecallForm.MostLots);
        if (await db.Lots.CountAsync(x => codes.Contains(x.Code), ct) != codes.Length) return null;
        var year = DistrictClock.Date(events.Now).Year;
        var letter = mock ? "M" : "R";
        var running = await db.TakeAsync(string.Create(CultureInfo.InvariantCulture, $"recalls-{letter}-{year}"), 1, ct);
        var number = string.Create(CultureInfo.InvariantCulture, $"{letter}-{year}-{running:0000}");
        var recall = RecallCase.Propose(number, form, mock, personId, events.Now);
        db.Recalls.Add(recall);
        db.RecallLots.AddRange(codes.Select(x => new RecallLot { RecallId = recall.Id, LotCode = x, Given = true }));
        await db.SaveChangesAsync(ct);
        return recall;
    }

    private async Task<RecallReach> DecideAsync(RecallCase recall, Guid personId, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        recall.Approve(personId, events.Now);
        // Whoever approves at the same moment loses here, before any work is done twice.
        await db.SaveChangesAsync(ct);
        var given = await db.RecallLots.Where(x => x.RecallId == recall.Id).Select(x => x.LotCode).ToArrayAsync(ct);
        var scope = new RecallScope(db, settings);
        await scope.FindAsync(await db.Lots.AsNoTracking().Where(x => given.Contains(x.Code)).ToListAsync(ct), !recall.Mock, ct);
        var codes = scope.Lots.Select(x => x.Code).Order(StringComparer.Ordinal).ToArray();
        await db.BulkInsertAsync<RecallLot>([.. codes.Except(given, StringComparer.Ordinal).Select(x => new RecallLot { RecallId = recall.Id, LotCode = x })], ct);
        var notices = scope.Receivers.Select(x => RecallNotice.To(recall, x)).ToList();
        await db.BulkInsertAsync(notices, ct);
        if (!recall.Mock) await StopAsync(recall, scope.Lots, codes, ct);
        if (!recall.Mock) db.Outbox.AddRange(RecallLetters.Of(recall, notices, settings, false, events.Now));
        recall.Took(clock.GetElapsedTime(began));
        int Of(string kind) => notices.Count(x => x.Kind == kind);
        return new(recall.Id, recall.Number, codes, Of("order"), Of("station"), Of("store"), Of("place") + Of("cooperative"), scope.Lots.Sum(x => x.ShippedGrams));
    }

    private async Task StopAsync(RecallCase recall, IReadOnlyCollection<Lot> lots, string[] codes, CancellationToken ct)
    {
        foreach (var lot in lots) lot.Recall();
        await db.SaveChangesAsync(ct);
        foreach (var own in lots.GroupBy(x => x.CooperativeId))
            foreach (var some in own.OrderBy(x => x.Code, StringComparer.Ordinal).Chunk(LotsPerEvent)) await events.AppendAsync(Told(recall, some), own.Key, ct);
        await LogAsync(recall, codes, ct);
        var products = lots.Select(x => x.ProductId).Distinct().ToArray();
        db.Outbox.Add(OutboxMessage.Of(new RecallApproved(recall.Id, recall.Number, (int)recall.Class + 1, codes, recall.Reason, products, recall.Refunds), events.Now));
    }

    private JsonObject Told(RecallCase recall, Lot[] lots)
    {
        var told = OwnEvents.Begin("ObjectEvent", "recall", events.Now);
        (told["action"], told["disposition"]) = ("OBSERVE", "recalled");
        told["quantityList"] = new JsonArray([.. lots.Select(x => (JsonNode)new JsonObject { ["epcClass"] = x.Key })]);
        (told["cm:recall"], told["cm:class"], told["cm:reason"]) = (recall.Number, recall.Class.ToString(), recall.Reason);
        return told;
    }

    private async Task LogAsync(RecallCase recall, IEnumerable<string> codes, CancellationToken ct)
    {
        var id = await db.TakeAsync("log", 1, ct);
        await db.BulkInsertAsync<LogEntry>([new() { Id = id, Subject = LogSubjects.Recalls, ContentHash = RecallScope.Hash(recall, codes) }], ct);
    }

    private async Task<string?> DrawAsync(CancellationToken ct)
    {
        var left = db.Lots.AsNoTracking().Where(x => x.ShippedGrams > 0 || x.UsedGrams > 0);
        var count = await left.CountAsync(ct);
        return count == 0 ? null : await left.OrderBy(x => x.Id).Skip(Random.Shared.Next(count)).Select(x => x.Code).FirstOrDefaultAsync(ct);
    }
}
