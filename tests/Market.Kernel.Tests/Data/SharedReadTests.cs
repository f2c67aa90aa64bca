using Market.Kernel.Data;

namespace Market.Kernel.Tests.Data;

public sealed class SharedReadTests
{
    [Fact]
    public async Task Those_who_ask_while_a_read_runs_share_the_next_one()
    {
        var (reads, gate) = (0, new SemaphoreSlim(0));
        var shared = new SharedRead<int, int>(async keys =>
        {
            var number = Interlocked.Increment(ref reads);
            await gate.WaitAsync();
            return keys.ToDictionary(x => x, _ => number);
        });
        var first = shared.AskAsync([1]);
        while (Volatile.Read(ref reads) == 0) await Task.Yield();
        var later = Enumerable.Range(1, 20).Select(x => shared.AskAsync([x])).ToArray();
        gate.Release(2);

        Assert.Equal(1, (await first)[1]);
        // Never the read that began before they asked.
        Assert.All(await Task.WhenAll(later), x => Assert.Equal(2, x[1]));
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task A_failure_belongs_to_those_who_asked_and_the_next_read_is_a_new_one()
    {
        var reads = 0;
        var shared = new SharedRead<int, int>(_ => Interlocked.Increment(ref reads) == 1 ? throw new TimeoutException() : Task.FromResult<IReadOnlyDictionary<int, int>>(new Dictionary<int, int>()));

        await Assert.ThrowsAsync<TimeoutException>(() => shared.AskAsync([1]));

        Assert.Empty(await shared.AskAsync([1]));
    }

    [Fact]
    public async Task Every_caller_is_answered_however_many_ask_at_once()
    {
        var shared = new SharedRead<int, int>(async keys =>
        {
            await Task.Yield();
            return keys.ToDictionary(x => x, x => x * 2);
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(x => Task.Run(async () => (await shared.AskAsync([x]))[x])));

        Assert.Equal(Enumerable.Range(0, 5_000).Select(x => x * 2), answers);
    }
}
