namespace Market.Web.Tests.Support;

/// <summary>A clock whose time of day stands until it is set; how long things take it still measures truly.</summary>
public sealed class SetClock(DateTime utc) : TimeProvider
{
    private long _ticks = utc.Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Set(DateTime utc) => Interlocked.Exchange(ref _ticks, utc.Ticks);
}
