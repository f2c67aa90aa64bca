using System.Globalization;
using System.Text.Json.Nodes;
using Market.Verify;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Journeys;

/// <summary>From a supermarket's demand to goods on its shelves: four stores, three cooperatives and a union.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class DealJourneys(Site site, Chrome chrome)
{
    private const int Weeks = 8;

    private static readonly DateOnly First = Supplying.Today;

    /// <summary>Sign-ins are limited per minute.</summary>
    private readonly Dictionary<string, Client> known = new(StringComparer.Ordinal);

    private async Task<Client> AsAsync(string account) => known.TryGetValue(account, out var client) ? client : known[account] = await Client.AsAsync(site, account);

    [Fact]
    public async Task Eight_weeks_for_four_stores_become_contracts_with_a_union_and_three_cooperatives_and_goods_on_the_shelf()
    {
        var buyer = await AsAsync("buyer.huijia");
        var demand = await PublishAsync(buyer);
        await JointBidAsync(buyer, demand);
        foreach (var (account, fen, kilograms) in new[] { ("manager.nanpo", 410, "300"), ("manager.houwan", 420, "300"), ("manager.beigou", 430, "400") }) await BidAsync(demand, account, fen, kilograms);

        // The match, the awards and the contract, as the buyer sees them.
        await using var visitor = await chrome.VisitAsync(site, "buyer.huijia");
        var page = visitor.Page;
        await visitor.GoAsync($"/office/demands/{demand}");
        await page.Locator("details:has(form[action$='/bids-closure']) summary").ClickAsync();
        await page.ClickAsync("form[action$='/bids-closure'] button");
        await Expect(page.Locator(".alert.ok").First).ToBeVisibleAsync();
        await page.ClickAsync("form[action$='/match'] button");
        await page.Locator("a[href^='/office/plans/']").ClickAsync(new() { Timeout = 60_000 });
        await Expect(page.Locator(".stats")).ToContainTextAsync("0 处违规");
        await page.ClickAsync("form[action$='/awards'] button");
        await Expect(page.Locator(".alert.ok").First).ToBeVisibleAsync();
        foreach (var account in new[] { "union.shuanghe", "manager.nanpo", "manager.houwan", "manager.beigou" }) await AcceptAsync(demand, account);
        await visitor.GoAsync($"/office/demands/{demand}");
        await Expect(page.Locator("form[action$='/contracts'] button")).ToHaveCountAsync(4);
        await page.Locator("form[action$='/contracts'] button", new() { HasText = "双河蔬菜联合社" }).ClickAsync();
        await page.WaitForURLAsync("**/office/contracts/*/text");
        await page.FillAsync("#f-loss", "2");
        await page.ClickAsync("main form.stack button.btn");
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/office/contracts/[0-9a-f-]{36}$"));
        var contract = page.Url.Split('/')[^1];
        // Whoever agrees sees where the text pays another price than was awarded.
        await Expect(page.Locator("td .pill.late")).ToHaveCountAsync(0);
        await page.ClickAsync($"a[href='/office/contracts/{contract}/text']");
        var awarded = await page.InputValueAsync("#f-p0");
        await RewriteAsync("1.01");
        await Expect(page.Locator("td .pill.late")).ToContainTextAsync("中选时 ¥" + awarded);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.ClickAsync($"a[href='/office/contracts/{contract}/text']");
        await RewriteAsync(awarded);
        await Expect(page.Locator("td .pill.late")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);

        async Task RewriteAsync(string price)
        {
            await page.FillAsync("#f-p0", price);
            await page.ClickAsync("main form.stack button.btn");
            await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/office/contracts/[0-9a-f-]{36}$"));
        }

        // The others by calls; nobody calls for goods before the town has filed the contract.
        var awards = (await buyer.GetAsync($"/api/v1/demands/{demand}/awards"))["items"].AsArray();
        var suppliers = awards.Select(x => x!["supplierId"]!.GetValue<string>()).Distinct().ToList();
        Assert.Equal(4, suppliers.Count);
        var drafted = new List<(string Id, string Account, string Chair)>();
        foreach (var (account, slug, chair) in new[] { ("manager.nanpo", "nanpo", "周玉山"), ("manager.houwan", "houwan", "吴秀英"), ("manager.beigou", "beigou", "何满仓") })
        {
            var supplier = (await buyer.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == slug)!["id"]!.GetValue<string>();
            var made = await buyer.PostAsync($"/api/v1/demands/{demand}/contracts", new { supplierId = supplier });
            Assert.True(made.Status == 201, made.Text);
            Assert.Equal(404, (await buyer.PostAsync($"/api/v1/demands/{demand}/contracts", new { supplierId = supplier })).Status);
            drafted.Add((made.Of<string>("id"), account, chair));
        }
        var union = await buyer.GetAsync($"/api/v1/contracts/{contract}");
        Assert.Equal("contract.not_filed", (await CallAsync(buyer, union.Json!, "12.5")).Code);
        foreach (var (id, account, chair) in drafted.Append((contract, "union.shuanghe", "王守田"))) await FileAsync(id, account, chair);

        // 12.5 kg are called for; a member of the union delivers them, and they become its income.
        var filed = (await buyer.GetAsync($"/api/v1/contracts/{contract}")).Json!;
        Assert.Equal(3, filed["lines"]!.AsArray().SelectMany(x => x!["parts"]!.AsArray()).Select(x => x!["cooperativeId"]!.GetValue<string>()).Distinct().Count());
        var call = await CallAsync(buyer, filed, "12.5");
        Assert.True(call.Status == 201, call.Text);
        var agreed = decimal.Parse(filed["lines"]![0]!["agreed"]!["value"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        Assert.Equal("call_off.too_much", (await CallAsync(buyer, filed, (agreed - 12.4m).ToString(CultureInfo.InvariantCulture))).Code);
        var part = filed["lines"]![0]!["parts"]!.AsArray().First()!["cooperativeId"]!.GetValue<string>();
        var slugs = (await buyer.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().ToDictionary(x => x!["id"]!.GetValue<string>(), x => x!["slug"]!.GetValue<string>());
        var member = await AsAsync("manager." + slugs[part]);
        var before = await SalesAsync(member, part);
        var shipped = await member.PostAsync($"/api/v1/call-offs/{call["id"]}/deliveries", new { cooperativeId = part, lines = new[] { new { lineId = Supplying.Line(filed), quantity = Supplying.Kilograms("12.5") } } });
        Assert.True(shipped.Status == 201, shipped.Text);
        var receiver = await AsAsync("receiver.huijia");
        var receipt = await receiver.PostAsync($"/api/v1/call-offs/{call["id"]}/receipt", new { lines = new[] { new { lineId = Supplying.Line(filed), accepted = Supplying.Kilograms("12.5"), rejected = Supplying.Kilograms("0") } } });
        Assert.True(receipt.Status is 200 or 201, receipt.Text);
        Assert.Equal(before + 5_000, await SalesAsync(member, part));

        // The store has them on its shelf by itself, and the union's record begins.
        var (store, product) = (filed["lines"]![0]!["place"]!.GetValue<string>(), filed["lines"]![0]!["parts"]![0]!["productId"]!.GetValue<string>());
        await Wait.ForAsync(async () => (await buyer.GetAsync($"/api/v1/shelves?store={store}&pageSize=100"))["items"].AsArray().Any(x => x!["productId"]!.GetValue<string>() == product && x["source"]!.GetValue<string>() == "delivered"), "the shelf");
        Assert.Equal(1, (await buyer.GetAsync($"/api/v1/suppliers/{filed["supplierId"]}/reliability")).Of<int>("deliveries"));
        await Wait.ForAsync(async () => (await new Verifier(new(site.Data, site.Database.MySql), TimeProvider.System.GetUtcNow().UtcDateTime).RunAsync()).All(x => x.Key is not ("I4" or "I17" or "I18")), "the books");
    }

    private static async Task<string> PublishAsync(Client buyer)
    {
        var stores = (await buyer.GetAsync("/api/v1/stores"))["items"].AsArray().Where(x => x!["slug"]!.GetValue<string>().StartsWith("huijia-", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, stores.Count);
        var made = await buyer.PostAsync("/api/v1/demands", new
        {
            title = "四家店的上海青,八周",
            bidsUntil = TimeProvider.System.GetUtcNow().AddHours(8).UtcDateTime.ToString("O"),
            lines = stores.Select(x => new { product = "上海青", grade = "一级", place = x!["id"]!.GetValue<string>(), priceCeiling = Supplying.Money(700), maxSuppliers = 4, windows = Enumerable.Range(0, Weeks).Select(w => new { from = Day(7 * w), to = Day(7 * w + 6), quantity = Supplying.Kilograms("312.5") }) }),
        });
        Assert.True(made.Status == 201, made.Text);
        return made.Of<string>("id");
    }

    private async Task JointBidAsync(Client buyer, string demand)
    {
        var union = await AsAsync("union.shuanghe");
        var group = (await union.GetAsync("/api/v1/unions"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shuanghe")!;
        var shares = new JsonArray();
        foreach (var member in group["members"]!.AsArray())
        {
            var cooperative = member!["cooperativeId"]!.GetValue<string>();
            shares.Add(new JsonObject { ["cooperativeId"] = cooperative, ["productId"] = await ProductAsync(buyer, cooperative), ["supply"] = Supply("150") });
        }
        var bid = await union.PostAsync($"/api/v1/demands/{demand}/bids", new { cooperativeId = group["id"]!.GetValue<string>(), product = "上海青", grade = "一级", tiers = new[] { new { from = Supplying.Kilograms("0"), price = Supplying.Money(400) } }, shares });
        Assert.True(bid.Status == 201, bid.Text);
        foreach (var account in new[] { "manager.shangwan", "manager.heyan", "manager.dongtan" })
        {
            var manager = await AsAsync(account);
            var own = (await manager.GetAsync($"/api/v1/demands/{demand}"))["bids"][0]!["shares"]!.AsArray().Single()!["cooperativeId"]!.GetValue<string>();
            Assert.Equal(204, (await manager.PostAsync($"/api/v1/demands/{demand}/bids/{bid.Of<string>("id")}/consents", new { cooperativeId = own })).Status);
        }
    }

    private async Task BidAsync(string demand, string account, int fen, string kilograms)
    {
        var manager = await AsAsync(account);
        var cooperative = (await manager.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => account.EndsWith(x!["slug"]!.GetValue<string>(), StringComparison.Ordinal))!["id"]!.GetValue<string>();
        var bid = await manager.PostAsync($"/api/v1/demands/{demand}/bids", new { cooperativeId = cooperative, productId = await ProductAsync(manager, cooperative), product = "上海青", grade = "一级", tiers = new[] { new { from = Supplying.Kilograms("0"), price = Supplying.Money(fen) } }, supply = Supply(kilograms) });
        Assert.True(bid.Status == 201, bid.Text);
    }

    private async Task AcceptAsync(string demand, string account)
    {
        await using var supplier = await chrome.VisitAsync(site, account);
        await supplier.GoAsync($"/office/demands/{demand}");
        await supplier.Page.ClickAsync("a[href^='/office/awards/']");
        await supplier.Page.ClickAsync("form[action$='/acceptance'] button");
        await Expect(supplier.Page.Locator("main .pill").First).ToContainTextAsync("已接受");
        Assert.Empty(supplier.Errors);
    }

    /// <summary>Both parties agree, the supplier's town reviews, two people seal, the town files.</summary>
    private async Task FileAsync(string contract, string supplier, string chair)
    {
        var town = supplier.StartsWith("union", StringComparison.Ordinal) ? "reviewer.shuanghe" : "reviewer.qingshi";
        foreach (var (account, step, body) in new (string, string, object)[]
        {
            (supplier, "agreement", new { }), ("approver.huijia", "agreement", new { }), (town, "review", new { outcome = "support" }), (supplier, "seal", new { handler = "李会计", chair }), (town, "filing", new { number = "备-" + contract[^12..] }),
        })
        {
            var client = await AsAsync(account);
            var done = await client.PostAsync($"/api/v1/contracts/{contract}/{step}", body);
            Assert.True(done.Status == 200, $"{step}: {done.Text}");
        }
    }

    private static Task<Reply> CallAsync(Client buyer, JsonNode contract, string kilograms) => buyer.PostAsync($"/api/v1/contracts/{contract["id"]}/call-offs", new { lines = new[] { new { lineId = Supplying.Line(contract), quantity = Supplying.Kilograms(kilograms) } }, deliverOn = Day(0) });

    /// <summary>One that is only there to be sold: other tests count lots, and recall some.</summary>
    private async Task<string> ProductAsync(Client client, string cooperative)
    {
        var inspector = await AsAsync("manager." + (await client.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["id"]!.GetValue<string>() == cooperative)!["slug"]!.GetValue<string>());
        var lots = (await inspector.GetAsync("/api/v1/lots?pageSize=100"))["items"].AsArray();
        return (await client.GetAsync($"/api/v1/products?cooperative={cooperative}&pageSize=100"))["items"].AsArray().First(x => Supplying.ToBeSold(lots).Contains(x!["id"]!.GetValue<string>()))!["id"]!.GetValue<string>();
    }

    private static async Task<long> SalesAsync(Client manager, string cooperative) => (await manager.GetAsync($"/api/v1/income?cooperative={cooperative}"))["totals"]["sale"]?["amount"]?.GetValue<long>() ?? 0;

    private static JsonArray Supply(string kilograms) => [.. Enumerable.Range(0, Weeks).Select(w => new JsonObject { ["from"] = Day(7 * w), ["quantity"] = Supplying.Kilograms(kilograms) })];

    private static string Day(int after) => First.AddDays(after).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);
}
