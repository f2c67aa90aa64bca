using System.Globalization;
using Market.Kernel;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Recall;

/// <summary>A recall as everybody may see it.</summary>
/// <param name="Date">District date of the approval.</param>
/// <param name="Products">Names in Chinese, then in English in the same order.</param>
/// <param name="Lots">Codes of all lots in scope.</param>
public sealed record PublicRecall(string Number, DateOnly Date, IReadOnlyList<string> Products, IReadOnlyList<string> ProductsEn, IReadOnlyList<Guid> Cooperatives, IReadOnlyList<string> Lots,
    RecallClass Class, string Reason, string Advice, bool Closed);

/// <summary>A recall as inspectors and the office see it.</summary>
/// <param name="StartBy">Until when it has to be started, UTC.</param>
/// <param name="Notices">Receivers that were told.</param>
/// <param name="Answered">Receivers that have answered.</param>
/// <param name="Owing">Receivers that still owe an answer: buyers are told and not asked.</param>
/// <param name="Clock">Its times, UTC.</param>
/// <param name="Refunds">Buyers get their money back without asking.</param>
public sealed record RecallView(Guid Id, string Number, RecallClass Class, RecallState State, string Reason, string Advice, DateTime LearnedAt, DateTime StartBy, Guid ProposedBy, DateTime ProposedAt,
    DateTime? DecidedAt, string Refusal, bool Mock, int Lots, int Notices, int Answered, int Owing, bool Refunds, RecallClock Clock)
{
    /// <summary>Whole hours left to start it, rounded down; below zero when it is late. The decision stops this clock.</summary>
    public int HoursLeft(DateTime now) => (int)Math.Floor((StartBy - (DecidedAt ?? now)).TotalHours);
}

/// <summary>Times of a recall, UTC; null for what has not happened.</summary>
/// <param name="AnswerBy">Until when receivers have to answer.</param>
/// <param name="AlarmedAt">When the office was told that it is late.</param>
/// <param name="SystemMilliseconds">How long the system took to find the scope, stop the lots and write the notices.</param>
public sealed record RecallClock(DateTime? AnswerBy, DateTime? AlarmedAt, DateTime? ClosedAt, long? SystemMilliseconds);

/// <summary>How a recall or an exercise went.</summary>
/// <param name="Minutes">Whole minutes from the proposal until the last receiver that has answered did; until the approval when none has.</param>
/// <param name="Rows">Cells by <see cref="RecallReads.ReportHeader"/>; plain, whoever writes the file neutralises formulas.</param>
/// <param name="Sums">Over all receivers.</param>
/// <param name="Timeline">What happened when, oldest first: learned, proposed, start_by, alarmed, approved, refused, told, first_answer, last_answer, reminded, answer_by, closed.</param>
public sealed record RecallReport(RecallView Recall, IReadOnlyList<string> Lots, int Minutes, IReadOnlyList<string[]> Rows, RecallSums Sums, IReadOnlyList<(string What, DateTime At)> Timeline);

/// <summary>Grams of a recall, by what receivers and events say.</summary>
/// <param name="Sent">As far as events give masses.</param>
/// <param name="Found">As far as receivers have answered.</param>
/// <param name="Products">Names in Chinese, then English in the same order.</param>
public sealed record RecallSums(long Sent, long Found, long Returned, long Destroyed, IReadOnlyList<(string Name, string NameEn)> Products);

/// <summary>Lists of recalls, and what became of each.</summary>
public sealed class RecallReads(TraceDb db)
{
    /// <summary>Recalls of one page.</summary>
    public const int PerPage = 50;

    /// <summary>Columns of a report.</summary>
    public static IReadOnlyList<string> ReportHeader { get; } =
        ["receiver", "kind", "sent_kg", "told_at", "answer_by", "answered_at", "minutes", "found_kg", "returned_kg", "destroyed_kg", "photo_sha256", "reminders"];

