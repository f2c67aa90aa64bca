using System.Data.Common;
using System.Text.Json.Nodes;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace Market.Web.Tests.Inputs;

/// <summary>The shared logo over the API: applying, the two approvals, the register, and what nobody may.</summary>
[Collection(InputTests.Name)]
public sealed class LicenceTests(AttackedSite site)
{
    private static readonly string NextYear = Licensing.NextYear;
    private readonly Licensing _licensing = new(site);

    [Fact]
    public async Task Applied_returned_sent_again_supported_granted_suspended_and_restored()
    {
        var product = await _licensing.ListedAsync("许可豆角");
        var id = (await _licensing.ApplyAsync(product)).Of<string>("id");
        Assert.Equal("returned", (await _licensing.OpinionAsync(id, "return", "缺检验报告")).Of<string>("status"));
        Assert.Equal("submitted", (await site.As("manager.shangwan").SendAsync(new(HttpMethod.Put, $"/api/v1/licence-applications/{id}") { Content = System.Net.Http.Json.JsonContent.Create(await _licensing.BodyAsync(product)) })).Of<string>("status"));
        Assert.Equal("supported", (await _licensing.OpinionAsync(id, "support")).Of<string>("status"));
        var granted = await _licensing.DecideAsync(id, new { outcome = "grant", validUntil = NextYear, conditions = "" });
        var number = granted["licence"]["number"]!.GetValue<string>();
        await BadgeAsync(product, number);

        Assert.Equal("suspended", (await _licensing.MeasureAsync(number, "suspension", "抽检不合格")).Of<string>("status"));
        await BadgeAsync(product, null);
        Assert.Equal("active", (await _licensing.MeasureAsync(number, "restoration", "已整改")).Of<string>("status"));
        await BadgeAsync(product, number);

        var shown = await site.As("").GetAsync($"/api/v1/licences/{number}");
        Assert.Equal("grant suspend restore", string.Join(' ', shown["history"].AsArray().Select(x => x!["kind"]!.GetValue<string>())));
        Assert.True(shown["history"].AsArray().All(x => x!["by"] is null), shown.Text);
        await site.VerifyAsync();
    }

