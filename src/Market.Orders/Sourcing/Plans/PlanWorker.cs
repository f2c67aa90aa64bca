using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Matching.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Market.Orders.Sourcing.Plans;

/// <summary>Runs the matching beside the requests, one run at a time in each process.</summary>
/// <remarks>A run is leased: when its process dies another takes it over, and as the plan follows from the stored market alone it comes to the same result.</remarks>
public sealed partial class PlanWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PlanWorker> log) : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30), Look = TimeSpan.FromMilliseconds(500);

    private const int MostAttempts = 3, MostValues = 400;

    private readonly Guid self = Guid.CreateVersion7();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RunNextAsync(stoppingToken)) continue;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The database may be away for a while; the run's lease ends and it is taken up again.
                LogFailed(failure);
            }
            await Task.Delay(Look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes the oldest run that waits, or whose process died, and runs it to its end.</summary>
    /// <returns>false when there was none.</returns>
    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (await ClaimAsync(ct) is not { } job) return false;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var latest = new Progress("read", 0, 1);
        var work = Task.Run(() =>
        {
            var problem = ProblemJson.Read(PackedText.Unpack(job.Problem));
            var plan = Matcher.Match(problem, null, new Reporter(x => latest = new(x.Stage.ToString().ToLowerInvariant(), x.Done, x.Of)), stop.Token);
            // After a refill the rules are settled: what they cost was told with the first plan.
            return new Result(plan, job.Kind == PlanJobKind.Refill ? [] : RuleCosts.Of(problem, plan, (done, of) => latest = new("rules", done, of), stop.Token));
        }, CancellationToken.None);
        try
        {
            while (await Task.WhenAny(work, Task.Delay(Look, CancellationToken.None)) != work)
                if (!await KeepAsync(job.Id, latest, ct)) await stop.CancelAsync();
            await FinishAsync(job, work, ct);
        }
        finally
        {
            // Nobody asks for it any more, e.g. because the database is away: it must not compute on beside the next run.
            await stop.CancelAsync();
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return true;
    }

    private static RuleException Broken => new RuleException("plan.failed", "The calculation failed; the demand is unchanged.");

    private async Task<PlanJob?> ClaimAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<OrdersDb>(), clock.GetUtcNow().UtcDateTime);
        var free = db.PlanJobs.Where(x => x.State == PlanJobState.Waiting || x.State == PlanJobState.Running && x.LeaseUntil < now);
        foreach (var id in await free.OrderBy(x => x.At).ThenBy(x => x.Id).Select(x => x.Id).Take(10).ToListAsync(ct))
        {
            if (await free.Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, PlanJobState.Running).SetProperty(x => x.LeasedBy, self).SetProperty(x => x.LeaseUntil, now + Lease)
                .SetProperty(x => x.Attempts, x => x.Attempts + 1), ct) == 0) continue;
            var job = await db.PlanJobs.AsNoTracking().SingleAsync(x => x.Id == id, ct);
            if (job.Attempts <= MostAttempts) return job;
            await EndAsync(id, PlanJobState.Failed, Broken, ct);
        }
        return null;
    }

    /// <summary>Writes how far the run is and prolongs its lease.</summary>
    /// <returns>false when it is to stop: called off, or taken over by another process.</returns>
    private async Task<bool> KeepAsync(Guid jobId, Progress progress, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, until) = (scope.ServiceProvider.GetRequiredService<OrdersDb>(), clock.GetUtcNow().UtcDateTime + Lease);
        return await Mine(db, jobId).Where(x => !x.CancelAsked).ExecuteUpdateAsync(set => set.SetProperty(x => x.LeaseUntil, until)
            .SetProperty(x => x.Stage, progress.Stage).SetProperty(x => x.Done, progress.Done).SetProperty(x => x.Of, progress.Of), ct) == 1;
    }

    private async Task FinishAsync(PlanJob job, Task<Result> work, CancellationToken ct)
    {
        try
        {
            await KeepPlanAsync(job, await work, ct);
        }
        catch (OperationCanceledException) when (work.IsCanceled && !ct.IsCancellationRequested)
        {
            await EndAsync(job.Id, PlanJobState.Cancelled, null, ct);
        }
        catch (RuleException refusal)
        {
            await EndAsync(job.Id, PlanJobState.Failed, refusal, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure);
            await EndAsync(job.Id, PlanJobState.Failed, Broken, ct);
        }
    }

    private async Task KeepPlanAsync(PlanJob job, Result result, CancellationToken ct)
    {
        var plan = result.Plan;
        await using var scope = scopes.CreateAsyncScope();
        var (db, now, id) = (scope.ServiceProvider.GetRequiredService<OrdersDb>(), clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7());
        await db.InTransactionAsync(async () =>
        {
            // Called off in the last moment, or taken over: nothing is kept.
            if (await Mine(db, job.Id).Where(x => !x.CancelAsked).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, PlanJobState.Done).SetProperty(x => x.ActiveDemandId, (Guid?)null)
                .SetProperty(x => x.FinishedAt, now).SetProperty(x => x.PlanId, id), ct) == 0) return false;
            db.Plans.Add(new()
            {
                Id = id,
                DemandId = job.DemandId,
                ChainId = job.ChainId,
                JobId = job.Id,
                Nth = (await db.Plans.Where(x => x.DemandId == job.DemandId).MaxAsync(x => (int?)x.Nth, ct) ?? 0) + 1,
                At = now,
                Hash = plan.Hash,
                FillPerMillion = (int)(plan.Fill * 1_000_000),
                LandedFen = (long)decimal.Round(plan.Cost.LandedFen, MidpointRounding.AwayFromZero),
                RuleCosts = RuleCosts.Write(result.Costs),
                Json = PackedText.Pack(PlanJson.Write(plan)),
            });
            return true;
        }, ct);
        await Mine(db, job.Id).Where(x => x.CancelAsked && x.State == PlanJobState.Running).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, PlanJobState.Cancelled)
            .SetProperty(x => x.ActiveDemandId, (Guid?)null).SetProperty(x => x.FinishedAt, now), ct);
    }

    private async Task EndAsync(Guid jobId, PlanJobState state, RuleException? refusal, CancellationToken ct)
    {
        var (code, values) = (refusal?.Code ?? "", string.Join('\n', refusal?.Args ?? []));
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<OrdersDb>(), clock.GetUtcNow().UtcDateTime);
        await Mine(db, jobId).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, state).SetProperty(x => x.ActiveDemandId, (Guid?)null).SetProperty(x => x.FinishedAt, now)
            .SetProperty(x => x.Refusal, code).SetProperty(x => x.RefusalValues, values.Length > MostValues ? values.Substring(0, MostValues) : values), ct);
    }

    private IQueryable<PlanJob> Mine(OrdersDb db, Guid jobId) => db.PlanJobs.Where(x => x.Id == jobId && x.State == PlanJobState.Running && x.LeasedBy == self);

    private sealed record Progress(string Stage, long Done, long Of);

    private sealed record Result(MatchPlan Plan, IReadOnlyList<RuleCost> Costs);

    private sealed class Reporter(Action<MatchProgress> report) : IProgress<MatchProgress>
    {
        public void Report(MatchProgress value) => report(value);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A run of the matching failed")]
    private partial void LogFailed(Exception failure);
}
