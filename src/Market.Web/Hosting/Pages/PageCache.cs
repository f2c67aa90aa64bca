using System.Collections.Concurrent;
using Market.Catalog.Products;
using Market.Catalog.Search;
using Market.Kernel;

namespace Market.Web.Hosting.Pages;

/// <summary>Keeps rendered public pages for at most a second, so that price, stock and badges are never older than that.</summary>
/// <remarks>Every replica has its own; losing it costs one rendering per page. Pages of signed-in visitors differ in their frame alone.</remarks>
public sealed class PageCache(TimeProvider clock, Shelf shelf, IndexFeed index)
{
    /// <summary>What is older is rendered again before it is shown.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>From then on one visitor's request renders it anew while the others still get the kept one.</summary>
    private static readonly TimeSpan Renew = TimeSpan.FromMilliseconds(700);

    private const long MostBytes = 64 * 1024 * 1024;
    private readonly ConcurrentDictionary<PageKey, KeptPage> _pages = new();
    private readonly ConcurrentDictionary<PageKey, Task<KeptPage?>> _rendering = new();
    private long _bytes;

    /// <summary>A page that is fresh enough to be shown as it is.</summary>
    public KeptPage? Fresh(in PageKey key)
    {
        // A badge that is gone, or was on its last day, must not be shown for the rest of a second.
        if (!_pages.TryGetValue(key, out var page) || page.Begun.Badges != shelf.BadgesSeen || page.Begun.DayEnds <= Now) return null;
        var age = clock.GetElapsedTime(page.Begun.At);
        return age < Renew || (age < Longest && _rendering.ContainsKey(key)) ? page : null;
    }

    /// <summary>Renders a page; of many that ask at once one renders and the others wait for it.</summary>
    /// <param name="render">Renders as of a moment; null when it is not a page to keep (a redirect, an absent product, an error).</param>
    /// <returns>null when this request has to be answered by itself.</returns>
    public Task<KeptPage?> RenderAsync(PageKey key, Func<PageMoment, Task<KeptPage?>> render) =>
        RenderAsync(key, new PageMoment(clock.GetTimestamp(), BadgesShown, DistrictClock.StartOf(DistrictClock.Date(Now).AddDays(1))), render);

    /// <summary>The change of badges that whatever is rendered now shows; none while search is behind the cards, so that a page from in between is not kept.</summary>
    private long BadgesShown => shelf.BadgesSeen is var seen && index.Seen < seen ? -1 : seen;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<KeptPage?> RenderAsync(PageKey key, PageMoment moment, Func<PageMoment, Task<KeptPage?>> render)
    {
        var mine = new TaskCompletionSource<KeptPage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = _rendering.GetOrAdd(key, mine.Task);
        // Whoever asks on a day gets no page that was begun the day before.
        if (running != mine.Task) return await running is { } theirs && theirs.Begun.DayEnds == moment.DayEnds ? theirs : null;
        KeptPage? page = null;
        try
        {
            page = await render(moment);
            if (page is not null) Keep(key, page);
            return page;
        }
        finally
        {
            _rendering.TryRemove(key, out _);
            // Those who waited get the page, or answer themselves.
            mine.SetResult(page);
        }
    }

    private void Keep(PageKey key, KeptPage page)
    {
        if (Interlocked.Read(ref _bytes) > MostBytes)
        {
            _pages.Clear();
            Interlocked.Exchange(ref _bytes, 0);
        }
        _pages.AddOrUpdate(key, _ => Count(page), (_, old) =>
        {
            Interlocked.Add(ref _bytes, -old.Size);
            return Count(page);
        });
    }

    private KeptPage Count(KeptPage page)
    {
        Interlocked.Add(ref _bytes, page.Size);
        return page;
    }
}
