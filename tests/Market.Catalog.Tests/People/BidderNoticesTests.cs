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

/// <summary>What cooperatives read of joint bids, awards and results.</summary>
public sealed class BidderNoticesTests : IAsyncLifetime
{
    private static readonly Guid One = Guid.CreateVersion7(), Two = Guid.CreateVersion7(), Other = Guid.CreateVersion7(), Demand = Guid.CreateVersion7();
    private static readonly DateTime Until = new(2026, 11, 30, 15, 59, 59, DateTimeKind.Utc);
    private readonly Dictionary<string, Person> people = new[] { "一社", "二社", "两社", "一社的监事", "别的社" }.ToDictionary(x => x, x => new Person { UserName = x, NormalizedUserName = x, SecurityStamp = "s", DisplayName = x });
    private TestDatabase database = null!;
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 4, 0, 0, TimeSpan.Zero));
        services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddCatalog(database.For("catalog")).AddMediator(bus => bus.AddConsumer<SourcingNotices>()).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogDb>();
        await db.Database.MigrateAsync();
        db.Users.AddRange(people.Values);
        foreach (var (name, role, cooperative) in new[] { ("一社", Role.Manager, One), ("二社", Role.Clerk, Two), ("两社", Role.Manager, One), ("两社", Role.Manager, Two), ("一社的监事", Role.Supervisor, One), ("别的社", Role.Manager, Other) })
            db.Memberships.Add(new() { PersonId = people[name].Id, Role = role, OrganisationId = cooperative });
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Each_member_is_told_once_that_the_union_has_bid_with_its_part()
    {
        var message = Guid.CreateVersion7();
        for (var i = 0; i < 2; i++) await TellAsync(new JointBidMade(Demand, "XQ-2026-000001", Guid.CreateVersion7(), "双河联合社", [One, Two], Until), message);

        Assert.Equal(new[] { "一社", "二社", "两社" }.Order(), await ToldAsync());
        var (chinese, english) = await ReadAsync("两社");
        Assert.Equal(("双河联合社 在采购需求 XQ-2026-000001 的报价里写了您社的一份:请看清楚,在 2026-11-30 23:59 前同意,不同意就不算数。", $"/office/demands/{Demand}"), (chinese.Text, chinese.Link));
        Assert.Equal("双河联合社 has bid for demand XQ-2026-000001 with a part of yours: look at it and agree by 2026-11-30 23:59, or your part does not count.", english.Text);
    }

    [Fact]
    public async Task Who_won_nothing_is_told_that_the_result_is_there()
    {
        await TellAsync(new BidsLost(Demand, "XQ-2026-000001", [Two, Other]), Guid.CreateVersion7());

        Assert.Equal(new[] { "二社", "两社", "别的社" }.Order(), await ToldAsync());
        var (chinese, english) = await ReadAsync("别的社");
        Assert.Equal(("采购需求 XQ-2026-000001 有结果了:您这次没有中选,可以打开看看。", $"/office/demands/{Demand}"), (chinese.Text, chinese.Link));
        Assert.StartsWith("The result of demand XQ-2026-000001 is there", english.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("上海青", "一级", 1_200_500, "采购需求 XQ-2026-000001:您中选了上海青 一级,1200.5 公斤,请在 2026-11-30 23:59 前答复。", "Demand XQ-2026-000001: you are awarded 1200.5 kg of 上海青 一级; please answer by 2026-11-30 23:59.")]
    [InlineData("菠菜", "", 80_000, "采购需求 XQ-2026-000001:您中选了菠菜,80 公斤,请在 2026-11-30 23:59 前答复。", "Demand XQ-2026-000001: you are awarded 80 kg of 菠菜; please answer by 2026-11-30 23:59.")]
    [InlineData("", "", 0, "采购需求 XQ-2026-000001:您中选了,请在 2026-11-30 23:59 前答复。", "Demand XQ-2026-000001: you are awarded a part; please answer until 2026-11-30 23:59.")]
    public async Task An_award_is_told_with_what_it_is_of_and_how_much(string product, string grade, long grams, string chinese, string english)
    {
        var award = Guid.CreateVersion7();
        await TellAsync(new AwardOffered(award, Demand, "XQ-2026-000001", Other, Until, product, grade, grams), Guid.CreateVersion7());

        var read = await ReadAsync("别的社");
        Assert.Equal((chinese, english, $"/office/awards/{award}"), (read.Chinese.Text, read.English.Text, read.Chinese.Link));
    }

    private async Task TellAsync<T>(T message, Guid id) where T : class
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Publish(message, Pipe.Execute<PublishContext<T>>(context => context.MessageId = id));
    }

    /// <summary>Names of those who have a notice, one for each.</summary>
    private async Task<IEnumerable<string>> ToldAsync()
    {
        await using var scope = services.CreateAsyncScope();
        var told = await scope.ServiceProvider.GetRequiredService<CatalogDb>().Notifications.Select(x => x.PersonId).ToListAsync();
        return told.Select(x => people.Single(y => y.Value.Id == x).Key).Order();
    }

    private async Task<(NoticeView Chinese, NoticeView English)> ReadAsync(string person)
    {
        await using var scope = services.CreateAsyncScope();
        var board = scope.ServiceProvider.GetRequiredService<NoticeBoard>();
        return ((await board.ListAsync(people[person].Id, "zh-CN", default)).Single(), (await board.ListAsync(people[person].Id, "en", default)).Single());
    }
}