    [Fact]
    public async Task The_registers_are_tables_too_and_no_name_in_them_is_a_formula()
    {
        var number = await _licensing.GrantedAsync(await _licensing.ListedAsync("=表格豆角"));

        var table = (await site.As("", "zh").GetAsync("/licences.csv")).Text;

        var row = Assert.Single(table.Split("\r\n"), x => x.StartsWith($"\"{number}\",", StringComparison.Ordinal));
        Assert.Contains($"\"{NextYear}\",\"有效\",\"'=表格豆角\"", row, StringComparison.Ordinal);
        Assert.Contains("LB-15-", (await site.As("", "zh").GetAsync("/certificates.csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_decision_changes_nothing()
    {
        var id = (await _licensing.ApplyAsync(await _licensing.ListedAsync("两次豆角"))).Of<string>("id");
        await _licensing.OpinionAsync(id, "support");
        await _licensing.DecideAsync(id, new { outcome = "grant", validUntil = NextYear, conditions = "" });

        await RefusedAsync("office", $"/api/v1/licence-applications/{id}/decision", new { outcome = "refuse", reason = "不批" }, 409, "licence_application.not_supported");
        await RefusedAsync("reviewer.shuanghe", $"/api/v1/licence-applications/{id}/opinion", new { outcome = "return", reason = "退回" }, 409, "licence_application.not_submitted");
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_its_own_sentence()
    {
        var product = await _licensing.ListedAsync("错误豆角");
        var body = await _licensing.BodyAsync(product);
        JsonObject With(string member, JsonNode? value)
        {
            var changed = JsonNode.Parse(body.ToJsonString())!.AsObject();
            changed[member] = value;
            return changed;
        }
        const string path = "/api/v1/licence-applications";
        await RefusedAsync("manager.shangwan", path, With("products", new JsonArray()), 400, "request.malformed");
        await RefusedAsync("manager.shangwan", path, With("products", new JsonArray(Guid.CreateVersion7().ToString())), 409, "licence.product_unknown");
        await RefusedAsync("manager.shangwan", path, With("subBrand", "  "), 400, "request.malformed");
        await RefusedAsync("manager.shangwan", path, With("meetingRecord", new JsonObject { ["number"] = "1", ["date"] = "2999-01-01" }), 409, "licence.meeting_ahead");
        var id = (await _licensing.ApplyAsync(product)).Of<string>("id");
        await RefusedAsync("reviewer.qingshi", $"{path}/{id}/opinion", new { outcome = "support" }, 404, "request.absent");
        await RefusedAsync("reviewer.shuanghe", $"{path}/{id}/opinion", new { outcome = "return" }, 409, "licence.reason_missing");
        await RefusedAsync("office", $"{path}/{id}/decision", new { outcome = "grant", validUntil = NextYear }, 409, "licence_application.not_supported");
        await _licensing.OpinionAsync(id, "support");
        await RefusedAsync("office", $"{path}/{id}/decision", new { outcome = "grant", validUntil = "2020-01-01" }, 409, "licence.end_in_past");
        await RefusedAsync("office", $"{path}/{id}/decision", new { outcome = "grant" }, 409, "licence.end_missing");
        var number = (await _licensing.DecideAsync(id, new { outcome = "grant", validUntil = NextYear, conditions = "" }))["licence"]["number"]!.GetValue<string>();
        await RefusedAsync("manager.shangwan", path, body, 409, "licence.overlap");
        await _licensing.MeasureAsync(number, "suspension", "查");
        await RefusedAsync("manager.shangwan", path, body, 409, "licence.overlap");
        await RefusedAsync("office", $"/api/v1/licences/{number}/suspension", new { reason = "再查" }, 409, "licence.suspended");
        await RefusedAsync("office", $"/api/v1/licences/{number}/restoration", new { reason = "好", products = new[] { Guid.CreateVersion7() } }, 409, "licence.product_unknown");
        await RefusedAsync("office", "/api/v1/licences/TY-0000-0000/revocation", new { reason = "查无" }, 404, "request.absent");
        await _licensing.MeasureAsync(number, "revocation", "冒用");
        await RefusedAsync("office", $"/api/v1/licences/{number}/restoration", new { reason = "好" }, 409, "licence.revoked");
    }

    [Fact]
    public async Task The_verifier_finds_a_licence_of_one_person_once_the_check_is_off()
    {
        var id = (await _licensing.ApplyAsync(await _licensing.ListedAsync("一人豆角"))).Of<string>("id");
        await _licensing.OpinionAsync(id, "support");
        var number = (await _licensing.DecideAsync(id, new { outcome = "grant", validUntil = NextYear, conditions = "" }))["licence"]["number"]!.GetValue<string>();
        await UncheckedAsync($"UPDATE catalog_licences SET GrantedBy = SupportedBy WHERE Number = '{number}'");
        Assert.Contains("I11", (await site.BrokenAsync()).Select(x => x.Key));
        await UncheckedAsync($"UPDATE catalog_licences SET GrantedBy = (SELECT s.PersonId FROM catalog_licence_application_steps s WHERE s.ApplicationId = catalog_licences.ApplicationId AND s.Kind = 'grant') WHERE Number = '{number}'");
        await site.VerifyAsync();
    }

    /// <summary>Writes past the program, and past the database's own check that two people approved.</summary>
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

    /// <summary>The badge is on the product, in the list and in search, or on none of them.</summary>
    private async Task BadgeAsync(string product, string? number)
    {
        string? Of(JsonNode? shown) => shown!["badges"]!.AsArray().FirstOrDefault(x => x!["kind"]!.GetValue<string>() == "shared_logo")?["number"]!.GetValue<string>();
        var seen = "";
        await Wait.ForAsync(async () =>
        {
            var one = await site.As("").GetAsync($"/api/v1/products/{product}");
            var found = (await site.As("").GetAsync("/api/v1/products?badge=shared_logo&q=%E8%AE%B8%E5%8F%AF%E8%B1%86%E8%A7%92"))["items"].AsArray().FirstOrDefault(x => x!["id"]!.GetValue<string>() == product);
            using var page = await Browser.AsAsync(site.Address, null);
            var html = await page.GetAsync($"/p/{product}");
            seen = $"api {Of(one.Json)}, search {(found is null ? "" : Of(found))}, page {html.Text.Contains("b-logo", StringComparison.Ordinal)}";
            return Of(one.Json) == number && one.Json!["licenceNumber"]?.GetValue<string>() == number && one["certificateNumbers"].AsArray().Count == 0 && (found is null ? null : Of(found)) == number && html.Text.Contains("b-logo", StringComparison.Ordinal) == (number is not null);
        }, $"the badge {number}: {seen}", seconds: 5);
    }
}
