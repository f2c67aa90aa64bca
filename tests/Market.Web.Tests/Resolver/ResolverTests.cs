using System.Net;
using System.Text.Json.Nodes;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Resolver;

/// <summary>The addresses of goods, lots and packs lead to what is known of them, as GS1's conformance list says.</summary>
[Collection(SiteTests.Name)]
public sealed class ResolverTests(Site site)
{
    private const string Voc = "https://ref.gs1.org/voc/", LinkSet = "application/linkset+json";

    [Fact]
    public async Task All_links_of_a_pack_come_with_those_of_every_level_above_it()
    {
        var (gtin, lot, serial) = await PackAsync();

        foreach (var (path, accept) in new[] { ($"/01/{gtin}/21/{serial}?linkType=all", "*/*"), ($"/01/{gtin}/21/{serial}/", LinkSet), ($"/01/{gtin}/10/{lot}/21/{serial}?linkType=linkset", "text/html") })
        {
            using var answer = await GetAsync(path, accept);
            Assert.Equal((HttpStatusCode.OK, LinkSet), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
            var sets = (await JsonAsync(answer))["linkset"]!.AsArray();
            Assert.Equal([$"{site.Address}/01/{gtin}/21/{serial}", $"{site.Address}/01/{gtin}/10/{lot}", $"{site.Address}/01/{gtin}"], sets.Select(x => x!["anchor"]!.GetValue<string>()));
            Assert.All(sets, x => Assert.Single(x![Voc + "defaultLink"]!.AsArray()));
            foreach (var type in new[] { "traceability", "epcis", "recallStatus" }) Assert.NotNull(sets[1]![Voc + type]);
            foreach (var type in new[] { "pip", "certificationInfo", "registryEntry" }) Assert.NotNull(sets[2]![Voc + type]);
            foreach (var link in sets.SelectMany(x => x!.AsObject()).Where(x => x.Key.StartsWith(Voc, StringComparison.Ordinal)).SelectMany(x => x.Value!.AsArray()))
            {
                Assert.StartsWith(site.Address, link!["href"]!.GetValue<string>(), StringComparison.Ordinal);
                Assert.NotEmpty(link["title"]!.GetValue<string>());
            }
        }
    }

    [Fact]
    public async Task Every_link_leads_somewhere()
    {
        var (gtin, lot, serial) = await PackAsync();
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        var sets = (await JsonAsync(await GetAsync($"/01/{gtin}/21/{serial}?linkType=all")))["linkset"]!.AsArray();

        foreach (var href in sets.SelectMany(x => x!.AsObject()).Where(x => x.Key.StartsWith(Voc, StringComparison.Ordinal)).SelectMany(x => x.Value!.AsArray()).Select(x => x!["href"]!.GetValue<string>()).Distinct())
            Assert.Equal((200, href), ((await manager.GetAsync(href[site.Address.Length..])).Status, href));
        Assert.Contains($"{site.Address}/id/lot/{lot}", sets.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_for_a_type_leads_there_with_the_querys_other_words()
    {
        var (gtin, lot, serial) = await PackAsync();

        foreach (var (path, to) in new[]
        {
            ($"/01/{gtin}/21/{serial}?linkType=gs1:traceability", $"/t/{serial}"),
            ($"/01/{gtin}/21/{serial}?linkType={Voc}epcis&a=1&b=%E8%8F%9C", $"/epcis/events?MATCH_anyEPCClass=https%3A%2F%2Fid.gs1.org%2F01%2F{gtin}%2F10%2F{lot}&a=1&b=%E8%8F%9C"),
            ($"/01/{gtin}/10/{lot}?linkType=gs1:defaultLink&x=2", $"/id/lot/{lot}?x=2"),
            ($"/id/lot/{lot}?linkType=traceability", $"/id/lot/{lot}"),
            ($"/01/{gtin}/10/{lot}?linkType=gs1:recipeInfo", $"/id/lot/{lot}"),
        })
        {
            using var answer = await GetAsync(path);
            Assert.Equal((HttpStatusCode.TemporaryRedirect, to), (answer.StatusCode, answer.Headers.Location!.OriginalString));
            Assert.Contains("rel=\"linkset\"", answer.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        }
        using var goods = await GetAsync($"/01/{gtin}/");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, goods.StatusCode);
        Assert.StartsWith("/p/", goods.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_links_that_fit_are_all_offered_and_the_media_type_decides_where_it_can()
    {
        var (gtin, lot, _) = await PackAsync();

        using var several = await GetAsync($"/01/{gtin}/10/{lot}?linkType=gs1:recallStatus", "*/*");
        using var program = await GetAsync($"/01/{gtin}/10/{lot}?linkType=gs1:recallStatus", "application/json");
        using var person = await GetAsync($"/01/{gtin}/10/{lot}?linkType=gs1:recallStatus", "text/html,application/xhtml+xml,*/*;q=0.8");

        Assert.Equal(HttpStatusCode.MultipleChoices, several.StatusCode);
        Assert.Equal(2, (await JsonAsync(several))["linkset"]![0]![Voc + "recallStatus"]!.AsArray().Count);
        Assert.Equal($"/id/lot/{lot}/recall-status", program.Headers.Location!.OriginalString);
        Assert.Equal("/recalls", person.Headers.Location!.OriginalString);
        Assert.Equal("notRecalled", (await JsonAsync(await GetAsync($"/id/lot/{lot}/recall-status")))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_no_link_is_refused_and_what_nobody_knows_is_absent()
    {
        var (gtin, lot, serial) = await PackAsync();

        foreach (var (path, status) in new[]
        {
            ("/01/09520123456789", 400), ("/01/abc?linkType=all", 400), ("/01/09520123456789/10/A?linkType=all", 400), ("/01/09520123456789/21/1", 400), ("/01/09520123456789/10/1", 400),
            ("/00/123", 400), ("/414/12", 400), ("/77/1", 400), ("/01", 400),
            ($"/01/{gtin}/10/{lot}?linkType=%20%20!", 400), ($"/01/{gtin}/10/{lot}?linkType=foaf:x", 400),
            ("/01/09520123456788", 404), ("/00/095201234567890009", 404), ("/01/09520123456788/10/NONE?linkType=all", 404), ($"/01/09520123456788/21/{serial}?linkType=all", 404), ("/id/lot/NONE?linkType=all", 404), ("/t/0000000000000?linkType=all", 404),
        })
            Assert.Equal((path, status), (path, (int)(await GetAsync(path)).StatusCode));
    }

    [Fact]
    public async Task Older_ways_to_write_a_number_are_led_to_the_one_of_today()
    {
        var (gtin, lot, serial) = await PackAsync();

        using var names = await GetAsync($"/gtin/{gtin}/ser/{serial}");
        Assert.Equal((HttpStatusCode.TemporaryRedirect, $"/01/{gtin}/21/{serial}"), (names.StatusCode, names.Headers.Location!.OriginalString));
        using var shorter = await GetAsync($"/01/{gtin.TrimStart('0')}/10/{lot}");
        Assert.Equal(HttpStatusCode.OK, shorter.StatusCode);
    }

    [Fact]
    public async Task Links_are_asked_for_without_counting_a_scan()
    {
        var (gtin, _, serial) = await PackAsync();
        for (var i = 0; i < 3; i++) await GetAsync($"/t/{serial}?linkType=all");

        using var scanned = await GetAsync($"/01/{gtin}/21/{serial}");

        Assert.Contains("这个码第 1 次被查", WebUtility.HtmlDecode(await scanned.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("linkType=all", scanned.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_resolver_describes_itself_and_other_sites_programs_may_ask()
    {
        var described = await JsonAsync(await GetAsync("/.well-known/gs1resolver"));
        Assert.Equal(site.Address, described["resolverRoot"]!.GetValue<string>());
        Assert.Equal("Where it comes from", described["activeLinkTypes"]!["en"]!["gs1:traceability"]!["title"]!.GetValue<string>());

        foreach (var path in new[] { "/01/09520123456788", "/t/0000000000000", "/id/lot/X", "/.well-known/gs1resolver" })
        {
            using var http = new HttpClient { BaseAddress = new Uri(site.Address) };
            using var answer = await http.SendAsync(new(HttpMethod.Options, path));
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Contains("GET", answer.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        }
    }

    private async Task<(string Gtin, string Lot, string Serial)> PackAsync() => await Packs.NewAsync(site) is var (lot, serial) ? (Packs.Gtin, lot, serial) : default;

    private async Task<HttpResponseMessage> GetAsync(string path, string accept = "*/*")
    {
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(site.Address) };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        return await http.GetAsync(new Uri(path, UriKind.Relative));
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
