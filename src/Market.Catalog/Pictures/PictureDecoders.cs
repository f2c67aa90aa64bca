namespace Market.Catalog.Pictures;

/// <summary>Lets two pictures be decoded at a time: each may take 160 MB for a moment.</summary>
internal sealed class PictureDecoders : IDisposable
{
    public const int AtATime = 2;
    private readonly SemaphoreSlim _free = new(AtATime);

    /// <summary>Waits for its turn and runs the work beside the request threads.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        try
        {
            return await Task.Run(work, ct);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
