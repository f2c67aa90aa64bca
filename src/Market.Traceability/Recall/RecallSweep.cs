using Market.Kernel.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Traceability.Recall;

/// <summary>Local rules of recalls, each with its default.</summary>
public sealed record RecallSettings
{
    /// <summary>How long after the last letter a receiver that has not answered is reminded; zero for never.</summary>
    public TimeSpan RemindEvery { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Days from one exercise that runs by itself to the next; 0 for none.</summary>
    public int ExerciseDays { get; init; }
}

/// <summary>What time does to recalls by itself: receivers are reminded, the office is alarmed, exercises run. Several replicas may run it.</summary>
public sealed class RecallSweep(IServiceScopeFactory scopes, TraceSettings settings, TimeProvider clock, ILogger<RecallSweep> log) : Worker(clock, log)
{
    /// <summary>Time between two sweeps.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override TimeSpan Pause => Every;

    protected override async Task<bool> PassAsync(CancellationToken ct)
    {
        await SweepAsync(ct);
        return false;
    }

    /// <summary>Does everything that is due now.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (desk, notices, rules) = (scope.ServiceProvider.GetRequiredService<RecallDesk>(), scope.ServiceProvider.GetRequiredService<NoticeDesk>(), settings.Recalls);
        while (await desk.AlarmAsync(ct) > 0) { }
        while (rules.RemindEvery > TimeSpan.Zero && await notices.RemindDueAsync(rules.RemindEvery, ct) > 0) { }
        if (rules.ExerciseDays > 0) await desk.RehearseDueAsync(rules.ExerciseDays, ct);
    }
}
