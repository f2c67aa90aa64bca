using System.Text.Json;
using System.Text.Json.Nodes;
using Market.Testing;
using Market.Traceability.Epcis;
using Market.Traceability.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Epcis;

public sealed class CaptureTests : IAsyncLifetime
{
    private Trace trace = null!;

    public async Task InitializeAsync() => trace = await Trace.OpenAsync();

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task A_job_that_fails_by_itself_is_tried_again_and_given_up_after_an_hour()
    {
        var party = new CaptureParty(Guid.CreateVersion7(), null);
        var (id, _) = await trace.AskAsync<CaptureDesk, (Guid?, EpcisFault?)>(x => x.SubmitAsync(party, System.Text.Encoding.UTF8.GetBytes(Documents.Of(Documents.Seen("urn:x:a:1"))), CaptureErrorBehaviour.Proceed, default));
        byte[] broken = [1, 2, 3];
        await trace.WithAsync(db => db.Captures.ExecuteUpdateAsync(set => set.SetProperty(x => x.Document, broken)));
        Task<CaptureJob?> JobAsync() => trace.AskAsync<CaptureDesk, CaptureJob?>(x => x.FindAsync(id!.Value, null, default));

        await Assert.ThrowsAsync<InvalidDataException>(() => trace.Get<CaptureWorker>().WorkAsync(default));
        Assert.False(await trace.Get<CaptureWorker>().WorkAsync(default));
        Assert.Null((await JobAsync())!.FinishedAt);
        trace.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.True(await trace.Get<CaptureWorker>().WorkAsync(default));

        var job = (await JobAsync())!;
        Assert.Equal((false, 0, 1, "epcis.failed"), (job.Success, job.Accepted, job.Rejected, Assert.Single(job.Faults).Fault!.Code));
        Assert.NotNull(job.FinishedAt);
        Assert.False(await trace.Get<CaptureWorker>().WorkAsync(default));
    }

    [Fact]
    public async Task Events_are_kept_with_their_keys_in_canonical_form()
    {
        var job = await trace.CaptureAsync(Documents.Of(Documents.Seen("urn:epc:id:sgtin:0614141.107346.2017"), Documents.Seen("urn:x:own:thing", minute: 1)));

        Assert.Equal((true, 2, 0, 0), (job.Success, job.Accepted, job.Duplicates, job.Rejected));
        await trace.WithAsync(async db =>
        {
            var events = await db.Events.OrderBy(x => x.Seq).ToListAsync();
            Assert.Equal([1, 2], events.Select(x => x.Seq));
            Assert.Equal($"ni:///sha-256;{events[0].ContentHash}?ver=CBV2.0", events[0].EventId);
            Assert.Equal(new DateTime(2026, 11, 22, 2, 0, 0, DateTimeKind.Utc), events[0].EventTime);
            var keys = await db.EventKeys.OrderBy(x => x.Seq).Select(x => x.Key).ToListAsync();
            Assert.Equal(["https://id.gs1.org/01/10614141073464/21/2017", "urn:x:own:thing"], keys);
            using var body = JsonDocument.Parse(events[0].Body);
            Assert.Equal(events[0].EventId, body.RootElement.GetProperty("eventID").GetString());
            Assert.Equal("2026-11-23T02:00:00.000Z", body.RootElement.GetProperty("recordTime").GetString());
        });
    }

    [Fact]
    public async Task The_same_event_again_is_a_duplicate_and_no_error()
    {
        var document = Documents.Of(Documents.Seen("urn:x:a:1", "urn:uuid:1"), Documents.Seen("urn:x:a:2", minute: 1));
        await trace.CaptureAsync(document);

        var again = await trace.CaptureAsync(document);

        Assert.Equal((true, 0, 2, 0), (again.Success, again.Accepted, again.Duplicates, again.Rejected));
        await trace.WithAsync(async db => Assert.Equal(2, await db.Events.CountAsync()));
    }

