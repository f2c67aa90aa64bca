namespace Market.Web.Tests.Support;

/// <summary>Waits for what happens by itself: webhooks, outboxes, indexes.</summary>
public static class Wait
{
    /// <summary>Asks again until it holds.</summary>
    /// <param name="seconds">How long at most.</param>
    public static Task ForAsync(Func<Task<bool>> holds, string what, int seconds = 20) => ForAsync(holds, () => what, seconds);

    /// <summary>Asks again until it holds, and tells how far it came if it never does.</summary>
    public static async Task ForAsync(Func<Task<bool>> holds, Func<string> what, int seconds = 20)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!await holds())
        {
            Assert.False(limit.IsCancellationRequested, $"Waited in vain for: {what()}");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
