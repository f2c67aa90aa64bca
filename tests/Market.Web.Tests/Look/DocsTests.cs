using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Look;

/// <summary>/docs says everything the OpenAPI document and the refusals' sentences say.</summary>
[Collection(SiteTests.Name)]
public sealed class DocsTests(Site site)
{
    [Fact]
    public async Task The_reference_shows_every_call_shape_and_refusal()
    {
        using var http = new HttpClient { BaseAddress = new Uri(site.Address) };
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!;
        var html = await http.GetStringAsync("/docs");
        using var page = await BrowsingContext.New(Configuration.Default).OpenAsync(x => x.Content(html));
        var calls = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(x => $"{x.Key.ToUpperInvariant()} {path.Key}")).Order(StringComparer.Ordinal).ToList();
        var shapes = document["components"]!["schemas"]!.AsObject().Select(x => x.Key).Order(StringComparer.Ordinal).ToList();
        var refusals = XDocument.Load(Path.Combine(Server.Source, "Resources/Shared/Refusals.resx")).Root!.Elements("data").Select(x => x.Attribute("name")!.Value).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(calls);
        Assert.Equal(calls, page.QuerySelectorAll("summary").Where(x => x.QuerySelector("b") is not null).Select(x => $"{x.QuerySelector("b")!.TextContent} {x.QuerySelector("code")!.TextContent}").Order(StringComparer.Ordinal));
        Assert.Equal(shapes, page.QuerySelectorAll("details[id^='s-'] > summary").Select(x => x.TextContent.Trim()).Order(StringComparer.Ordinal));
        Assert.Equal(refusals, page.QuerySelectorAll("section[aria-labelledby='refusals'] tbody th").Select(x => x.TextContent.Trim()));
        Assert.All(page.QuerySelectorAll("a[href^='#s-']"), x => Assert.NotNull(page.GetElementById(x.GetAttribute("href")![1..])));
        Assert.Contains(page.QuerySelectorAll("#s-Money code"), x => x.TextContent == "amount");
        Assert.Contains(page.QuerySelectorAll("#s-Quantity code"), x => x.TextContent == "unit");
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Every_call_and_group_says_what_it_is_for_in_the_readers_language(string language)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(site.Address) };
        http.DefaultRequestHeaders.Add("Cookie", $"lang={language}");
        var calls = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(x => (Name: $"{x.Key.ToUpperInvariant()} {path.Key}", Summary: x.Value!["summary"]?.GetValue<string>()))).ToDictionary(x => x.Name, x => x.Summary);
        using var page = await BrowsingContext.New(Configuration.Default).OpenAsync(x => x.Content(http.GetStringAsync("/docs").Result));
        var shown = page.QuerySelectorAll("details").Where(x => x.QuerySelector("summary b") is not null).ToDictionary(x => $"{x.QuerySelector("summary b")!.TextContent} {x.QuerySelector("summary code")!.TextContent}", x => x.QuerySelector("div > p")!.TextContent);

        Assert.Contains("POST /api/v1/reservations", calls.Keys);
        Assert.Equal(calls.Keys.Order(StringComparer.Ordinal), shown.Keys.Order(StringComparer.Ordinal));
        foreach (var (call, sentence) in shown)
        {
            Assert.True(sentence.EndsWith(language == "en" ? '.' : '。'), $"{call}: {sentence}");
            Assert.Equal(language == "zh-CN", IsChinese(sentence));
            if (language == "en") Assert.Equal(sentence, calls[call]);
            else Assert.False(IsChinese(calls[call]!), call);
        }
        Assert.All(page.QuerySelectorAll("section[aria-labelledby^='t-'] > h2"), x => Assert.Equal(language == "zh-CN", IsChinese(x.TextContent)));
    }

    private static bool IsChinese(string text) => text.Any(x => x is >= '\u4e00' and <= '\u9fff');

    [Fact]
    public async Task Refusals_stand_there_in_both_languages()
    {
        using var http = new HttpClient { BaseAddress = new Uri(site.Address) };
        var html = await http.GetStringAsync("/docs");
        using var page = await BrowsingContext.New(Configuration.Default).OpenAsync(x => x.Content(html));
        var row = page.QuerySelectorAll("section[aria-labelledby='refusals'] tbody tr").Single(x => x.QuerySelector("code")!.TextContent == "account.forbidden");

        Assert.Equal("这里您没有权限。", row.QuerySelector("td[lang='zh-CN']")!.TextContent);
        Assert.DoesNotContain(row.QuerySelector("td[lang='en']")!.TextContent, x => x is >= '\u4e00' and <= '\u9fff');
        Assert.NotEmpty(row.QuerySelector("td[lang='en']")!.TextContent);
    }
}
