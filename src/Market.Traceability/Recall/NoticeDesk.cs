using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Recall;

/// <summary>Who answers a notice.</summary>
/// <param name="Receivers">Keys of the places and parties that the person answers for; null for all: the office and the inspectors.</param>
public sealed record NoticeParty(IReadOnlyCollection<string>? Receivers)
{
    /// <summary>Somebody who answers for organisations of the marketplace.</summary>
    /// <param name="organisations">Kind (station, store or cooperative) and id or slug.</param>
    public static NoticeParty Of(TraceSettings settings, IEnumerable<(string Kind, string Name)> organisations) => new([.. organisations.Select(x => settings.Place(x.Kind, x.Name)).Distinct(StringComparer.Ordinal)]);
}

/// <summary>Receivers answer recalls; who does not is chased.</summary>
public sealed class NoticeDesk(TraceDb db, TraceSettings settings, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <param name="foundGrams">What was still there, 0 and up.</param>
    /// <returns>false when there is no such notice to the caller.</returns>
    /// <exception cref="RuleException"><c>notice.weight</c>, <c>notice.more_than_received</c>, <c>notice.answered</c>, <c>notice.closed</c></exception>
    public Task<bool> AcknowledgeAsync(NoticeParty party, Guid noticeId, long foundGrams, CancellationToken ct) => ChangeAsync(party, noticeId, x => x.Acknowledge(foundGrams, Now), ct);

    /// <returns>false when there is no such notice to the caller.</returns>
    /// <exception cref="RuleException"><c>notice.weight</c>, <c>notice.unanswered</c>, <c>notice.too_much</c>, <c>notice.closed</c></exception>
    public Task<bool> ReturnAsync(NoticeParty party, Guid noticeId, long grams, CancellationToken ct) => ChangeAsync(party, noticeId, x => x.Return(grams), ct);

    /// <param name="photoHash">SHA-256 of the photo, 64 hexadecimal digits.</param>
    /// <returns>false when there is no such notice to the caller.</returns>
    /// <exception cref="RuleException"><c>notice.weight</c>, <c>notice.unanswered</c>, <c>notice.too_much</c>, <c>notice.photo</c>, <c>notice.closed</c></exception>
    public Task<bool> DestroyAsync(NoticeParty party, Guid noticeId, long grams, string photoHash, CancellationToken ct) => ChangeAsync(party, noticeId, x => x.Destroy(grams, photoHash), ct);

    /// <summary>Reminds everybody who owes an answer to a recall.</summary>
    /// <returns>How many were reminded; null when there is no such recall.</returns>
    /// <exception cref="RuleException"><c>recall.not_chased</c>, <c>recall.all_answered</c></exception>
    public async Task<int?> RemindAsync(Guid recallId, CancellationToken ct)
    {
        if (await db.Recalls.AsNoTracking().SingleOrDefaultAsync(x => x.Id == recallId, ct) is not { } recall) return null;
        if (recall.State != RecallState.Approved || recall.Mock) throw new RuleException("recall.not_chased", "Only receivers of a running recall are reminded.", "", recall.Number);
        var began = Now;
        var (all, some) = (0, 0);
        do all += some = await RemindAsync(x => x.Where(y => y.RecallId == recallId && (y.RemindedAt == null || y.RemindedAt < began)), ct);
        while (some == AtOnce);
        return all > 0 ? all : throw new RuleException("recall.all_answered", "Everybody who has to answer has answered.", "", recall.Number);
    }

    /// <summary>Reminds some of those whose last letter is so long ago.</summary>
    /// <returns>How many; 0 when nobody is due.</returns>
    public Task<int> RemindDueAsync(TimeSpan every, CancellationToken ct)
    {
        var before = Now - every;
        return RemindAsync(x => x.Where(y => (y.RemindedAt ?? y.SentAt) <= before), ct);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Notices of running recalls that have not been answered by an organisation of the marketplace.</summary>
    internal static IQueryable<RecallNotice> Owed(TraceDb db) => db.RecallNotices.Where(x => x.State == NoticeState.Sent && RecallLetters.Organisations.Contains(x.Kind)
        && db.Recalls.Any(y => y.Id == x.RecallId && y.State == RecallState.Approved && !y.Mock));

    internal static IQueryable<RecallNotice> Own(TraceDb db, NoticeParty party) => party.Receivers is { } own ? db.RecallNotices.Where(x => own.Contains(x.Receiver)) : db.RecallNotices;

    private Task<int> RemindAsync(Func<IQueryable<RecallNotice>, IQueryable<RecallNotice>> which, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var (now, due) = (Now, await which(Owed(db)).OrderBy(x => x.RecallId).ThenBy(x => x.Id).Take(AtOnce).ToListAsync(ct));
        foreach (var some in due.GroupBy(x => x.RecallId))
        {
            var recall = await db.Recalls.AsNoTracking().SingleAsync(x => x.Id == some.Key, ct);
            db.Outbox.AddRange(RecallLetters.Of(recall, some, settings, true, now));
        }
        foreach (var notice in due) notice.Remind(now);
        return due.Count;
    }, ct);

    private Task<bool> ChangeAsync(NoticeParty party, Guid noticeId, Action<RecallNotice> change, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await Own(db, party).SingleOrDefaultAsync(x => x.Id == noticeId, ct) is not { } notice) return false;
        var recall = await db.Recalls.AsNoTracking().Where(x => x.Id == notice.RecallId).Select(x => new { x.State, x.Number }).SingleAsync(ct);
        if (recall.State == RecallState.Closed) throw new RuleException("notice.closed", "This recall is over: nothing can be added.", "", recall.Number);
        change(notice);
        return true;
    }, ct);
}
