using System.Text;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>The brand pair, labels, rewards and schemes over HTTP: what is right is taken, what is wrong is answered in both languages and changes nothing.</summary>
[Collection(InputTests.Name)]
public sealed class BrandTests(AttackedSite site)
{
    private readonly Licensing _licensing = new(site);

    [Fact]
    public async Task A_logo_with_a_script_is_refused_and_a_clean_one_is_served_as_shapes_only()
    {
        await _licensing.GrantedAsync(await _licensing.ListedAsync("图样豆角"));
        var id = await BrandIdAsync();
        var path = $"/api/v1/sub-brands/{id}/logo";
        var clean = Encoding.UTF8.GetString(Licensing.Logo);
        Assert.Equal(204, (await UploadAsync(path, clean)).Status);
        var before = (await site.As("").GetAsync($"/sub-brands/{id}.svg")).Text;
        foreach (var (file, code) in new[]
        {
            (clean.Replace("<circle", "<script>alert(1)</script><circle", StringComparison.Ordinal), "sub_brand.svg_active"),
            (clean.Replace("<circle", "<circle onload='alert(1)'", StringComparison.Ordinal), "sub_brand.svg_active"),
            ("<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + clean, "sub_brand.svg_invalid"),
            (clean.Replace("<circle", "<text>x</text><circle", StringComparison.Ordinal), "sub_brand.svg_element"),
            ("\u0089PNG\r\n not a picture", "picture.not_an_image"),
        })
        {
            foreach (var language in new[] { "zh", "en" })
            {
                var reply = await site.As("manager.shangwan", language).UploadAsync(path, "logo", Encoding.UTF8.GetBytes(file), "logo.svg");
                Assert.True(reply.Code == code && reply.Status is 400 or 409 or 422, reply.Text);
                Assert.Null(Problem.Complaint(reply, language));
            }
        }
        Assert.Equal(before, (await site.As("").GetAsync($"/sub-brands/{id}.svg")).Text);
        Assert.DoesNotContain("circle", before, StringComparison.Ordinal);
        Assert.Equal(404, (await site.As("manager.heyan").UploadAsync(path, "logo", Licensing.Logo, "logo.svg")).Status);
    }

    [Fact]
    public async Task An_artwork_file_is_known_by_its_bytes_and_the_page_says_whether_it_may_be_used()
    {
        var number = await _licensing.GrantedAsync(await _licensing.ListedAsync("文件豆角"));
        var file = await site.As("manager.shangwan").PostAsync($"/api/v1/licences/{number}/artwork", new { format = "svg", layout = "portrait", colours = "green", millimetres = 60 });
        Assert.Equal(200, file.Status);
        var found = await site.As("").GetAsync($"/api/v1/artwork/{Licensing.Hash(file.Text)}");
        Assert.Equal(($"{number}-A1", true), (found.Of<string>("number"), found["inForce"].GetValue<bool>()));
        Assert.Contains($"{number}-A1", await CompareAsync(file.Text), StringComparison.Ordinal);
        await _licensing.MeasureAsync(number, "suspension", "抽检");
        Assert.Contains("不能再使用", await CompareAsync(file.Text), StringComparison.Ordinal);
        Assert.Contains("没有发出过这个文件", await CompareAsync(file.Text + " "), StringComparison.Ordinal);
        await RefusedAsync("manager.shangwan", $"/api/v1/licences/{number}/artwork", new { format = "svg", layout = "portrait", colours = "green", millimetres = 60 }, 409, "artwork.not_licensed");
    }

    [Fact]
    public async Task Labels_count_against_the_quota_and_a_suspended_licence_gets_none()
    {
        var product = await _licensing.ListedAsync("标签豆角");
        var number = await _licensing.GrantedAsync(product);
        var path = $"/api/v1/licences/{number}";
        Assert.Equal(200, (await site.As("office").PostAsync(path + "/quota", new { reason = "首批", labels = 100 })).Status);
        var after = await site.As("manager.shangwan").PostAsync(path + "/labels", new { product, labels = 60 });
        Assert.Equal((60, 60), (after["quota"]["issuedLabels"]!.GetValue<int>(), after["quota"]["usedPercent"]!.GetValue<int>()));
        await RefusedAsync("manager.shangwan", path + "/labels", new { product, labels = 41 }, 409, "licence.quota_used");
        await RefusedAsync("manager.shangwan", path + "/labels", new { product, labels = 0 }, 400, "request.malformed");
        await RefusedAsync("manager.heyan", path + "/labels", new { product, labels = 1 }, 404, "request.absent");
        await RefusedAsync("office", path + "/quota", new { reason = "x", weight = new { value = "1", unit = "box" } }, 409, "line.weight_unit");
        await _licensing.MeasureAsync(number, "suspension", "抽检");
        await RefusedAsync("manager.shangwan", path + "/labels", new { product, labels = 1 }, 409, "label.not_licensed");
    }

    [Fact]
    public async Task Journey_13_a_new_organic_certificate_earns_30_000_yuan_and_its_renewal_nothing()
    {
        var product = await _licensing.ListedAsync("奖励豆角");
        var certificate = await _licensing.VerifiedAsync("organic", product, issuedDaysAgo: 300);
        var sent = await site.As("manager.shangwan").PostAsync("/api/v1/rewards", new { certificateId = certificate });
        Assert.Equal((201, 3_000_000), (sent.Status, sent["amount"]["amount"]!.GetValue<int>()));
        var path = $"/api/v1/rewards/{sent["id"]}";
        await RefusedAsync("office", path + "/decision", new { outcome = "approve" }, 409, "reward.state");
        await RefusedAsync("reviewer.qingshi", path + "/opinion", new { outcome = "support" }, 404, "request.absent");
        await RefusedAsync("reviewer.shuanghe", path + "/opinion", new { outcome = "return" }, 409, "reward.reason_missing");
        Assert.Equal("supported", (await site.As("reviewer.shuanghe").PostAsync(path + "/opinion", new { outcome = "support" })).Of<string>("status"));
        Assert.Equal("approved", (await site.As("office").PostAsync(path + "/decision", new { outcome = "approve" })).Of<string>("status"));
        var today = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await RefusedAsync("office", path + "/payment", new { reference = "", paidOn = today }, 400, "request.malformed");
        await RefusedAsync("office", path + "/payment", new { reference = "CZ-1", paidOn = "2999-01-01" }, 409, "reward.paid_ahead");
        var paid = await site.As("office").PostAsync(path + "/payment", new { reference = "CZ-2026-7", paidOn = today });
        Assert.Equal(("paid", "CZ-2026-7"), (paid.Of<string>("status"), paid.Of<string>("reference")));

        var renewal = await _licensing.VerifiedAsync("organic", product, issuedDaysAgo: 2);
        await RefusedAsync("manager.shangwan", "/api/v1/rewards", new { certificateId = renewal }, 409, "reward.renewal");
        await RefusedAsync("manager.shangwan", "/api/v1/rewards", new { certificateId = certificate }, 409, "reward.duplicate");
        await RefusedAsync("manager.heyan", "/api/v1/rewards", new { certificateId = certificate }, 404, "request.absent");
        await site.VerifyAsync();
    }

    [Fact]
    public async Task What_an_official_typed_stands_in_the_form_again_when_a_rule_says_no()
    {
        var product = await _licensing.ListedAsync("留字豆角");
        var id = (await _licensing.ApplyAsync(product)).Of<string>("id");
        await _licensing.OpinionAsync(id, "support");
        var refused = await PostAsync("office", $"/district/licences/{id}", ("outcome", "grant"), ("validUntil", "2020-01-01"), ("conditions", "只用于礼盒"));
        Assert.Contains("只用于礼盒", refused.Document.QuerySelector("#f-conditions")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(refused.Document.QuerySelector(".error-summary"));

        var number = (await _licensing.DecideAsync(id, new { outcome = "grant", validUntil = Licensing.NextYear, conditions = "" }))["licence"]["number"]!.GetValue<string>();
        refused = await PostAsync("office", $"/district/licences/of/{number}", ("measure", "restore"), ("reason", "包装已换"));
        Assert.Equal("包装已换", refused.Document.QuerySelector("#f-reason")!.TextContent);
        refused = await PostAsync("office", $"/district/licences/of/{number}", ("measure", "suspend"), ("reason", ""), ("products", product));
        Assert.NotNull(refused.Document.QuerySelector($"input[name=products][value='{product}'][checked]"));
    }

    [Fact]
    public async Task New_rules_begin_with_those_in_force_and_the_logo_is_drawn_anew_from_the_shapes_of_a_file()
    {
        var form = (await site.Browsing("office").GetAsync("/district/schemes?kind=organic")).Document;
        Assert.Equal(("organic", "12", "17"), (Value(form, "kind"), Value(form, "validmonths"), Value(form, "digits")));
        Assert.Equal("", Value(form, "from") ?? "");

        var before = (await site.Browsing("office").GetAsync("/district/schemes/logo.svg")).Text;
        var refused = await DrawAsync("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>alert(1)</script><rect width='9' height='9'/></svg>");
        Assert.NotNull(refused.Document.QuerySelector("#f-logo-logo[aria-invalid=true]"));
        Assert.Equal(before, (await site.Browsing("office").GetAsync("/district/schemes/logo.svg")).Text);
        Assert.Equal(302, (await DrawAsync("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9' fill='#123456'/></svg>")).Status);
        var after = (await site.Browsing("office").GetAsync("/district/schemes/logo.svg")).Text;
        Assert.Contains("#123456", after, StringComparison.Ordinal);
        Assert.Equal(302, (await DrawAsync(before)).Status);
    }

    private static string? Value(AngleSharp.Dom.IDocument page, string field) => page.QuerySelector($"#f-{field}")!.GetAttribute("value");

    private async Task<Page> DrawAsync(string svg)
    {
        using var form = new MultipartFormDataContent { { new StringContent(await TokenAsync("office")), "__RequestVerificationToken" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(svg)), "logo", "logo.svg" } };
        return await site.Browsing("office").PostAsync("/district/schemes/logo", form, from: "/");
    }

    [Fact]
    public async Task Beside_an_application_stands_the_queue_and_the_town_sees_one_kind_at_a_time()
    {
        var (first, second) = ((await _licensing.ApplyAsync(await _licensing.ListedAsync("排队豆角"))).Of<string>("id"), (await _licensing.ApplyAsync(await _licensing.ListedAsync("排队黄瓜"))).Of<string>("id"));
        var town = site.Browsing("reviewer.shuanghe");
        var queue = (await town.GetAsync($"/town/licences/{first}")).Document.QuerySelector("aside .queue")!;
        Assert.Equal($"/town/licences/{first}", queue.QuerySelector("[aria-current=true]")!.GetAttribute("href"));
        Assert.NotNull(queue.QuerySelector($"a[href='/town/licences/{second}']"));

        var logo = (await town.GetAsync("/town?kind=logo")).Document;
        Assert.Equal("/town?kind=logo", logo.QuerySelector(".tabs [aria-current=page]")!.GetAttribute("href"));
        Assert.NotNull(logo.QuerySelector($"a[href='/town/licences/{first}']"));
        Assert.Null((await town.GetAsync("/town?kind=charters")).Document.QuerySelector($"a[href='/town/licences/{first}']"));
        Assert.NotNull((await town.GetAsync("/town?kind=nonsense")).Document.QuerySelector($"a[href='/town/licences/{first}']"));

        foreach (var id in new[] { first, second }) await _licensing.OpinionAsync(id, "support");
        Assert.NotNull((await site.Browsing("office").GetAsync($"/district/licences/{first}")).Document.QuerySelector($"aside a[href='/district/licences/{second}']"));
    }

    [Fact]
    public async Task A_kind_the_office_adds_can_be_sent_filtered_and_named_in_both_languages()
    {
        var done = await PostAsync("office", "/district/schemes", ("kind", "ganwei"), ("name", "甘味金品"), ("nameEn", "Ganwei gold"), ("from", "2026-01-01"), ("renewalDays", "60"), ("digits", "6"), ("source", "市文件 3 号"));
        Assert.Equal(302, done.Status);
        var refused = await PostAsync("office", "/district/schemes", ("kind", "Not a code"), ("name", "再一个"), ("nameEn", "One more"), ("from", "2026-01-01"), ("renewalDays", "60"), ("source", "市文件 3 号"));
        Assert.Equal("再一个", refused.Document.QuerySelector("#f-name")!.GetAttribute("value"));
        Assert.NotNull((await site.Browsing("manager.shangwan").GetAsync("/office/certificates/new")).Document.QuerySelector("#f-kind option[value=ganwei]"));
        var product = await _licensing.ListedAsync("金品豆角");
        var sent = await site.As("manager.shangwan").PostAsync("/api/v1/certificates", new { kind = "ganwei", number = "123456", holder = (await Places.FindAsync(site)).Members["cooperativeId"], products = new[] { product }, issuer = "省厅", issuedOn = "2026-06-01", validUntil = Licensing.NextYear });
        Assert.True(sent.Status == 201, sent.Text);
        await site.As("office").PostAsync($"/api/v1/certificates/{sent["id"]}/verification", new { outcome = "verified" });
        await Wait.ForAsync(async () =>
        {
            using var shopper = await Browser.AsAsync(site.Address, null);
            var page = (await shopper.GetAsync($"/p/{product}")).Text;
            await shopper.GetAsync("/prefs/lang/en?back=/");
            return page.Contains("甘味金品", StringComparison.Ordinal) && (await shopper.GetAsync($"/p/{product}")).Text.Contains("Ganwei gold", StringComparison.Ordinal);
        }, "the new kind's name on the product page", seconds: 5);
        Assert.Contains("甘味金品", (await site.Browsing("consumer").GetAsync("/certificates?kind=ganwei")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_day_of_the_harvest_it_was_valid_and_today_it_says_how_it_stands()
    {
        var product = await _licensing.ListedAsync("采收豆角");
        await _licensing.VerifiedAsync("organic", product, issuedDaysAgo: 30);
        var number = await _licensing.GrantedAsync(product);
        await _licensing.MeasureAsync(number, "suspension", "抽检");
        var day = TimeProvider.System.GetUtcNow().AddDays(-20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var marks = (await site.As("").GetAsync($"/api/v1/products/{product}/marks?on={day}"))["items"].AsArray();
        Assert.Equal(["organic True valid", "shared_logo False suspended"], marks.Select(x => $"{x!["kind"]} {x["validThen"]!.GetValue<bool>()} {x["today"]}").Order(StringComparer.Ordinal));
        var page = (await site.Browsing("consumer").GetAsync($"/p/{product}/marks?on={day}")).Document;
        Assert.Contains("今天暂停使用", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("main .badge"));
    }

    [Fact]
    public async Task Papers_photographed_for_a_refused_form_are_not_asked_for_again()
    {
        var product = await _licensing.ListedAsync("照片豆角");
        using var form = new MultipartFormDataContent
        {
            { new StringContent((await TokenAsync("manager.shangwan"))), "__RequestVerificationToken" }, { new StringContent("organic"), "kind" }, { new StringContent("123"), "number" }, { new StringContent("机构"), "issuer" },
            { new StringContent("2026-06-01"), "issuedOn" }, { new StringContent(Licensing.NextYear), "validUntil" }, { new StringContent(product), "products" },
            { new ByteArrayContent(Photos.Jpeg(64, 48)), "papers", "papers.jpg" },
        };
        var refused = await site.Browsing("manager.shangwan").PostAsync("/office/certificates", form, from: "/office/certificates/new");
        Assert.Equal(64, refused.Document.QuerySelector("input[name=file]")!.GetAttribute("value")!.Length);
        Assert.NotNull(refused.Document.QuerySelector("#f-number-err"));
    }

    private async Task<Reply> UploadAsync(string path, string svg) => await site.As("manager.shangwan").UploadAsync(path, "logo", Encoding.UTF8.GetBytes(svg), "logo.svg");

    private async Task<string> BrandIdAsync() => (await site.As("").GetAsync($"/api/v1/sub-brands?cooperative={(await Places.FindAsync(site)).Members["cooperativeId"]}"))["items"].AsArray().Single(x => x!["name"]!.GetValue<string>() == "上湾")!["id"]!.GetValue<string>();

    private async Task<string> TokenAsync(string who) => (await site.Browsing(who).GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private async Task<Page> PostAsync(string who, string path, params (string Key, string Value)[] fields)
    {
        var token = await TokenAsync(who);
        return await site.Browsing(who).PostAsync(path, [new("__RequestVerificationToken", token), .. fields.Select(x => new KeyValuePair<string, string>(x.Key, x.Value))], from: "/");
    }

    private async Task<string> CompareAsync(string file)
    {
        using var anybody = await Browser.AsAsync(site.Address, null);
        using var form = new MultipartFormDataContent { { new StringContent((await anybody.GetAsync("/artwork")).Document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "renamed.bin" } };
        return (await anybody.PostAsync("/artwork", form)).Text;
    }

    private async Task RefusedAsync(string who, string path, object body, int status, string code)
    {
        var rows = await site.Counts.QuietAsync();
        foreach (var language in new[] { "zh", "en" })
        {
            var reply = await site.As(who, language).PostAsync(path, body);
            Assert.True((reply.Status, reply.Code) == (status, code), $"{code}: {reply.Status} {reply.Text}");
            Assert.Null(Problem.Complaint(reply, language));
        }
        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
    }
}