    [Theory]
    [InlineData(CaptureErrorBehaviour.Rollback, 0)]
    [InlineData(CaptureErrorBehaviour.Proceed, 2)]
    public async Task A_known_id_with_other_content_rolls_back_or_is_listed(CaptureErrorBehaviour behaviour, int kept)
    {
        await trace.CaptureAsync(Documents.Of(Documents.Seen("urn:x:a:1", "urn:uuid:1")));

        var job = await trace.CaptureAsync(Documents.Of(Documents.Seen("urn:x:a:2"), Documents.Seen("urn:x:a:9", "urn:uuid:1"), Documents.Seen("urn:x:a:3", minute: 2)), behaviour);

        Assert.Equal((false, kept, 1), (job.Success, job.Accepted, job.Rejected));
        var fault = Assert.Single(job.Faults);
        Assert.Equal((1, "urn:uuid:1", "epcis.id_taken"), (fault.Place, fault.EventId, fault.Fault!.Code));
        await trace.WithAsync(async db => Assert.Equal(1 + kept, await db.Events.CountAsync()));
    }

    [Theory]
    [InlineData(CaptureErrorBehaviour.Rollback, 0)]
    [InlineData(CaptureErrorBehaviour.Proceed, 1)]
    public async Task An_invalid_event_rolls_back_or_is_listed(CaptureErrorBehaviour behaviour, int kept)
    {
        var bad = Documents.Seen("urn:x:a:2", "urn:uuid:2");
        bad["bizStep"] = "no such step";

        var job = await trace.CaptureAsync(Documents.Of(Documents.Seen("urn:x:a:1"), bad), behaviour);

        Assert.Equal((kept, 1), (job.Accepted, job.Rejected));
        Assert.Equal((1, "urn:uuid:2", "epcis.word", "/bizStep"), (job.Faults[0].Place, job.Faults[0].EventId, job.Faults[0].Fault!.Code, job.Faults[0].Fault!.Path));
        await trace.WithAsync(async db => Assert.Equal((kept, kept), (await db.Events.CountAsync(), await db.LogQueue.CountAsync())));
    }

    [Fact]
    public async Task A_declared_error_keeps_the_id_and_is_kept_beside_the_event()
    {
        await trace.CaptureAsync(Documents.Of(Documents.Seen("urn:x:a:1", "urn:uuid:1")));
        var declared = Documents.Seen("urn:x:a:1", "urn:uuid:1");
        declared["errorDeclaration"] = new JsonObject { ["declarationTime"] = "2026-11-22T12:00:00Z", ["reason"] = "incorrect_data" };

        var job = await trace.CaptureAsync(Documents.Of(declared));
        var again = await trace.CaptureAsync(Documents.Of((JsonObject)declared.DeepClone()));

        Assert.Equal((1, 0, 1), (job.Accepted, job.Duplicates, again.Duplicates));
        await trace.WithAsync(async db => Assert.Equal(2, await db.Events.CountAsync(x => x.EventId == "urn:uuid:1")));
    }

    [Fact]
    public async Task A_job_is_seen_by_its_owner_alone()
    {
        var owner = Guid.CreateVersion7();
        var job = await trace.CaptureAsync(Documents.Of(Documents.Seen("urn:x:a:1")), owner: owner);

        Assert.NotNull(await trace.AskAsync<CaptureDesk, CaptureJob?>(x => x.FindAsync(job.Id, owner, default)));
        Assert.Null(await trace.AskAsync<CaptureDesk, CaptureJob?>(x => x.FindAsync(job.Id, Guid.CreateVersion7(), default)));
    }

    [RealDataFact]
    public async Task Every_official_example_is_captured()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(RealDataFactAttribute.Folder!, "epcis/examples/json")).Order())
        {
            await using var empty = await Trace.OpenAsync();
            var job = await empty.CaptureAsync(await File.ReadAllTextAsync(file));
            Assert.True(job.Success && job.Accepted == job.Total && job.Total > 0, $"{Path.GetFileName(file)}: {JsonSerializer.Serialize(job.Faults)}");
        }
    }
}
