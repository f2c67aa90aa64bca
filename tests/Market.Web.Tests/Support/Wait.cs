namespace Market.Web.Tests.Support;

/// <summary>Waits for what happens by itself: webhooks, outboxes, indexes.</summary>
public static class Wait
{
    /// <summary>Asks again until it holds, at most 20 seconds.</summary>
    public static async Task ForAsync(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds())
        {
            Assert.False(limit.IsCancellationRequested, $"Waited in vain for: {what}");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
