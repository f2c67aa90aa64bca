using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Kernel.Messages;
using Market.Testing;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Market.Catalog.Tests.People;

/// <summary>Who is told of demands.</summary>
public sealed class SourcingNoticesTests
{
    [Fact]
    public async Task Every_manager_is_told_of_a_demand_once_also_when_it_is_delivered_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 4, 0, 0, TimeSpan.Zero));
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddCatalog(database.For("catalog")).AddMediator(bus => bus.AddConsumer<SourcingNotices>()).BuildServiceProvider();
        var people = Enumerable.Range(0, 300).Select(i => new Person { UserName = $"m{i}", NormalizedUserName = $"M{i}", Email = $"m{i}@example.com", NormalizedEmail = $"M{i}@EXAMPLE.COM", SecurityStamp = "s", DisplayName = $"社{i}" }).ToList();
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CatalogDb>();
            await db.Database.MigrateAsync();
            db.Users.AddRange(people);
            db.Memberships.AddRange(people.Select(x => new Membership { PersonId = x.Id, Role = Role.Manager, OrganisationId = Guid.CreateVersion7() }));
            await db.SaveChangesAsync();
        }
        var (told, message) = (new DemandPublished(Guid.CreateVersion7(), "XQ-2026-000001", "上海青", "惠家", [], new DateTime(2026, 11, 30, 0, 0, 0, DateTimeKind.Utc)), Guid.CreateVersion7());

        for (var i = 0; i < 2; i++)
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMediator>().Publish(told, Pipe.Execute<PublishContext<DemandPublished>>(context => context.MessageId = message));
        }

        await using var later = services.CreateAsyncScope();
        var found = later.ServiceProvider.GetRequiredService<CatalogDb>();
        Assert.Equal(people.Select(x => x.Id).Order(), (await found.Notifications.Select(x => x.PersonId).ToListAsync()).Order());
        Assert.InRange(await found.Inbox.CountAsync(), 100, 256);
    }
}
