namespace Market.Kernel.Data;

/// <summary>Answers many callers by one read that begins after the last of them asked: as fresh as a read of their own.</summary>
/// <remarks>While a read runs, those who ask meanwhile wait for the next one; alone, a caller waits for nobody.</remarks>
/// <param name="read">Reads these keys; unknown ones are left out.</param>
public sealed class SharedRead<TKey, TValue>(Func<IReadOnlyCollection<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> read) where TKey : notnull
{
    private sealed record Next(HashSet<TKey> Keys, TaskCompletionSource<IReadOnlyDictionary<TKey, TValue>> Answer);

    private readonly Lock _gate = new();
    private Next? _next;
    private bool _reading;

    /// <returns>At least these keys, as far as they exist.</returns>
    public Task<IReadOnlyDictionary<TKey, TValue>> AskAsync(IEnumerable<TKey> keys)
    {
        lock (_gate)
        {
            _next ??= new([], new(TaskCreationOptions.RunContinuationsAsynchronously));
            _next.Keys.UnionWith(keys);
            var answer = _next.Answer.Task;
            if (!_reading)
            {
                _reading = true;
                ThreadPool.QueueUserWorkItem(_ => _ = ReadAsync());
            }
            return answer;
        }
    }

    private async Task ReadAsync()
    {
        while (Take() is { } next)
        {
            try
            {
                next.Answer.SetResult(await read(next.Keys));
            }
            catch (Exception failure)
            {
                // It belongs to those who asked.
                next.Answer.SetException(failure);
            }
            // Behind the requests that are ready to run: they join the next read instead of waiting for the one after it.
            await Task.Yield();
        }
    }

    private Next? Take()
    {
        lock (_gate)
        {
            var next = _next;
            _next = null;
            if (next is null) _reading = false;
            return next;
        }
    }
}
