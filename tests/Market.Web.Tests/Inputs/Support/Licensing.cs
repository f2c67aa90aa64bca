using System.Globalization;
using System.Text.Json.Nodes;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>Takes products of the cooperative shangwan through the licence's steps.</summary>
public sealed class Licensing(AttackedSite site)
{
    public static readonly string NextYear = TimeProvider.System.GetUtcNow().AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A drawing of one shape.</summary>
    public static byte[] Logo => "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"#aa2200\"/></svg>"u8.ToArray();

    public static string Hash(string file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(file)));

    /// <summary>The id of a certificate that the office has verified.</summary>
    public async Task<string> VerifiedAsync(string kind, string product, int issuedDaysAgo = 10)
    {
        var today = TimeProvider.System.GetUtcNow();
        var sent = await site.As("manager.shangwan").PostAsync("/api/v1/certificates", new
        {
            kind,
            number = "0112" + Random.Shared.NextInt64(1_000_000_000_000, 10_000_000_000_000).ToString(CultureInfo.InvariantCulture),
            holder = (await Places.FindAsync(site)).Members["cooperativeId"],
            products = new[] { product },
            issuer = "发证机构",
            issuedOn = today.AddDays(-issuedDaysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            validUntil = today.AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });
        Assert.True(sent.Status == 201, sent.Text);
        await DoneAsync("office", $"/api/v1/certificates/{sent["id"]}/verification", new { outcome = "verified" });
        return sent.Of<string>("id");
    }

    /// <summary>A licence's number.</summary>
    public async Task<string> GrantedAsync(string product)
    {
        var id = (await ApplyAsync(product)).Of<string>("id");
        await OpinionAsync(id, "support");
        return (await DecideAsync(id, new { outcome = "grant", validUntil = NextYear, conditions = "" }))["licence"]["number"]!.GetValue<string>();
    }

    /// <summary>A product on sale.</summary>
    public async Task<string> ListedAsync(string name)
    {
        var manager = site.As("manager.shangwan");
        var cooperative = (await Places.FindAsync(site)).Members["cooperativeId"];
        var id = (await manager.PostAsync("/api/v1/products", new { cooperativeId = cooperative, words = new { name }, category = "fruit" })).Of<string>("id");
        await manager.PostAsync($"/api/v1/products/{id}/offers", new { price = new { amount = 500, currency = "CNY" }, step = new { value = "1", unit = "jin" } });
        await manager.PostAsync($"/api/v1/products/{id}/submission", new { });
        Assert.Equal(204, (await site.As("reviewer.shuanghe").PostAsync("/api/v1/listing-reviews", new { productIds = new[] { id }, approve = true })).Status);
        return id;
    }

    /// <summary>What a right application says.</summary>
    public async Task<JsonObject> BodyAsync(string product) => new()
    {
        ["cooperativeId"] = (await Places.FindAsync(site)).Members["cooperativeId"].DeepClone(),
        ["products"] = new JsonArray(product),
        ["subBrand"] = "上湾",
        ["evidence"] = new JsonObject { ["wellRun"] = "章程已备案", ["quality"] = "抽检合格", ["repute"] = "没有投诉" },
        ["meetingRecord"] = new JsonObject { ["number"] = "2026-11", ["date"] = "2026-11-01" },
    };

    public async Task<Reply> ApplyAsync(string product)
    {
        var reply = await site.As("manager.shangwan").PostAsync("/api/v1/licence-applications", await BodyAsync(product));
        Assert.True(reply.Status == 201, reply.Text);
        return reply;
    }

    public Task<Reply> OpinionAsync(string id, string outcome, string reason = "") => DoneAsync("reviewer.shuanghe", $"/api/v1/licence-applications/{id}/opinion", new { outcome, reason });

    public Task<Reply> DecideAsync(string id, object decision) => DoneAsync("office", $"/api/v1/licence-applications/{id}/decision", decision);

    public Task<Reply> MeasureAsync(string number, string measure, string reason) => DoneAsync("office", $"/api/v1/licences/{number}/{measure}", new { reason });

    private async Task<Reply> DoneAsync(string who, string path, object body)
    {
        var reply = await site.As(who).PostAsync(path, body);
        Assert.True(reply.Status == 200, reply.Text);
        return reply;
    }
}