    /// <summary>Approved recalls, newest first; exercises are nobody's business.</summary>
    /// <param name="page">From 1.</param>
    public async Task<(List<PublicRecall> Items, int Total)> PublicAsync(int page, int pageSize, CancellationToken ct)
    {
        var all = Approved();
        var recalls = await all.OrderByDescending(x => x.DecidedAt).ThenByDescending(x => x.Number).Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(ct);
        return (await ViewsAsync(recalls, ct), await all.CountAsync(ct));
    }

    /// <summary>Approved recalls of a lot, newest first.</summary>
    public async Task<List<PublicRecall>> OfLotAsync(string code, CancellationToken ct) =>
        await ViewsAsync(await Approved().Where(x => db.RecallLots.Any(y => y.RecallId == x.Id && y.LotCode == code)).OrderByDescending(x => x.DecidedAt).ToListAsync(ct), ct);

    private IQueryable<RecallCase> Approved() => db.Recalls.AsNoTracking().Where(x => !x.Mock && (x.State == RecallState.Approved || x.State == RecallState.Closed));

    private async Task<List<PublicRecall>> ViewsAsync(List<RecallCase> recalls, CancellationToken ct)
    {
        var ids = recalls.ConvertAll(x => x.Id);
        var lots = (await db.RecallLots.AsNoTracking().Where(x => ids.Contains(x.RecallId)).Join(db.Lots, x => x.LotCode, y => y.Code, (x, y) => new { x.RecallId, y.Code, y.ProductName, y.ProductNameEn, y.CooperativeId }).ToListAsync(ct))
            .OrderBy(x => x.Code, StringComparer.Ordinal).ToLookup(x => x.RecallId);
        return recalls.ConvertAll(x =>
        {
            var products = lots[x.Id].DistinctBy(y => (y.ProductName, y.ProductNameEn)).ToList();
            return new PublicRecall(x.Number, DistrictClock.Date(x.DecidedAt!.Value), products.ConvertAll(y => y.ProductName), products.ConvertAll(y => y.ProductNameEn),
                [.. lots[x.Id].Select(y => y.CooperativeId).Distinct()], [.. lots[x.Id].Select(y => y.Code)], x.Class, x.Reason, x.Advice, x.State == RecallState.Closed);
        });
    }

    /// <summary>All recalls and exercises.</summary>
    /// <param name="state">null for all.</param>
    public Task<int> CountAsync(RecallState? state, CancellationToken ct) => db.Recalls.CountAsync(x => state == null || x.State == state, ct);

    /// <summary>Recalls and exercises, newest first, 50 a page.</summary>
    /// <param name="state">null for all.</param>
    /// <param name="page">From 1.</param>
    public Task<List<RecallView>> ListAsync(RecallState? state, int page, CancellationToken ct) =>
        Views(db.Recalls.Where(x => state == null || x.State == state).OrderByDescending(x => x.ProposedAt).ThenByDescending(x => x.Number).Skip((Math.Max(page, 1) - 1) * PerPage).Take(PerPage)).ToListAsync(ct);

    /// <returns>null when there is no such recall.</returns>
    public Task<RecallView?> FindAsync(Guid recallId, CancellationToken ct) => Views(db.Recalls.Where(x => x.Id == recallId)).SingleOrDefaultAsync(ct);

    /// <summary>Proposals whose time to start is over or ends soonest, the soonest first; the newest 50.</summary>
    public Task<List<RecallView>> WaitingAsync(CancellationToken ct) => Views(db.Recalls.Where(x => x.State == RecallState.Proposed && !x.Mock).OrderBy(x => x.StartBy).ThenBy(x => x.Number).Take(PerPage)).ToListAsync(ct);

