using Market.Kernel.Messages;
using Market.Traceability.Log;
using Market.Traceability.Tests.Support;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Traceability.Tests.Log;

public sealed class MarkChangesTests
{
    [Fact]
    public async Task Each_mark_has_a_chain_of_its_own_and_a_repeated_message_adds_nothing()
    {
        await using var trace = await Trace.OpenAsync();
        var at = Trace.Start.UtcDateTime;
        var (first, second, other) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var (id, mark) in new[]
        {
            (first, new MarkChanged(MarkChanged.Licence, "TY-2026-0001", "grant", at)), (other, new MarkChanged("organic", "12345678901234567", "verify", at)),
            (second, new MarkChanged(MarkChanged.Licence, "TY-2026-0001", "suspend", at.AddDays(1))), (first, new MarkChanged(MarkChanged.Licence, "TY-2026-0001", "grant", at)),
        })
            await SendAsync(trace, id, mark);
        await trace.AppendAsync();

        await trace.WithAsync(async db =>
        {
            var leaves = await db.LogLeaves.OrderBy(x => x.Index).ToListAsync();
            Assert.Equal([("marks/licence/TY-2026-0001", 1L), ("marks/organic/12345678901234567", 1L), ("marks/licence/TY-2026-0001", 2L)], leaves.Select(x => (x.Subject, x.Sequence)));
            Assert.Equal(leaves[0].Hash, leaves[2].Previous);
            Assert.Equal(LogLeafText.Salted(leaves[2].Salt, MarkChanges.Hash(new(MarkChanged.Licence, "TY-2026-0001", "suspend", at.AddDays(1)))), leaves[2].SaltedHash);
        });
    }

    private static async Task SendAsync(Trace trace, Guid id, MarkChanged mark)
    {
        await using var bus = new ServiceCollection().AddLogging().AddMediator(x => x.AddConsumer<MarkChanges>()).AddScoped(_ => trace.Get<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<Market.Traceability.Data.TraceDb>()).BuildServiceProvider();
        await using var scope = bus.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Publish(mark, Pipe.Execute<PublishContext>(x => x.MessageId = id));
    }
}
