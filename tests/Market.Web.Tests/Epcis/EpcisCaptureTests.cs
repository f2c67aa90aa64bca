using Market.Testing;

namespace Market.Web.Tests.Epcis;

/// <summary>Documents come in over HTTP and come out again.</summary>
[Collection(EpcisTests.Name)]
public sealed class EpcisCaptureTests(EpcisSite site)
{
    [RealDataFact]
    public async Task Every_official_example_is_captured_and_each_of_its_events_found_by_its_id()
    {
        var (events, taken) = (0, 0);
        foreach (var folder in new[] { "json", "xml" })
            foreach (var file in Directory.GetFiles(Path.Combine(RealDataFactAttribute.Folder!, "epcis/examples", folder), "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (folder == "xml" && !(await File.ReadAllTextAsync(file)).Contains("EventList", StringComparison.Ordinal)) continue;
                var job = await site.CaptureAsync("manager.shangwan", await File.ReadAllBytesAsync(file), folder == "xml" ? "application/xml" : "application/ld+json", "proceed");
                // Some examples use an eventID of another one for other content.
                Assert.All(job["errors"]!.AsArray(), x => Assert.Equal("epcis.id_taken", x!["code"]!.GetValue<string>()));
                events += job["accepted"]!.GetValue<int>();
                taken += job["rejected"]!.GetValue<int>();
                Assert.Equal(job["total"]!.GetValue<int>(), job["accepted"]!.GetValue<int>() + job["duplicates"]!.GetValue<int>() + job["rejected"]!.GetValue<int>());
            }
        Assert.True(events >= 28 && taken <= 4, $"{events} accepted, {taken} with an eventID of another one");
        var own = (await site.PagesAsync("manager.shangwan", "/epcis/events?perPage=100")).SelectMany(EpcisSite.Events).Select(x => x!["eventID"]!.GetValue<string>()).Distinct().ToList();
        foreach (var id in own)
        {
            var found = EpcisSite.Events(await site.GetAsync("manager.shangwan", "/epcis/events/" + Uri.EscapeDataString(id)));
            Assert.NotEmpty(found);
            Assert.All(found, x => Assert.Equal(id, x!["eventID"]!.GetValue<string>()));
        }
    }

    [Theory]
    [InlineData("rollback", 0)]
    [InlineData("proceed", 2)]
    public async Task A_bad_event_rolls_everything_back_or_is_listed_alone(string behaviour, int kept)
    {
        var thing = EpcisSite.Fresh("behaviour");
        var bad = EpcisSite.Seen(thing, thing + ":bad", 1);
        bad["bizStep"] = "no such step";

        var job = await site.CaptureAsync("manager.shangwan", EpcisSite.Document(EpcisSite.Seen(thing), bad, EpcisSite.Seen(thing, minute: 2)), behaviour);

        Assert.Equal((false, behaviour, kept, 1), (job["success"]!.GetValue<bool>(), job["captureErrorBehaviour"]!.GetValue<string>(), job["accepted"]!.GetValue<int>(), job["rejected"]!.GetValue<int>()));
        var error = Assert.Single(job["errors"]!.AsArray())!;
        Assert.Equal(("epcisException:ValidationException", "epcis.word", 1, thing + ":bad", "/bizStep"), (error["type"]!.GetValue<string>(), error["code"]!.GetValue<string>(), error["index"]!.GetValue<int>(), error["eventID"]!.GetValue<string>(), error["path"]!.GetValue<string>()));
        Assert.Equal(kept, EpcisSite.Events(await site.GetAsync("manager.shangwan", $"/epcis/events?MATCH_epc={thing}")).Count);
    }

    [Fact]
    public async Task One_event_is_kept_at_once_and_refused_the_second_time()
    {
        var thing = EpcisSite.Fresh("single");
        var sent = EpcisSite.Alone(EpcisSite.Seen(thing, thing + ":id"));

        var (first, headers, _) = await site.AskAsync("manager.shangwan", HttpMethod.Post, "/epcis/events", System.Text.Encoding.UTF8.GetBytes(sent));
        var again = await site.PostAsync("manager.shangwan", "/epcis/events", sent);
        var other = await site.PostAsync("manager.shangwan", "/epcis/events", EpcisSite.Alone(EpcisSite.Seen(thing + ":other", thing + ":id")));

        Assert.Equal(201, first.Status);
        Assert.Equal(thing + ":id", EpcisSite.Events(await site.GetAsync("manager.shangwan", headers.Location!.ToString())).Single()!["eventID"]!.GetValue<string>());
        Assert.Equal((409, "epcis.duplicate"), (again.Status, again.Code));
        Assert.Equal((409, "epcis.id_taken"), (other.Status, other.Code));
        Assert.Equal("epcisException:ResourceAlreadyExistsException", other["type"].GetValue<string>());
    }

    [Fact]
    public async Task Documents_beyond_the_announced_limits_are_too_large()
    {
        var (options, headers, _) = await site.AskAsync("manager.shangwan", HttpMethod.Get, "/epcis/capture");
        Assert.Equal(200, options.Status);
        var (events, bytes) = (int.Parse(headers.GetValues("GS1-EPCIS-Capture-Limit").Single(), null), int.Parse(headers.GetValues("GS1-EPCIS-Capture-File-Size-Limit").Single(), null));
        var many = EpcisSite.Document([.. Enumerable.Range(0, events + 1).Select(i => EpcisSite.Seen("urn:x:m:1", minute: i))]);
        var document = EpcisSite.Document(EpcisSite.Seen("urn:x:m:2"));

        foreach (var body in new[] { many, document + new string(' ', bytes - document.Length + 1) })
        {
            var refused = await site.PostAsync("manager.shangwan", "/epcis/capture", body);
            Assert.Equal((413, "epcisException:CaptureLimitExceededException"), (refused.Status, refused["type"].GetValue<string>()));
        }
        Assert.Equal(202, (await site.PostAsync("manager.shangwan", "/epcis/capture", document + new string(' ', bytes - document.Length))).Status);
    }

    [Fact]
    public async Task Jobs_are_listed_page_by_page_to_their_owner()
    {
        for (var i = 0; i < 3; i++) await site.CaptureAsync("receiver.huijia", EpcisSite.Document(EpcisSite.Seen(EpcisSite.Fresh("job"))));

        var pages = await site.PagesAsync("receiver.huijia", "/epcis/capture?perPage=2");

        var jobs = pages.SelectMany(x => x.Json!.AsArray()).Select(x => x!["captureID"]!.GetValue<string>()).ToList();
        Assert.True(jobs.Count >= 3 && jobs.Distinct().Count() == jobs.Count);
        Assert.Equal((404, "request.absent"), await StatusAsync("manager.heyan", $"/epcis/capture/{jobs[0]}"));
        Assert.Equal(200, (await site.GetAsync("inspector", $"/epcis/capture/{jobs[0]}")).Status);
    }

    private async Task<(int, string?)> StatusAsync(string account, string path) => await site.GetAsync(account, path) is var reply ? (reply.Status, reply.Code) : default;
}
