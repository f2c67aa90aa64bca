using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Recall;

/// <summary>Who answers a notice.</summary>
/// <param name="Receivers">Keys of the places and parties that the person answers for; null for all: the office and the inspectors.</param>
public sealed record NoticeParty(IReadOnlyCollection<string>? Receivers);

/// <summary>A notice as its receiver and the office see it; masses in grams.</summary>
/// <param name="SentGrams">null when no event says how much went there.</param>
/// <param name="FoundGrams">null before the receiver has answered.</param>
public sealed record NoticeView(Guid Id, string RecallNumber, string Receiver, string Kind, NoticeState State, DateTime SentAt, DateTime AnswerBy, DateTime? AcknowledgedAt,
    long? SentGrams, long? FoundGrams, long ReturnedGrams, long DestroyedGrams, string PhotoHash);

/// <summary>Receivers answer recalls; who does not is chased.</summary>
public sealed class NoticeDesk(TraceDb db, TimeProvider clock)
{
    private const int PerPage = 100;

    /// <param name="foundGrams">What was still there, 0 and up.</param>
    /// <returns>false when there is no such notice to the caller.</returns>
    /// <exception cref="RuleException"><c>notice.weight</c>, <c>notice.answered</c></exception>
    public Task<bool> AcknowledgeAsync(NoticeParty party, Guid noticeId, long foundGrams, CancellationToken ct) => ChangeAsync(party, noticeId, x => x.Acknowledge(foundGrams, Now), ct);

    /// <returns>false when there is no such notice to the caller.</returns>
    /// <exception cref="RuleException"><c>notice.weight</c>, <c>notice.unanswered</c>, <c>notice.too_much</c></exception>
    public Task<bool> ReturnAsync(NoticeParty party, Guid noticeId, long grams, CancellationToken ct) => ChangeAsync(party, noticeId, x => x.Return(grams), ct);

    /// <param name="photoHash">SHA-256 of the photo, 64 hexadecimal digits.</param>
    /// <returns>false when there is no such notice to the caller.</returns>
    /// <exception cref="RuleException"><c>notice.weight</c>, <c>notice.unanswered</c>, <c>notice.too_much</c>, <c>notice.photo</c></exception>
    public Task<bool> DestroyAsync(NoticeParty party, Guid noticeId, long grams, string photoHash, CancellationToken ct) => ChangeAsync(party, noticeId, x => x.Destroy(grams, photoHash), ct);

    /// <summary>The caller's notices of a recall, 100 a page.</summary>
    /// <param name="page">From 1.</param>
    public Task<List<NoticeView>> ListAsync(NoticeParty party, Guid recallId, int page, CancellationToken ct) => Views(Own(party).Where(x => x.RecallId == recallId), page).ToListAsync(ct);

    /// <summary>Notices that should have been answered by now, longest overdue first, 100 a page; exercises are left out.</summary>
    /// <param name="page">From 1.</param>
    public Task<List<NoticeView>> OverdueAsync(NoticeParty party, int page, CancellationToken ct)
    {
        var now = Now;
        return Views(Own(party).Where(x => x.State == NoticeState.Sent && x.AnswerBy < now && db.Recalls.Any(y => y.Id == x.RecallId && y.State == RecallState.Approved && !y.Mock)), page).ToListAsync(ct);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private IQueryable<RecallNotice> Own(NoticeParty party) => party.Receivers is { } own ? db.RecallNotices.Where(x => own.Contains(x.Receiver)) : db.RecallNotices;

    private IQueryable<NoticeView> Views(IQueryable<RecallNotice> notices, int page) => notices.AsNoTracking().OrderBy(x => x.AnswerBy).ThenBy(x => x.Id).Skip((Math.Max(page, 1) - 1) * PerPage).Take(PerPage)
        .Join(db.Recalls, x => x.RecallId, y => y.Id, (x, y) => new NoticeView(x.Id, y.Number, x.Receiver, x.Kind, x.State, x.SentAt, x.AnswerBy, x.AcknowledgedAt, x.SentGrams, x.FoundGrams, x.ReturnedGrams, x.DestroyedGrams, x.PhotoHash));

    private Task<bool> ChangeAsync(NoticeParty party, Guid noticeId, Action<RecallNotice> change, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await Own(party).SingleOrDefaultAsync(x => x.Id == noticeId, ct) is not { } notice) return false;
        change(notice);
        return true;
    }, ct);
}
