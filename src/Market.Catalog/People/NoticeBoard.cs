using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.People;

/// <summary>A notification in the reader's language.</summary>
public sealed record NoticeView(Guid Id, DateTime At, string Text, string Link, bool Unread);

/// <summary>A person's own notifications.</summary>
public sealed class NoticeBoard(CatalogDb db, NoticeWords words, TimeProvider clock)
{
    /// <summary>The latest hundred, newest first.</summary>
    /// <param name="language">zh-CN or en.</param>
    public async Task<IReadOnlyList<NoticeView>> ListAsync(Guid personId, string language, CancellationToken ct)
    {
        var rows = await db.Notifications.AsNoTracking().Where(x => x.PersonId == personId).OrderByDescending(x => x.At).ThenByDescending(x => x.Id).Take(100).ToListAsync(ct);
        return rows.ConvertAll(x => new NoticeView(x.Id, x.At, words.Say(language, x.Kind, Fill(x.Args)), x.Link, x.ReadAt is null));
    }

    public Task<int> UnreadAsync(Guid personId, CancellationToken ct) => db.Notifications.CountAsync(x => x.PersonId == personId && x.ReadAt == null, ct);

    public async Task MarkReadAsync(Guid personId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await db.Notifications.Where(x => x.PersonId == personId && x.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.ReadAt, now), ct);
    }

    /// <summary>Sentences take at most three values.</summary>
    private static object[] Fill(string args)
    {
        var given = args.Split('\n');
        return [.. Enumerable.Range(0, Math.Max(3, given.Length)).Select(i => (object)(i < given.Length ? given[i] : ""))];
    }
}