    /// <returns>null when there is no such recall.</returns>
    public async Task<RecallReport?> ReportAsync(Guid recallId, CancellationToken ct)
    {
        if (await FindAsync(recallId, ct) is not { } recall) return null;
        var lots = await db.RecallLots.AsNoTracking().Where(x => x.RecallId == recallId).OrderBy(x => x.LotCode).Select(x => x.LotCode).ToListAsync(ct);
        var products = await db.RecallLots.Where(x => x.RecallId == recallId).Join(db.Lots, x => x.LotCode, y => y.Code, (_, y) => new { y.ProductName, y.ProductNameEn }).Distinct().OrderBy(x => x.ProductName).ToListAsync(ct);
        var notices = await db.RecallNotices.AsNoTracking().Where(x => x.RecallId == recallId).OrderBy(x => x.Receiver).ToListAsync(ct);
        int Minutes(DateTime until) => (int)(until - recall.ProposedAt).TotalMinutes;
        var rows = notices.ConvertAll(x => new[]
        {
            x.Receiver, x.Kind, Kilograms(x.SentGrams), Time(x.SentAt), Time(x.AnswerBy), Time(x.AcknowledgedAt), x.AcknowledgedAt is { } at ? Minutes(at).ToString(CultureInfo.InvariantCulture) : "",
            Kilograms(x.FoundGrams), Kilograms(x.ReturnedGrams), Kilograms(x.DestroyedGrams), x.PhotoHash, x.Reminders.ToString(CultureInfo.InvariantCulture),
        });
        var sums = new RecallSums(notices.Sum(x => x.SentGrams ?? 0), notices.Sum(x => x.FoundGrams ?? 0), notices.Sum(x => x.ReturnedGrams), notices.Sum(x => x.DestroyedGrams), products.ConvertAll(x => (x.ProductName, x.ProductNameEn)));
        return new(recall, lots, Minutes(notices.Max(x => x.AcknowledgedAt) ?? recall.DecidedAt ?? recall.ProposedAt), rows, sums, Timeline(recall, notices));
    }

    private static List<(string, DateTime)> Timeline(RecallView recall, List<RecallNotice> notices)
    {
        (string, DateTime?)[] all =
        [
            ("learned", recall.LearnedAt), ("proposed", recall.ProposedAt), ("start_by", recall.StartBy), ("alarmed", recall.Clock.AlarmedAt), (recall.State == RecallState.Refused ? "refused" : "approved", recall.DecidedAt),
            ("told", notices.Max(x => (DateTime?)x.SentAt)), ("first_answer", notices.Min(x => x.AcknowledgedAt)), ("last_answer", notices.Max(x => x.AcknowledgedAt)), ("reminded", notices.Max(x => x.RemindedAt)),
            ("answer_by", recall.Clock.AnswerBy), ("closed", recall.Clock.ClosedAt),
        ];
        return [.. all.Where(x => x.Item2 is not null).Select(x => (x.Item1, x.Item2!.Value)).OrderBy(x => x.Value)];
    }

    private IQueryable<RecallView> Views(IQueryable<RecallCase> recalls) => recalls.AsNoTracking().Select(x => new RecallView(x.Id, x.Number, x.Class, x.State, x.Reason, x.Advice, x.LearnedAt, x.StartBy,
        x.ProposedBy, x.ProposedAt, x.DecidedAt, x.Refusal, x.Mock, db.RecallLots.Count(y => y.RecallId == x.Id), db.RecallNotices.Count(y => y.RecallId == x.Id), db.RecallNotices.Count(y => y.RecallId == x.Id && y.AcknowledgedAt != null),
        db.RecallNotices.Count(y => y.RecallId == x.Id && y.State == NoticeState.Sent && y.Kind != "order"), x.Refunds, new RecallClock(x.AnswerBy, x.AlarmedAt, x.ClosedAt, x.SystemMilliseconds)));

    private static string Time(DateTime? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    private static string Kilograms(long? grams) => grams is { } some ? (some / 1000m).ToString("0.###", CultureInfo.InvariantCulture) : "";
}
