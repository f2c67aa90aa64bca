using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Look;

/// <summary>Every page, as those who use it see it: nothing cut or overflowing, every field named, every word translated, nothing asked of strangers.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class LookTests(Site site, Chrome chrome)
{
    private static readonly string Axe = Read("axe.min.js"), Look = Read("look.js");
    private static readonly Dictionary<string, string> Words = Sentences("Words").Concat(Sentences("Refusals")).DistinctBy(x => x.Key).ToDictionary();
    private static readonly string[] Chinese = [.. Words.Values.Where(x => x.Any(letter => letter is >= '\u4e00' and <= '\u9fff'))];

    public static TheoryData<string, Sight> Sights()
    {
        var all = new TheoryData<string, Sight>();
        foreach (var account in ShopPages.Of.Keys)
        {
            all.Add(account, new Sight());
            all.Add(account, new Sight { Language = "en", Dark = true });
            all.Add(account, new Sight { Language = "en", Large = true });
            all.Add(account, new Sight { Width = 1280, Dark = true });
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(Sights), DisableDiscoveryEnumeration = true)]
    public async Task Every_page_is_whole_named_translated_and_readable(string account, Sight sight)
    {
        await using var visitor = await chrome.VisitAsync(site.Address, account == "-" ? null : account, sight);
        await PrepareAsync(account, visitor);
        var wrong = new List<string>();
        var seen = 0;
        foreach (var page in ShopPages.Of[account])
        {
            if (await ShopPages.FindAsync(visitor, page.Path) is not { } path)
            {
                wrong.Add($"{page.Path}: nothing of the kind on its list");
                continue;
            }
            wrong.AddRange((await WrongAsync(visitor, page, path)).Select(x => $"{path}: {x}"));
            seen++;
        }

        Assert.True(wrong.Count == 0, $"{sight}\n{string.Join('\n', wrong)}");
        Assert.Equal(ShopPages.Of[account].Length, seen);
        Assert.Empty(visitor.Foreign);
    }

    /// <summary>The checks above are worth something only if they see what is wrong.</summary>
    [Fact]
    public async Task What_is_wrong_with_a_page_is_seen()
    {
        await using var visitor = await chrome.VisitAsync(site.Address, null, new Sight { Language = "en" });
        await visitor.GoAsync("/coops");
        await visitor.Page.EvaluateAsync("""
            () => {
              const main = document.querySelector('main');
              main.insertAdjacentHTML('beforeend', '<h1>Twice</h1><input><button>x</button><p>nav.coops</p><p>合作社</p><div id="wide">w</div><div id="cut"><i>cut</i></div><p id="pale">pale</p>');
              Object.assign(document.getElementById('wide').style, { width: '900px' });
              Object.assign(document.getElementById('cut').style, { overflow: 'hidden', width: '40px', whiteSpace: 'nowrap', fontSize: '40px' });
              Object.assign(document.getElementById('pale').style, { color: '#ddd', background: '#fff' });
            }
            """);

        var wrong = string.Join('\n', (await LookAsync(visitor)).Concat(await AxeAsync(visitor)));

        foreach (var expected in new[] { "wider than the window", "2 first headings", "no label", "small for a finger", "a key for a word: nav.coops", "Chinese on an English page: 合作社", "cut off", "color-contrast" })
            Assert.Contains(expected, wrong, StringComparison.Ordinal);
    }

    /// <summary>Contrast and roles are looked at once in each theme: on phones in Chinese and light, on desks in Chinese and dark.</summary>
    private static async Task<List<string>> WrongAsync(Visitor visitor, ShopPage page, string path)
    {
        visitor.Errors.Clear();
        var answer = await visitor.Page.GotoAsync(path);
        var wrong = new List<string>();
        if (answer!.Status != page.Status) wrong.Add($"answered {answer.Status}");
        wrong.AddRange(await LookAsync(visitor));
        if (await visitor.Page.EvaluateAsync<string>("document.documentElement.lang") == "zh-CN") wrong.AddRange(await AxeAsync(visitor));
        // A page that is not there is an error of the network to the browser.
        if (page.Status == 200) wrong.AddRange(visitor.Errors.Select(x => $"console: {x}"));
        return wrong;
    }

    private static Task<string[]> LookAsync(Visitor visitor) => visitor.Page.EvaluateAsync<string[]>(
        $"({Look})({JsonSerializer.Serialize(new { touch = visitor.Page.ViewportSize!.Width < 800, words = Words.Keys, chinese = Chinese })})");

    private static async Task<string[]> AxeAsync(Visitor visitor)
    {
        await visitor.Page.EvaluateAsync(Axe);
        return await visitor.Page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter(x => ['serious', 'critical'].includes(x.impact))
              .map(x => `${x.id}: ${x.nodes.slice(0, 3).map(node => node.html.slice(0, 150)).join(' | ')}`)
            """);
    }

    /// <summary>Fills what would be empty: a basket, an import with a mistake, a product that waits for the town.</summary>
    private async Task PrepareAsync(string account, Visitor visitor)
    {
        var page = visitor.Page;
        if (account == "consumer")
        {
            await visitor.GoAsync("/search");
            await page.Locator(".products button.add").First.ClickAsync();
            await page.WaitForURLAsync("**/search*");
        }
        else if (account == "manager.shangwan" && await ShopPages.FindAsync(visitor, "{/office/imports /office/imports/0}") is null)
        {
            await visitor.GoAsync("/office/imports");
            await page.SetInputFilesAsync("#f-file", new FilePayload { Name = "价格.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("名称,分类,价格,单位\n新菠菜,叶菜,3.20,斤\n坏价钱,叶菜,abc,斤\n") });
            await page.ClickAsync("main form button.btn");
            await page.ClickAsync("button[name=dryRun][value=true]");
            await Assertions.Expect(page.Locator("#errors")).ToBeVisibleAsync();
        }
        else if (account == "reviewer.qingshi" && await ShopPages.FindAsync(visitor, "{/town /town/listings/0}") is null)
        {
            await using var manager = await chrome.VisitAsync(site.Address, "manager.beigou", new Sight());
            await SubmitAsync(manager);
        }
    }

    private static async Task SubmitAsync(Visitor manager)
    {
        await manager.GoAsync("/office/products/new");
        await manager.Page.FillAsync("#f-name", "槐花蜜");
        await manager.Page.SelectOptionAsync("#f-category", "fruit");
        await manager.Page.ClickAsync("main form button.btn >> nth=0");
        await manager.Page.WaitForURLAsync("**/office/products/0*");
        await manager.Page.FillAsync("#f-price", "29.50");
        await manager.Page.ClickAsync("form[action$='/offers'] button.btn");
        await manager.Page.ClickAsync("form[action$='/submission'] button");
        await Assertions.Expect(manager.Page.Locator("main .pill").First).ToContainTextAsync("等审核");
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(LookTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static Dictionary<string, string> Sentences(string file) =>
        XDocument.Load(Path.Combine(Support.Server.Source, $"Resources/Shared/{file}.resx")).Root!.Elements("data").ToDictionary(x => x.Attribute("name")!.Value, x => x.Element("value")!.Value);
}
