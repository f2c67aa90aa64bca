using System.Collections.Concurrent;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Testing;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Market.Kernel.Tests.Outbox;

public sealed class OutboxSenderTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;
    private readonly FakeTimeProvider _clock = new();

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(_clock).AddSingleton<Heard>();
        services.AddDbContext<SmallDb>(options => _database.For("small").Apply(options, "small_migrations"));
        services.AddMediator(bus => bus.AddConsumer<Listener>());
        services.AddTransient<OutboxSender<SmallDb>>();
        _services = services.BuildServiceProvider();
        await InAsync(db => db.Database.EnsureCreatedAsync());
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Four_senders_send_each_of_sixty_messages_once()
    {
        await AddAsync(60);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var sender = _services.GetRequiredService<OutboxSender<SmallDb>>();
            while (await sender.SendDueAsync(CancellationToken.None) > 0) { }
        }));

        var heard = _services.GetRequiredService<Heard>().Messages;
        Assert.Equal(60, heard.Count);
        Assert.Equal(60, heard.Distinct().Count());
        Assert.Equal(0, await CountUnsentAsync());
    }

    [Fact]
    public async Task A_message_that_failed_comes_back_after_its_lease_and_is_never_dropped()
    {
        await AddAsync(1);
        var heard = _services.GetRequiredService<Heard>();
        heard.Deaf = true;
        var sender = _services.GetRequiredService<OutboxSender<SmallDb>>();

        Assert.Equal(0, await sender.SendDueAsync(CancellationToken.None));
        heard.Deaf = false;
        Assert.Equal(0, await sender.SendDueAsync(CancellationToken.None));
        _clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(1, await sender.SendDueAsync(CancellationToken.None));
        Assert.Single(heard.Messages);
    }

    private Task AddAsync(int count) => InAsync(async db =>
    {
        for (var i = 0; i < count; i++) db.Outbox.Add(OutboxMessage.Of(new ReviewPublished(Guid.CreateVersion7(), Guid.CreateVersion7(), 5), _clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync();
    });

    private async Task<int> CountUnsentAsync()
    {
        var count = -1;
        await InAsync(async db => count = await db.Outbox.CountAsync(x => x.SentAt == null));
        return count;
    }

    private async Task InAsync(Func<SmallDb, Task> work)
    {
        await using var scope = _services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<SmallDb>());
    }

    public sealed class SmallDb(DbContextOptions<SmallDb> options) : DbContext(options)
    {
        public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Apply(configurationBuilder);

        protected override void OnModelCreating(ModelBuilder modelBuilder) => ModelConventions.Complete(modelBuilder, "small_", TestDatabase.OnMySql);
    }

    public sealed class Heard
    {
        public ConcurrentBag<Guid> Messages { get; } = [];
        public bool Deaf { get; set; }
    }

    public sealed class Listener(Heard heard) : IConsumer<ReviewPublished>
    {
        public Task Consume(ConsumeContext<ReviewPublished> context)
        {
            if (heard.Deaf) throw new InvalidOperationException("not now");
            heard.Messages.Add(context.MessageId!.Value);
            return Task.CompletedTask;
        }
    }
}
