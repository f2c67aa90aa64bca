using Market.Kernel.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Market.Kernel.Tests.Hosting;

/// <summary>A worker whose first passes fail: the shop must not end with it.</summary>
public sealed class WorkerTests
{
    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task A_pass_that_fails_is_tried_again(Type failure)
    {
        using var worker = new Stumbling((Exception)Activator.CreateInstance(failure)!);

        await worker.StartAsync(default);
        await worker.Done.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.False(worker.ExecuteTask!.IsCompleted);
        await worker.StopAsync(default);
        Assert.False(worker.ExecuteTask.IsFaulted);
    }

    private sealed class Stumbling(Exception failure) : Worker(TimeProvider.System, NullLogger<WorkerTests>.Instance)
    {
        private int _passes;

        public TaskCompletionSource Done { get; } = new();
        protected override TimeSpan Pause => TimeSpan.FromMilliseconds(1);

        protected override Task<bool> PassAsync(CancellationToken ct)
        {
            if (++_passes == 1) throw failure;
            Done.TrySetResult();
            return Task.FromResult(false);
        }
    }
}
