using System.Security.Cryptography;
using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Supervision;

/// <summary>Spot checks of licences: the list is drawn, never picked by hand, and each result recorded.</summary>
public sealed class CheckDesk(CatalogDb db, RiskList risks, TimeProvider clock)
{
    /// <summary>Draws a list of licences to check.</summary>
    /// <param name="random">How many at random, 0 to 200.</param>
    /// <param name="risky">How many of those most at risk that were not drawn at random and have no check ahead, 0 to 200.</param>
    /// <param name="dueOn">Day by which they are to be checked, today or later.</param>
    /// <returns>The list's number.</returns>
    /// <exception cref="RuleException"><c>check.counts</c>, <c>check.due_past</c>, <c>check.pool_empty</c></exception>
    public Task<string> DrawAsync(int random, int risky, DateOnly dueOn, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (random is < 0 or > CheckDraw.Most || risky is < 0 or > CheckDraw.Most || random + risky == 0) throw new RuleException("check.counts", "Draw 1 to 200 licences.", "random", CheckDraw.Most);
        if (dueOn < DistrictClock.Date(now) || dueOn > DistrictClock.Date(now).AddYears(1)) throw new RuleException("check.due_past", "The day must lie ahead, at most a year.", "dueOn");
        var pool = await risks.PoolAsync(now, ct);
        if (pool.Count == 0) throw new RuleException("check.pool_empty", "There is no licence in force.");
        var seed = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var draw = new CheckDraw { Number = await RunningNumber.NextAsync(db, RunningNumber.Draw, now, ct), Seed = seed, Random = random, Risky = risky, Pool = pool.Count, DueOn = dueOn, DrawnBy = office, At = now };
        var ranked = await risks.RankAsync(pool, now, ct);
        var drawn = CheckDraw.Pick(seed, pool.Select(x => x.Number), random);
        var (byNumber, waiting) = (ranked.ToDictionary(x => x.Number), await db.SpotChecks.Where(x => x.State == CheckState.Pending).Select(x => x.LicenceId).ToHashSetAsync(ct));
        var atRisk = ranked.Where(x => x.Points > 0 && !drawn.Contains(x.Number) && !waiting.Contains(x.Licence)).Take(risky);
        draw.Checks.AddRange(drawn.Select(x => (byNumber[x], CheckPick.Random)).Concat(atRisk.Select(x => (x, CheckPick.Risk))).Select(x => Entry(draw, x.Item1, x.Item2)));
        db.CheckDraws.Add(draw);
        db.Audit.Add(new AuditEntry { At = now, ActorId = office, Action = "check.draw", SubjectId = draw.Id, Detail = $"{draw.Number} {seed}" });
        return draw.Number;
    }, ct);

    /// <summary>Records what a check found.</summary>
    /// <returns>false when there is no such check.</returns>
    /// <exception cref="RuleException"><c>check.done</c>, <c>case.own</c>, <c>case.picture_unknown</c>, <c>case.pictures_many</c>, or a text that does not fit.</exception>
    public Task<bool> RecordAsync(Guid id, CheckResult result, Guid person, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.SpotChecks.SingleOrDefaultAsync(x => x.Id == id, ct) is not { } check) return false;
        await Said.RequireStrangerAsync(db, check.CooperativeId, person, ct);
        await Said.RequireStoredAsync(db, result.Pictures, ct);
        var (now, step) = (clock.GetUtcNow().UtcDateTime, result.Passed ? "check.passed" : "check.failed");
        check.Record(result.Passed, result.Findings, result.Pictures, person, now);
        db.Audit.Add(new AuditEntry { At = now, ActorId = person, Action = step, SubjectId = check.Id, Detail = check.Findings });
        var number = await db.Licences.Where(x => x.Id == check.LicenceId).Select(x => x.Number).SingleAsync(ct);
        db.Outbox.Add(OutboxMessage.Of(new SupervisionStep(check.Id, check.CooperativeId, step, number, check.Findings), now));
        return true;
    }, ct);

    private static SpotCheck Entry(CheckDraw draw, RankedLicence x, CheckPick pick) => new()
    {
        DrawId = draw.Id,
        LicenceId = x.Licence,
        CooperativeId = x.CooperativeId,
        Pick = pick,
        Complaints = x.Why.Complaints,
        Suspensions = x.Why.Suspensions,
        Failures = x.Why.Failures,
        Days = x.Why.Days,
        Points = x.Points,
        DueOn = draw.DueOn,
    };
}

/// <summary>What a check found.</summary>
/// <param name="Findings">At most 2,000 characters; required when it failed.</param>
/// <param name="Pictures">Hashes of stored pictures, at most 5.</param>
public sealed record CheckResult(bool Passed, string Findings, IReadOnlyCollection<string> Pictures);
