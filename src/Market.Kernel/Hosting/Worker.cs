using Market.Kernel.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Market.Kernel.Hosting;

/// <summary>Does a pass again and again while the shop runs. A pass that fails is logged and tried again; it never ends the shop.</summary>
/// <remarks>What is due must stay due in the database until a pass has dealt with it: a failed pass then loses nothing.</remarks>
public abstract class Worker(TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan ShortestPauseAfterFailure = TimeSpan.FromSeconds(1);

    protected TimeProvider Clock { get; } = clock;
    protected ILogger Log { get; } = log;

    /// <summary>Time between a pass that found nothing to do and the next one; after a failure at least a second.</summary>
    protected abstract TimeSpan Pause { get; }

    /// <summary>Deals with what is due now.</summary>
    /// <returns>true when there may be more to do at once.</returns>
    protected abstract Task<bool> PassAsync(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                if (await PassAsync(stoppingToken)) continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Log.Log(Outage.Is(failure) ? LogLevel.Warning : LogLevel.Error, failure, "{Worker} could not finish its pass; trying again", GetType().Name);
                if (pause < ShortestPauseAfterFailure) pause = ShortestPauseAfterFailure;
            }
            await Task.Delay(pause, Clock, stoppingToken);
        }
    }
}
