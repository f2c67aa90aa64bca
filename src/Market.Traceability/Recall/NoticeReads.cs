using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Recall;

/// <summary>A notice as its receiver and the office see it; masses in grams.</summary>
/// <param name="Receiver">Key of the receiver in events.</param>
/// <param name="SentGrams">null when no event says how much went there.</param>
/// <param name="FoundGrams">null before the receiver has answered.</param>
/// <param name="Closed">The recall is over: nothing can be added.</param>
/// <param name="Mock">An exercise.</param>
public sealed record RecallNoticeView(Guid Id, Guid RecallId, string RecallNumber, RecallClass Class, string Reason, string Advice, string Receiver, string Kind, NoticeState State, DateTime SentAt, DateTime AnswerBy,
    DateTime? AcknowledgedAt, long? SentGrams, long? FoundGrams, long ReturnedGrams, long DestroyedGrams, string PhotoHash, int Reminders, bool Closed, bool Mock);

/// <summary>Goods of a recalled lot that one event says went to the receiver.</summary>
/// <param name="At">When they were sent.</param>
/// <param name="Grams">null when the event gives no mass.</param>
/// <param name="Inside">Key of the pack they lay in; empty when the event names the lot itself.</param>
public sealed record NoticeGoods(string LotCode, string ProductName, string ProductNameEn, DateTime At, long? Grams, string Inside);

/// <summary>Which notices.</summary>
/// <param name="RecallId">Only this recall's; null for all.</param>
/// <param name="Unanswered">Only those that still owe an answer.</param>
public sealed record NoticeQuestion(Guid? RecallId = null, bool Unanswered = false);

/// <summary>Notices for those who answer them and those who wait for the answers.</summary>
public sealed class NoticeReads(TraceDb db, TimeProvider clock)
{
    /// <summary>Most events of one receiver that are listed.</summary>
    private const int MostGoods = 500;

    /// <summary>The caller's notices; what is still owed first, then the newest.</summary>
    /// <param name="page">From 1.</param>
    public async Task<(List<RecallNoticeView> Items, int Total)> ListAsync(NoticeParty party, NoticeQuestion question, int page, int pageSize, CancellationToken ct)
    {
        var all = NoticeDesk.Own(db, party);
        if (question.RecallId is { } recall) all = all.Where(x => x.RecallId == recall);
        if (question.Unanswered) all = all.Where(x => x.State == NoticeState.Sent && x.Kind != "order");
        var sorted = all.AsNoTracking().OrderBy(x => x.State == NoticeState.Sent && x.Kind != "order" ? 0 : 1).ThenByDescending(x => x.SentAt).ThenBy(x => x.Receiver).ThenBy(x => x.Id);
        return (await Views(sorted.Skip((Math.Max(page, 1) - 1) * pageSize).Take(pageSize)).ToListAsync(ct), await all.CountAsync(ct));
    }

    /// <summary>Notices that should have been answered by now, longest overdue first, at most 100; exercises and buyers are left out.</summary>
    public Task<List<RecallNoticeView>> OverdueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return Views(NoticeDesk.Owed(db).AsNoTracking().Where(x => x.AnswerBy < now).OrderBy(x => x.AnswerBy).ThenBy(x => x.Id).Take(100)).ToListAsync(ct);
    }

    /// <summary>Answers the caller still owes.</summary>
    public Task<int> OwedAsync(NoticeParty party, CancellationToken ct)
    {
        var owed = NoticeDesk.Owed(db);
        return (party.Receivers is { } own ? owed.Where(x => own.Contains(x.Receiver)) : owed).CountAsync(ct);
    }

    /// <summary>One notice with what of which lots went to the receiver, oldest first, at most 500 events.</summary>
    /// <returns>null when there is no such notice to the caller.</returns>
    public async Task<(RecallNoticeView Notice, IReadOnlyList<NoticeGoods> Goods)?> FindAsync(NoticeParty party, Guid noticeId, CancellationToken ct)
    {
        if (await Views(NoticeDesk.Own(db, party).AsNoTracking().Where(x => x.Id == noticeId)).SingleOrDefaultAsync(ct) is not { } notice) return null;
        return (notice, await GoodsAsync(notice, ct));
    }

    private async Task<List<NoticeGoods>> GoodsAsync(RecallNoticeView notice, CancellationToken ct)
    {
        var lots = await db.RecallLots.AsNoTracking().Where(x => x.RecallId == notice.RecallId).Join(db.Lots, x => x.LotCode, y => y.Code, (x, y) => new { y.Key, y.Code, y.ProductName, y.ProductNameEn }).ToDictionaryAsync(x => x.Key, StringComparer.Ordinal, ct);
        var seqs = await db.EventKeys.Where(x => x.Key == notice.Receiver && x.Role == KeyRole.Destination).OrderBy(x => x.Seq).Select(x => x.Seq).ToListAsync(ct);
        var (found, keys, times) = (new List<NoticeGoods>(), new List<EventKey>(), new Dictionary<long, DateTime>());
        foreach (var some in seqs.Chunk(1_000))
        {
            keys.AddRange(await db.EventKeys.AsNoTracking().Where(x => some.Contains(x.Seq) && (x.Role == KeyRole.Epc || x.Role == KeyRole.Parent || x.Role == KeyRole.Child)).ToListAsync(ct));
            foreach (var at in await db.Events.AsNoTracking().Where(x => some.Contains(x.Seq) && x.Declared == "" && !db.Events.Any(y => y.EventId == x.EventId && y.Declared != "")).Select(x => new { x.Seq, x.EventTime }).ToListAsync(ct)) times[at.Seq] = at.EventTime;
        }
        var contents = (await SheetPage.ContentsAsync(db, keys, ct)).ToLookup(x => x.Parent, StringComparer.Ordinal);
        foreach (var key in keys.Where(x => times.ContainsKey(x.Seq)).OrderBy(x => times[x.Seq]).ThenBy(x => x.Seq).ThenBy(x => x.Ordinal))
            foreach (var item in SheetPage.Inside(contents, key, times[key.Seq], 0))
                if (lots.TryGetValue(item.Key, out var lot) && found.Count < MostGoods)
                    found.Add(new(lot.Code, lot.ProductName, lot.ProductNameEn, times[key.Seq], item.Grams, item.Key == key.Key ? "" : key.Key));
        return found;
    }

    private IQueryable<RecallNoticeView> Views(IQueryable<RecallNotice> notices) => notices.Join(db.Recalls, x => x.RecallId, y => y.Id, (x, y) => new RecallNoticeView(x.Id, y.Id, y.Number, y.Class, y.Reason, y.Advice,
        x.Receiver, x.Kind, x.State, x.SentAt, x.AnswerBy, x.AcknowledgedAt, x.SentGrams, x.FoundGrams, x.ReturnedGrams, x.DestroyedGrams, x.PhotoHash, x.Reminders, y.State == RecallState.Closed, y.Mock));
}
