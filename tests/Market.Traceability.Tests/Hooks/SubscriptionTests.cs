using System.Globalization;
using System.Text.Json;
using Market.Traceability.Epcis;
using Market.Traceability.Hooks;
using Market.Traceability.Tests.Support;

namespace Market.Traceability.Tests.Hooks;

/// <summary>Subscribers are told of new events in order, nothing is lost, and nothing is told again once it was taken.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private const string Token = "13df38d8275b13f05704629e5f1cf3d45d6132d5";

    private readonly QueryParty party = new(Guid.CreateVersion7(), false);
    private Trace trace = null!;
    private Receiver receiver = null!;
    private int captured;

    public async Task InitializeAsync()
    {
        (trace, receiver) = (await Trace.OpenAsync(), await Receiver.StartAsync());
        using var query = JsonDocument.Parse("""{ "eventType": ["ObjectEvent"], "EQ_bizStep": ["shipping", "receiving"] }""");
        Assert.True(await trace.AskAsync<QueryDesk, bool>(x => x.AddAsync(party, "shipped", query.RootElement, default)));
    }

    public async Task DisposeAsync()
    {
        await trace.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task New_events_of_the_owner_that_match_are_told_of_in_order_and_signed()
    {
        await CaptureAsync(2);
        await SubscribeAsync();
        await CaptureAsync(3);
        await CaptureAsync(2, owner: Guid.CreateVersion7());
        await CaptureAsync(2, step: "storing");
        await DeliverAsync();

        var (body, signature) = Assert.Single(receiver.Taken);
        Assert.Equal([2, 3, 4], Numbers());
        Assert.Equal(HookClient.Sign(Token, body), signature);
        Assert.Matches("^[0-9a-f]{64}$", signature);
        using var document = JsonDocument.Parse(body);
        Assert.Equal("EPCISQueryDocument", document.RootElement.GetProperty("type").GetString());
        Assert.Equal("shipped", document.RootElement.GetProperty("epcisBody").GetProperty("queryResults").GetProperty("queryName").GetString());
    }

    [Fact]
    public async Task What_a_receiver_does_not_take_is_told_again_later_and_nothing_is_lost()
    {
        await SubscribeAsync();
        foreach (var answer in new[] { 500, 302, 503 }) receiver.Answers.Enqueue(answer);
        await CaptureAsync(2);

        await DeliverAsync();
        Assert.Equal((1, "HTTP 500"), (receiver.Calls, (await OneAsync()).LastError));
        await DeliverAsync();
        Assert.Equal(1, receiver.Calls);
        await CaptureAsync(1);
        for (var tries = 0; tries < 3; tries++)
        {
            trace.Clock.Advance(TimeSpan.FromSeconds(5));
            await DeliverAsync();
        }

        Assert.Equal(4, receiver.Calls);
        Assert.Equal([0, 1, 2], Numbers());
        var view = await OneAsync();
        Assert.Equal((0, "", trace.Clock.GetUtcNow().UtcDateTime), (view.Failures, view.LastError, view.LastNotifiedAt));
    }

    [Fact]
    public async Task What_was_taken_is_not_told_again()
    {
        await SubscribeAsync();
        await CaptureAsync(2);
        for (var round = 0; round < 5; round++)
        {
            await DeliverAsync();
            trace.Clock.Advance(TimeSpan.FromHours(2));
        }
        await CaptureAsync(1);
        await DeliverAsync();

        Assert.Equal((2, "0 1 2"), (receiver.Calls, string.Join(' ', Numbers())));
    }

    [Fact]
    public async Task Many_events_come_in_batches_from_several_workers_each_once_and_in_order()
    {
        await SubscribeAsync();
        await CaptureAsync(SubscriptionWorker.Batch * 2 + 50);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(DeliverAsync)));
        await DeliverAsync();

        Assert.Equal(3, receiver.Taken.Count);
        Assert.Equal(Enumerable.Range(0, SubscriptionWorker.Batch * 2 + 50), Numbers());
    }

    [Fact]
    public async Task Two_subscriptions_do_not_wait_for_each_other()
    {
        await using var deaf = await Receiver.StartAsync();
        for (var i = 0; i < 50; i++) deaf.Answers.Enqueue(500);
        await SubscribeAsync(to: deaf.Address);
        await SubscribeAsync();
        await CaptureAsync(3);

        await DeliverAsync();

        Assert.Equal((1, 1), (deaf.Calls, receiver.Taken.Count));
    }

    [Fact]
    public async Task A_schedule_tells_at_its_time_and_says_so_when_there_is_nothing_if_asked_to()
    {
        await SubscribeAsync(schedule: new() { ["hour"] = "11", ["minute"] = "5" }, reportIfEmpty: true);
        await CaptureAsync(2);
        await DeliverAsync();
        Assert.Empty(receiver.Taken);

        // The clock stands at 10:00 of the district.
        trace.Clock.Advance(TimeSpan.FromMinutes(65));
        await DeliverAsync();
        Assert.Equal([0, 1], Numbers());
        trace.Clock.Advance(TimeSpan.FromHours(23));
        await DeliverAsync();
        Assert.Single(receiver.Taken);
        trace.Clock.Advance(TimeSpan.FromHours(1));
        await DeliverAsync();
        Assert.Equal((2, 2), (receiver.Taken.Count, Numbers().Count));
    }

    [Fact]
    public async Task A_silent_schedule_says_nothing_when_there_is_nothing()
    {
        await SubscribeAsync(schedule: new() { ["minute"] = "0/10" });
        for (var i = 0; i < 12; i++)
        {
            trace.Clock.Advance(TimeSpan.FromMinutes(5));
            await DeliverAsync();
        }
        Assert.Equal(0, receiver.Calls);
    }

    [Fact]
    public async Task Events_from_a_time_on_are_told_of_when_that_is_asked_for()
    {
        await CaptureAsync(2);
        trace.Clock.Advance(TimeSpan.FromMinutes(1));
        await CaptureAsync(2);
        await SubscribeAsync(from: trace.Clock.GetUtcNow().UtcDateTime);
        await DeliverAsync();

        Assert.Equal([2, 3], Numbers());
    }

    [Fact]
    public async Task A_subscription_ends_with_its_query_and_belongs_to_its_owner()
    {
        var id = await SubscribeAsync();
        var stranger = new QueryParty(Guid.CreateVersion7(), true);
        Assert.Null(await trace.AskAsync<SubscriptionDesk, SubscriptionView?>(x => x.FindAsync(stranger, "shipped", id, default)));
        Assert.False(await trace.AskAsync<SubscriptionDesk, bool>(x => x.RemoveAsync(stranger, "shipped", id, default)));
        Assert.False(await trace.AskAsync<QueryDesk, bool>(x => x.RemoveAsync(stranger, "shipped", default)));

        Assert.True(await trace.AskAsync<QueryDesk, bool>(x => x.RemoveAsync(party, "shipped", default)));
        await CaptureAsync(1);
        await DeliverAsync();

        Assert.Equal(0, receiver.Calls);
    }

    [Theory]
    [InlineData("http://shop.example/hook")]
    [InlineData("ftp://shop.example/hook")]
    [InlineData("https://user:word@shop.example/")]
    [InlineData("https://shop.example/#here")]
    [InlineData("https://localhost/hook")]
    [InlineData("https://internal/hook")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://192.168.0.1/")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[64:ff9b::a00:1]/")]
    [InlineData("https://[2002:a00:1::]/")]
    [InlineData("https://0x0a000001/")]
    [InlineData("https://167772161/")]
    public async Task A_destination_within_a_private_network_is_refused(string to)
    {
        var refused = await Assert.ThrowsAsync<SubscriptionException>(() => SubscribeAsync(to: to));
        Assert.Equal(("epcis.destination", "dest"), (refused.Code, refused.Field));
    }

    [Fact]
    public async Task A_public_name_that_stands_for_a_private_address_is_not_called()
    {
        // The own host name stands for an address of this machine, public to nobody.
        using var client = new HookClient(new TraceSettings(Trace.Base, new("shop.example/log", "", null, [])));

        Assert.Equal("ConnectionError", await client.SendAsync(receiver.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), Token, "{}"u8.ToArray(), default));
        Assert.Equal("ConnectionError", await client.SendAsync(receiver.Address, Token, "{}"u8.ToArray(), default));

        Assert.Equal(0, receiver.Calls);
    }

    private async Task<Guid> SubscribeAsync(string? to = null, Dictionary<string, string>? schedule = null, bool reportIfEmpty = false, DateTime? from = null) =>
        (await trace.AskAsync<SubscriptionDesk, SubscriptionView?>(x => x.AddAsync(party, "shipped", new(new(to ?? receiver.Address), Token, schedule, reportIfEmpty, from, EpcFormat.AsStored), default)))!.Id;

    private async Task<SubscriptionView> OneAsync() => (await trace.AskAsync<SubscriptionDesk, List<SubscriptionView>?>(x => x.ListAsync(party, "shipped", default)))!.Single();

    private async Task CaptureAsync(int count, string step = "shipping", Guid? owner = null)
    {
        var events = Enumerable.Range(captured, count).Select(i => Documents.Seen("urn:x:thing:1", string.Create(CultureInfo.InvariantCulture, $"urn:x:n:{i}"), i % 60)).ToArray();
        foreach (var each in events) each["bizStep"] = step;
        captured += count;
        Assert.Equal(count, (await trace.CaptureAsync(Documents.Of(events), owner: owner ?? party.OwnerId)).Accepted);
    }

    private async Task DeliverAsync()
    {
        while (await trace.Get<SubscriptionWorker>().DeliverAsync(CancellationToken.None)) { }
    }

    /// <summary>The events that were taken, by the number they were captured with.</summary>
    private List<int> Numbers() => [.. receiver.Taken.SelectMany(x =>
    {
        using var document = JsonDocument.Parse(x.Body);
        return document.RootElement.GetProperty("epcisBody").GetProperty("queryResults").GetProperty("resultsBody").GetProperty("eventList").EnumerateArray()
            .Select(y => int.Parse(y.GetProperty("eventID").GetString()!.Split(':')[^1], CultureInfo.InvariantCulture)).ToList();
    })];
}
