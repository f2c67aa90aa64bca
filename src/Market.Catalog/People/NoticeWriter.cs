using Market.Catalog.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.People;

/// <summary>Writes notices to people and queues their mails; saved with the caller's changes.</summary>
public sealed class NoticeWriter(CatalogDb db, NoticeWords words, TimeProvider clock)
{
    private const int MostArgs = 300;

    internal static readonly Role[] Sellers = [Role.Manager, Role.Clerk];

    /// <summary>Managers and clerks of a cooperative or union.</summary>
    public Task SellersAsync(Guid cooperativeId, string kind, string link, params string[] args) => SellersAsync([cooperativeId], kind, link, args);

    /// <summary>Managers and clerks of some cooperatives or unions; who is one of several is told once.</summary>
    public async Task SellersAsync(IReadOnlyCollection<Guid> cooperatives, string kind, string link, params string[] args)
    {
        var sellers = await db.Memberships.Where(x => x.OrganisationId != null && cooperatives.Contains(x.OrganisationId.Value) && Sellers.Contains(x.Role)).Select(x => x.PersonId).Distinct().ToListAsync();
        foreach (var person in sellers) await PersonAsync(person, kind, link, args);
    }

    /// <param name="kind">Key of the sentence.</param>
    /// <param name="args">Its values.</param>
    public async Task PersonAsync(Guid personId, string kind, string link, params string[] args)
    {
        var person = await db.Users.Where(x => x.Id == personId).Select(x => new { x.Email, x.PhoneNumber, x.Language }).SingleOrDefaultAsync();
        if (person is null) return;
        var now = clock.GetUtcNow().UtcDateTime;
        db.Notifications.Add(new Notification { PersonId = personId, At = now, Kind = kind, Args = Fit(string.Join('\n', args)), Link = link });
        if ((person.Email ?? person.PhoneNumber) is not { } to) return;
        var text = words.Say(person.Language, kind, args);
        db.Outbox.Add(OutboxMessage.Of(new LetterQueued(to, text, text), now));
    }

    private static string Fit(string text) => text.Length <= MostArgs ? text : text[..MostArgs];
}
