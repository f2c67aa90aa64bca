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
public sealed record RecallView(Guid Id, string Number, RecallClass Class, RecallState State, string Reason, string Advice, DateTime LearnedAt, DateTime StartBy, Guid ProposedBy, DateTime ProposedAt,
    DateTime? DecidedAt, string Refusal, bool Mock, int Lots, int Notices, int Answered);

/// <summary>How a recall or an exercise went.</summary>
/// <param name="Minutes">Whole minutes from the proposal until the last receiver that has answered did; until the approval when none has.</param>
/// <param name="Rows">Cells by <see cref="RecallReads.ReportHeader"/>; plain, whoever writes the file neutralises formulas.</param>
public sealed record RecallReport(RecallView Recall, IReadOnlyList<string> Lots, int Minutes, IReadOnlyList<string[]> Rows);

/// <summary>Lists of recalls, and what became of each.</summary>
public sealed class RecallReads(TraceDb db)
{
    private const int PerPage = 50;

    /// <summary>Columns of a report.</summary>
    public static IReadOnlyList<string> ReportHeader { get; } =
        ["receiver", "kind", "sent_kg", "told_at", "answer_by", "answered_at", "minutes", "found_kg", "returned_kg", "destroyed_kg", "photo_sha256"];

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

    /// <summary>Recalls and exercises, newest first, 50 a page.</summary>
    /// <param name="state">null for all.</param>
    /// <param name="page">From 1.</param>
    public Task<List<RecallView>> ListAsync(RecallState? state, int page, CancellationToken ct) =>
        Views(db.Recalls.Where(x => state == null || x.State == state).OrderByDescending(x => x.ProposedAt).ThenByDescending(x => x.Number).Skip((Math.Max(page, 1) - 1) * PerPage).Take(PerPage)).ToListAsync(ct);

    /// <returns>null when there is no such recall.</returns>
    public async Task<RecallReport?> ReportAsync(Guid recallId, CancellationToken ct)
    {
        if (await Views(db.Recalls.Where(x => x.Id == recallId)).SingleOrDefaultAsync(ct) is not { } recall) return null;
        var lots = await db.RecallLots.AsNoTracking().Where(x => x.RecallId == recallId).OrderBy(x => x.LotCode).Select(x => x.LotCode).ToListAsync(ct);
        var notices = await db.RecallNotices.AsNoTracking().Where(x => x.RecallId == recallId).OrderBy(x => x.Receiver).ToListAsync(ct);
        int Minutes(DateTime until) => (int)(until - recall.ProposedAt).TotalMinutes;
        return new(recall, lots, Minutes(notices.Max(x => x.AcknowledgedAt) ?? recall.DecidedAt ?? recall.ProposedAt), notices.ConvertAll(x => new[]
        {
            x.Receiver, x.Kind, Kilograms(x.SentGrams), Time(x.SentAt), Time(x.AnswerBy), Time(x.AcknowledgedAt), x.AcknowledgedAt is { } at ? Minutes(at).ToString(CultureInfo.InvariantCulture) : "",
            Kilograms(x.FoundGrams), Kilograms(x.ReturnedGrams), Kilograms(x.DestroyedGrams), x.PhotoHash,
        }));
    }

    private IQueryable<RecallView> Views(IQueryable<RecallCase> recalls) => recalls.AsNoTracking().Select(x => new RecallView(x.Id, x.Number, x.Class, x.State, x.Reason, x.Advice, x.LearnedAt, x.StartBy,
        x.ProposedBy, x.ProposedAt, x.DecidedAt, x.Refusal, x.Mock, db.RecallLots.Count(y => y.RecallId == x.Id), db.RecallNotices.Count(y => y.RecallId == x.Id), db.RecallNotices.Count(y => y.RecallId == x.Id && y.AcknowledgedAt != null)));

    private static string Time(DateTime? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    private static string Kilograms(long? grams) => grams is { } some ? (some / 1000m).ToString("0.###", CultureInfo.InvariantCulture) : "";
}
