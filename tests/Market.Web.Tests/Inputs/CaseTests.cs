using System.Data.Common;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace Market.Web.Tests.Inputs;

/// <summary>Reports, cases, appeals and spot checks over HTTP.</summary>
[Collection(InputTests.Name)]
public sealed class CaseTests(AttackedSite site)
{
    private readonly Licensing _licensing = new(site);
    private readonly Supervising _supervising = new(site);

    [Fact]
    public async Task From_a_report_with_a_photo_to_the_badge_that_comes_back_on_appeal()
    {
        var licence = await LicenceAsync();
        var sent = await _supervising.SendAsync("", new() { ["seen"] = "旧图样", ["place"] = "菜场", ["licence"] = licence, ["contact"] = "reporter@example.cn" }, Photos.Jpeg(320, 240));
        Assert.True(sent.Status == 201, sent.Text);
        var number = await _supervising.PutAsync(licence, sent.Of<string>("number"));
        var photo = (await site.As("manager.shangwan").UploadAsync("/api/v1/pictures", "picture", Photos.Jpeg(300, 200), "a.jpg")).Of<string>("hash");
        await _supervising.AnswerAsync(number, photo);
        Assert.Equal("suspended", (await _supervising.DecideAsync(number, "suspended"))["licence"]["status"]!.GetValue<string>());
        Assert.Equal("suspended", (await site.As("").GetAsync($"/api/v1/licences/{licence}")).Of<string>("status"));
        await _supervising.DoneAsync("manager.shangwan", $"/api/v1/cases/{number}/appeal", new { reason = "不服" });
        await RefusedAsync("office", $"/api/v1/cases/{number}/appeal-decision", new { outcome = "overturn", reason = "改" }, 409, "appeal.own_decision");

        var overturned = await _supervising.DoneAsync("office2", $"/api/v1/cases/{number}/appeal-decision", new { outcome = "overturn", reason = "证据不足" });

        Assert.Equal(("overturned", "active"), (overturned["case"]["status"]!.GetValue<string>(), overturned["licence"]["status"]!.GetValue<string>()));
        Assert.Equal("open put answer suspended", string.Join(' ', overturned["case"]["steps"]!.AsArray().Select(x => x!["kind"]!.GetValue<string>())));
        Assert.Equal("reporter@example.cn", overturned["report"]["contact"]!.GetValue<string>());
        Assert.Equal(64, overturned["report"]["picture"]!.GetValue<string>().Length);
        var holder = await site.As("manager.shangwan").GetAsync($"/api/v1/cases/{number}");
        Assert.DoesNotContain("reporter@example.cn", holder.Text, StringComparison.Ordinal);
        foreach (var page in new[] { $"/office/cases/{number}", $"/office/cases/{number}/evidence" }) Assert.DoesNotContain("reporter@example.cn", (await site.Browsing("manager.shangwan").GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Contains("reporter@example.cn", (await site.Browsing("office").GetAsync($"/district/cases/{number}/evidence")).Text, StringComparison.Ordinal);
        foreach (var page in new[] { $"/licences/{licence}", "/licences" }) Assert.DoesNotContain("reporter@example.cn", (await site.Browsing("consumer").GetAsync(page)).Text, StringComparison.Ordinal);
        foreach (var told in new[] { $"违规案件 {number}:请在 {Supervising.Day(7)} 前说明情况", $"违规案件 {number}:您的说明收到了", $"违规案件 {number} 决定:暂停使用标识", $"对 {number} 的申诉收到了", $"对 {number} 的申诉:原决定撤销了" })
            await Wait.ForAsync(async () => (await site.Browsing("manager.shangwan").GetAsync("/notices")).Document.QuerySelector("main")!.TextContent.Contains(told, StringComparison.Ordinal), told);
        await site.VerifyAsync();
    }

    public static TheoryData<string, Dictionary<string, string>, int, string> Reports() => new()
    {
        { "nothing", [], 400, "request.malformed" },
        { "no place", new() { ["seen"] = "旧图样" }, 400, "request.malformed" },
        { "blank", new() { ["seen"] = "  ", ["place"] = "菜场" }, 400, "request.malformed" },
        { "too long", new() { ["seen"] = new('长', 2001), ["place"] = "菜场" }, 400, "request.malformed" },
        { "long place", new() { ["seen"] = "旧图样", ["place"] = new('长', 201) }, 400, "request.malformed" },
        { "long number", new() { ["seen"] = "旧图样", ["place"] = "菜场", ["licence"] = new('9', 21) }, 400, "request.malformed" },
        { "no contact", new() { ["seen"] = "旧图样", ["place"] = "菜场", ["contact"] = "老王" }, 409, "misuse.contact_invalid" },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task A_report_that_cannot_be_is_refused_and_keeps_no_photo(string name, Dictionary<string, string> fields, int status, string code)
    {
        var rows = await site.Counts.QuietAsync();
        foreach (var language in new[] { "zh", "en" })
        {
            var reply = await _supervising.SendAsync("", fields, Photos.Jpeg(333, 222), language);
            Assert.True((reply.Status, reply.Code) == (status, code), $"{name}: {reply.Status} {reply.Text}");
            Assert.Null(Problem.Complaint(reply, language));
        }
        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
    }

    [Fact]
    public async Task A_photo_that_is_none_is_refused_on_page_and_api_and_what_was_typed_stays()
    {
        var rows = await site.Counts.QuietAsync();
        foreach (var file in new[] { "<svg onload='alert(1)'/>"u8.ToArray(), "not a picture"u8.ToArray(), Photos.Jpeg(64, 48)[..20] })
            Assert.StartsWith("picture.", (await _supervising.SendAsync("", new() { ["seen"] = "旧图样", ["place"] = "菜场" }, file)).Code, StringComparison.Ordinal);
        using var nobody = await Browser.AsAsync(site.Address, null);
        var page = await nobody.GetAsync("/misuse?licence=TY-2026-0001");
        Assert.Equal("TY-2026-0001", page.Document.QuerySelector("#f-licence")!.GetAttribute("value"));
        Task<Page> SendAsync() => nobody.PostAsync("/misuse", Form(nobody, page, "/misuse", ("seen", "旧图样一袋"), ("place", "东门菜场"), ("contact", "13800001234")), from: "/misuse");
        var answer = await SendAsync();
        if (answer.Status == 429) await Wait.ForAsync(async () => (answer = await SendAsync()).Status != 429, "the next minute", seconds: 70);

        Assert.Equal(200, answer.Status);
        Assert.NotNull(answer.Document.QuerySelector("#f-photo[aria-invalid]"));
        Assert.Equal(("旧图样一袋", "东门菜场", "13800001234"), (answer.Document.QuerySelector("#f-seen")!.TextContent, answer.Document.QuerySelector("#f-place")!.GetAttribute("value"), answer.Document.QuerySelector("#f-contact")!.GetAttribute("value")));
        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
    }

    [Fact]
    public async Task More_reports_than_a_minute_takes_are_turned_away()
    {
        Reply reply = null!;
        for (var i = 0; i < 61 && reply?.Status != 429; i++) reply = await site.As("").UploadAsync("/api/v1/misuse-reports", "x", [], "a");

        Assert.Equal((429, "request.too_many"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task What_fits_no_case_is_refused_with_its_own_sentence()
    {
        var licence = await LicenceAsync();
        await RefusedAsync("office", "/api/v1/cases", new { licence }, 400, "request.malformed");
        await RefusedAsync("office", "/api/v1/cases", new { about = new string('长', 2001), licence }, 400, "request.malformed");
        await RefusedAsync("office", "/api/v1/cases", new { about = "查", licence = "TY-0000-0000" }, 409, "case.licence_unknown");
        await RefusedAsync("office", "/api/v1/cases", new { about = "查" }, 409, "licence.field_missing");
        await RefusedAsync("office", "/api/v1/cases", new { about = "查", licence, report = "JB-0" }, 409, "case.report_unknown");
        await RefusedAsync("office", "/api/v1/cases", new { about = "查", spotCheck = Guid.CreateVersion7() }, 409, "case.check_unknown");
        var number = (await _supervising.DoneAsync("office", "/api/v1/cases", new { about = "查", licence }, 201))["case"]["number"]!.GetValue<string>();
        string Of(string deed) => $"/api/v1/cases/{number}/{deed}";
        await RefusedAsync("office", Of("question"), new { question = "请说明" }, 400, "request.malformed");
        await RefusedAsync("office", Of("question"), new { until = Supervising.Day(-2), question = "请说明" }, 409, "case.deadline_past");
        await RefusedAsync("office", Of("decision"), new { outcome = "suspended", reason = "查实" }, 409, "case.not_heard");
        await RefusedAsync("manager.shangwan", Of("answer"), new { text = "还没问" }, 404, "request.absent");
        await RefusedAsync("office", "/api/v1/cases/AJ-0/question", new { until = Supervising.Day(7), question = "请说明" }, 404, "request.absent");
        await _supervising.DoneAsync("office", Of("question"), new { until = Supervising.Day(7), question = "请说明" });
        await RefusedAsync("manager.heyan", Of("answer"), new { text = "别人的" }, 404, "request.absent");
        Assert.Equal(404, (await site.As("manager.heyan").GetAsync($"/api/v1/cases/{number}")).Status);
        await RefusedAsync("manager.shangwan", Of("answer"), new { text = "" }, 400, "request.malformed");
        await RefusedAsync("manager.shangwan", Of("answer"), new { text = "看图", pictures = new[] { new string('a', 64) } }, 409, "case.picture_unknown");
        await RefusedAsync("manager.shangwan", Of("appeal"), new { reason = "不服" }, 404, "request.absent");
        await _supervising.AnswerAsync(number);
        await RefusedAsync("office", Of("decision"), new { outcome = "put_right", reason = "改", putRightBy = Supervising.Day(-2) }, 409, "case.deadline_past");
        await RefusedAsync("office", Of("decision"), new { outcome = "suspended", reason = "" }, 400, "request.malformed");
        await RefusedAsync("office", Of("decision"), new { outcome = "suspended", reason = "查实", products = new[] { Guid.CreateVersion7() } }, 409, "licence.product_unknown");
        await _supervising.DecideAsync(number, "revoked");
        await RefusedAsync("office2", Of("decision"), new { outcome = "no_misuse", reason = "再定" }, 409, "case.decided");
        await RefusedAsync("manager.shangwan", Of("answer"), new { text = "晚了" }, 409, "case.decided");
        await RefusedAsync("manager.heyan", Of("appeal"), new { reason = "不服" }, 404, "request.absent");
        await RefusedAsync("office2", Of("appeal-decision"), new { outcome = "overturn", reason = "改" }, 404, "request.absent");
        await _supervising.DoneAsync("manager.shangwan", Of("appeal"), new { reason = "不服" });
        await RefusedAsync("manager.shangwan", Of("appeal"), new { reason = "还是不服" }, 409, "appeal.made");
        await _supervising.DoneAsync("office2", Of("appeal-decision"), new { outcome = "uphold", reason = "证据确凿" });
        await RefusedAsync("office2", Of("appeal-decision"), new { outcome = "overturn", reason = "再定" }, 409, "appeal.decided");
    }

    [Fact]
    public async Task A_refused_application_and_a_plain_suspension_are_appealed_against_and_a_report_is_set_aside_once()
    {
        var id = (await _licensing.ApplyAsync(await _licensing.ListedAsync("未批豆角"))).Of<string>("id");
        await _licensing.OpinionAsync(id, "support");
        await _licensing.DecideAsync(id, new { outcome = "refuse", reason = "材料不足" });
        var decision = (await site.As("manager.shangwan").GetAsync("/api/v1/appealable-decisions"))["items"].AsArray().First(x => x!["kind"]!.GetValue<string>() == "refusal")!["id"]!.GetValue<string>();
        await RefusedAsync("manager.heyan", "/api/v1/appeals", new { decision, reason = "不服" }, 404, "request.absent");
        var appeal = (await _supervising.DoneAsync("manager.shangwan", "/api/v1/appeals", new { decision, reason = "材料都交了" }, 201)).Of<string>("id");
        await RefusedAsync("office", $"/api/v1/appeals/{appeal}/decision", new { outcome = "overturn", reason = "改" }, 409, "appeal.own_decision");
        await _supervising.DoneAsync("office2", $"/api/v1/appeals/{appeal}/decision", new { outcome = "overturn", reason = "材料齐" });
        Assert.Equal("granted", (await _licensing.DecideAsync(id, new { outcome = "grant", validUntil = Licensing.NextYear, conditions = "" })).Of<string>("status"));

        var report = await _supervising.ReportedAsync("");
        Assert.Equal(204, (await site.As("office").PostAsync($"/api/v1/misuse-reports/{report}/dismissal", new { reason = "看错了" })).Status);
        await RefusedAsync("office", $"/api/v1/misuse-reports/{report}/dismissal", new { reason = "再来" }, 409, "misuse.handled");
    }

    [Fact]
    public async Task A_spot_check_is_drawn_fails_and_opens_a_case()
    {
        await LicenceAsync();
        await RefusedAsync("office", "/api/v1/spot-check-draws", new { random = 0, risky = 0, dueOn = Supervising.Day(7) }, 409, "check.counts");
        await RefusedAsync("office", "/api/v1/spot-check-draws", new { random = 201, risky = 0, dueOn = Supervising.Day(7) }, 400, "request.malformed");
        await RefusedAsync("office", "/api/v1/spot-check-draws", new { random = 1, risky = 0, dueOn = Supervising.Day(-2) }, 409, "check.due_past");
        var draw = (await _supervising.DoneAsync("office", "/api/v1/spot-check-draws", new { random = 2, risky = 1, dueOn = Supervising.Day(7) }, 201)).Of<string>("number");
        var check = (await site.As("inspector").GetAsync("/api/v1/spot-checks?pageSize=100"))["items"].AsArray().First(x => x!["draw"]!.GetValue<string>() == draw)!["id"]!.GetValue<string>();
        Assert.DoesNotContain(draw, (await site.As("").GetAsync("/api/v1/spot-check-draws?pageSize=100")).Text, StringComparison.Ordinal);
        await RefusedAsync("inspector", $"/api/v1/spot-checks/{check}/result", new { outcome = "failed" }, 409, "licence.field_missing");
        await RefusedAsync("office", "/api/v1/cases", new { about = "不合格", spotCheck = check }, 409, "check.not_failed");

        await _supervising.DoneAsync("inspector", $"/api/v1/spot-checks/{check}/result", new { outcome = "failed", findings = "没有追溯码" });

        await RefusedAsync("inspector", $"/api/v1/spot-checks/{check}/result", new { outcome = "passed" }, 409, "check.done");
        var opened = await _supervising.DoneAsync("office", "/api/v1/cases", new { about = "抽查没有追溯码", spotCheck = check }, 201);
        Assert.Equal(("spot_check", "没有追溯码"), (opened["case"]["source"]!.GetValue<string>(), opened["checks"][0]!["findings"]!.GetValue<string>()));
        await RefusedAsync("office", "/api/v1/cases", new { about = "再来", spotCheck = check }, 409, "check.case_open");
        Assert.Contains("一样", (await site.Browsing("office").GetAsync($"/district/checks/draws/{draw}")).Document.QuerySelector(".alert.ok")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_pages_a_refused_step_keeps_what_was_typed()
    {
        var number = await _supervising.PutAsync(await LicenceAsync());
        var office = site.Browsing("office");
        var page = await office.GetAsync($"/district/cases/{number}");
        var asked = await office.PostAsync($"/district/cases/{number}/question", [.. office.Fields(page, $"/district/cases/{number}/question"), new("until", Supervising.Day(-2)), new("question", "还有一事")]);
        Assert.Equal((200, "还有一事"), (asked.Status, asked.Document.QuerySelector("#f-question")!.TextContent));
        Assert.NotNull(asked.Document.QuerySelector("#f-until[aria-invalid]"));
        var decided = await office.PostAsync($"/district/cases/{number}/decision", [.. office.Fields(page, $"/district/cases/{number}/decision"), new("outcome", "Suspended"), new("reason", "查实了")]);
        Assert.Equal((200, "查实了"), (decided.Status, decided.Document.QuerySelector("#f-reason")!.TextContent));
        Assert.NotNull(decided.Document.QuerySelector("input[name=outcome][value=Suspended][checked]"));
        var manager = site.Browsing("manager.shangwan");
        page = await manager.GetAsync($"/office/cases/{number}");
        var answered = await manager.PostAsync($"/office/cases/{number}/answer", Form(manager, page, $"/office/cases/{number}/answer", ("text", "已经换了包装")), from: $"/office/cases/{number}");
        Assert.Equal((200, "已经换了包装"), (answered.Status, answered.Document.QuerySelector("#f-text")!.TextContent));
        Assert.NotNull(answered.Document.QuerySelector("#f-photos[aria-invalid]"));
        Assert.Equal("put", (await site.As("office").GetAsync($"/api/v1/cases/{number}"))["case"]["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_verifier_finds_an_appeal_decided_by_who_decided_first_once_the_check_is_off()
    {
        var number = await _supervising.AppealedAsync(await LicenceAsync());
        await _supervising.DoneAsync("office2", $"/api/v1/cases/{number}/appeal-decision", new { outcome = "uphold", reason = "证据确凿" });
        await site.VerifyAsync();
        await UncheckedAsync($"UPDATE catalog_appeals SET DecidedBy = FirstDecidedBy WHERE Number = '{number}'");
        Assert.Contains(await site.BrokenAsync(), x => x.Says.Contains("appeal", StringComparison.Ordinal));
        await UncheckedAsync($"UPDATE catalog_appeals SET DecidedBy = (SELECT u.Id FROM catalog_people u WHERE u.Email = 'office2@demo.coopmarket.example') WHERE Number = '{number}'");
        await site.VerifyAsync();
    }

    private async Task<string> LicenceAsync() => await _licensing.GrantedAsync(await _licensing.ListedAsync("案件豆角"));

    /// <summary>A page's form with something that is no picture in its file field.</summary>
    private static MultipartFormDataContent Form(Browser browser, Page page, string action, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in browser.Fields(page, action)) form.Add(new StringContent(value), name);
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent("<svg onload=alert(1)>"u8.ToArray()), action == "/misuse" ? "photo" : "photos", "a.jpg");
        return form;
    }

    /// <summary>Writes past the program, and past the database's own check.</summary>
    private async Task UncheckedAsync(string sql)
    {
        await using DbConnection connection = site.Database.MySql is { } server ? new MySqlConnection(server) : new SqliteConnection($"Data Source={Path.Combine(site.Database.Folder, "catalog.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = (connection is MySqlConnection ? "SET check_constraint_checks = 0; " : "PRAGMA ignore_check_constraints = ON; ") + sql;
        await command.ExecuteNonQueryAsync();
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
