using Market.Web.Tests.Inputs.Support;
using Xunit.Abstractions;

namespace Market.Web.Tests.Inputs;

/// <summary>Every form that somebody can reach by clicking, filled in wrongly.</summary>
[Collection(InputTests.Name)]
public sealed class FormTests(AttackedSite site, ITestOutputHelper output)
{
    private const string Script = "<script>alert(1)</script>";

    /// <summary>Sign-ins are limited per minute, and other tests sign in too.</summary>
    private const int TooMany = 429;

    private static readonly string?[] Texts =
    [
        null, "", "   ", "-5", "0", "99999999999999999999", "1e400", "NaN", Script, "'; DROP TABLE orders_orders; --", "🥬\u202e菜", "a\0b", "9999-12-31", "0001-01-01", "{0}{1}%s", new('长', 3000), new('y', 60_000),
        "01900000-0000-7000-8000-000000000001",
    ];

    private readonly List<string> _complaints = [];
    private int _posts, _forms;

    [Fact]
    public async Task No_form_fails_or_believes_another_site_whatever_is_typed_into_it()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await Things.MakeAsync(site);
        using var nobody = await Browser.AsAsync(site.Address, null);
        foreach (var (person, browser) in People(nobody))
            foreach (var form in (await CrawlAsync(browser)).Where(x => Fits(x, person) && seen.Add(x.Shape)))
            {
                _forms++;
                await RefuseAsync(browser, form, person);
                if (form.Typed.Count + form.Files.Count > 0)
                    foreach (var text in Texts) await TryAsync(browser, form, person, text);
            }

        output.WriteLine($"{_forms} forms, {_posts} posts: {string.Join(' ', seen.Order())}");
        Assert.True(_forms > 25, string.Join('\n', seen));
        Assert.True(_complaints.Count == 0, string.Join('\n', _complaints.Take(40)) + "\n" + site.Output);
        await site.VerifyAsync();
    }

    [Fact]
    public async Task No_page_fails_whatever_its_query_says()
    {
        string[] queries = ["page=-1", "page=x", "page=99999999999", "page=2147483647", "q=%00&line=x&way=x&sort=x", "state=x&status=-1&kind=x&town=x&coop=x&cooperative=x", "from=9999-12-31&to=9999-12-31", "from=0001-01-01&to=0001-01-01", "from=x&to=2026-02-30", "returnUrl=//evil.example&id=%FF", "ids=x&ids=&id=&product=x", "price=-1-&badge=&badge=%00"];
        using var nobody = await Browser.AsAsync(site.Address, null);
        foreach (var (_, browser) in People(nobody))
        {
            var pages = new HashSet<string>(StringComparer.Ordinal);
            await CrawlAsync(browser, pages);
            foreach (var path in pages)
                foreach (var query in queries)
                {
                    var page = await browser.GetAsync($"{path.Split('?')[0]}?{query}");
                    _posts++;
                    if (page.Status >= 500) _complaints.Add($"{path}?{query}: {page.Status}");
                    if (page.Location.Contains("evil", StringComparison.Ordinal) && !page.Location.StartsWith('/')) _complaints.Add($"{path}?{query} leads to {page.Location}");
                }
        }
        output.WriteLine($"{_posts} pages");
        Assert.True(_complaints.Count == 0, string.Join('\n', _complaints.Take(40)) + "\n" + site.Output);
    }

    private IEnumerable<(string Person, Browser Browser)> People(Browser nobody) =>
        new[] { "consumer", "manager.shangwan", "clerk.shangwan", "station.shangwan-village", "reviewer.shuanghe", "admin", "buyer.huijia", "receiver.huijia" }.Select(x => (x, site.Browsing(x))).Append(("", nobody));

    /// <summary>Wrong passwords lock an account and founding a cooperative changes it: only that of receiver, who has nothing else to do here.</summary>
    private static bool Fits(Form form, string person) => form.Action != "/logout" && (form.Shape is not ("/account/password" or "/account/second-factor" or "/account/second-factor/off" or "/join") || person == "receiver.huijia");

    private async Task<List<Form>> CrawlAsync(Browser browser, HashSet<string>? pages = null)
    {
        var (forms, shapes) = (new List<Form>(), new HashSet<string>(StringComparer.Ordinal));
        var paths = new Queue<string>(["/", "/orders", "/account", "/basket", "/office", "/office/products", "/office/orders", "/office/settings", "/office/imports", "/office/claims", "/office/invoices", "/station", "/town", "/district", "/district/transfers", "/district/payouts", "/login", "/register", "/reset", "/join", "/favourites"]);
        while (paths.TryDequeue(out var path) && shapes.Count < 90)
        {
            if (path.StartsWith("/prefs", StringComparison.Ordinal) || !shapes.Add(Form.ShapeOf(path))) continue;
            var page = await browser.GetAsync(path);
            if (page.Status >= 500) _complaints.Add($"{path}: {page.Status}");
            if (page.Status != 200 || !page.Text.StartsWith("<!", StringComparison.Ordinal)) continue;
            pages?.Add(path);
            forms.AddRange(Form.On(path, page.Document));
            foreach (var link in page.Document.Links.Select(x => x.GetAttribute("href") ?? "").Where(x => x.StartsWith('/') && !x.StartsWith("//", StringComparison.Ordinal))) paths.Enqueue(link);
        }
        return forms;
    }

    private async Task RefuseAsync(Browser browser, Form form, string person)
    {
        foreach (var origin in new[] { "http://evil.example", "null", site.Address + ".evil.example" })
        {
            var page = await browser.PostAsync(form.Action, form.Fill("1"), origin, form.From);
            if (page.Status is not (403 or TooMany)) _complaints.Add($"{person} {form.Action} from {origin}: {page.Status}");
            _posts++;
        }
        if (!form.HasToken) return;
        var without = await browser.PostAsync(form.Action, form.Fill("1", token: false), from: form.From);
        if (without.Status is not (400 or TooMany)) _complaints.Add($"{person} {form.Action} without its token: {without.Status}");
    }

    private async Task TryAsync(Browser browser, Form form, string person, string? text)
    {
        foreach (var hidden in new[] { false, true })
        {
            var at = $"{person} {form.Action} with {Problem.Short(text ?? "nothing")}{(hidden ? ", hidden too" : "")}";
            var page = await browser.PostAsync(form.Action, form.Fill(text, hidden: hidden), from: form.From);
            _posts++;
            if (page.Status >= 500) _complaints.Add($"{at}: {page.Status}");
            if (page.Text.Contains(Script, StringComparison.Ordinal)) _complaints.Add($"{at}: the script is in the page");
            if (page.Status == 302 && !page.Location.StartsWith('/')) _complaints.Add($"{at} leads to {page.Location}");
            if (page.Status == 200 && text == Script && !hidden && page.Document.QuerySelector("[role=alert], .alert, .err, .error, [aria-invalid]") is null) _complaints.Add($"{at}: shown again without a word");
            if (page.Status == 302 && (await browser.GetAsync(page.Location)).Status >= 500) _complaints.Add($"{at}: {page.Location} fails afterwards");
            if (form.Hidden.All(x => x.Key.StartsWith("__", StringComparison.Ordinal))) break;
        }
    }
}
