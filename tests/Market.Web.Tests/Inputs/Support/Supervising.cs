using System.Globalization;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>Takes cases against the cooperative shangwan through their steps.</summary>
public sealed class Supervising(AttackedSite site)
{
    public static string Day(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A report's number.</summary>
    public async Task<string> ReportedAsync(string licence) => (await SendAsync("", new() { ["seen"] = "袋上是旧图样", ["place"] = "城关菜场", ["licence"] = licence, ["contact"] = "13800001234" })).Of<string>("number");

    /// <summary>Sends a report; waits when this minute's are used up.</summary>
    public async Task<Reply> SendAsync(string who, Dictionary<string, string> fields, byte[]? photo = null, string language = "en")
    {
        async Task<Reply> TryAsync()
        {
            var form = new MultipartFormDataContent();
            foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
            if (photo is not null) form.Add(new ByteArrayContent(photo), "photo", "a.jpg");
            return await site.As(who, language).SendAsync(new(HttpMethod.Post, "/api/v1/misuse-reports") { Content = form });
        }
        var reply = await TryAsync();
        if (reply.Status == 429) await Wait.ForAsync(async () => (reply = await TryAsync()).Status != 429, "the next minute", seconds: 70);
        return reply;
    }

    /// <summary>The number of a case that was put to the holder.</summary>
    public async Task<string> PutAsync(string licence, string report = "")
    {
        var number = (await DoneAsync("office", "/api/v1/cases", new { about = "还在用旧图样", licence, report }, 201))["case"]["number"]!.GetValue<string>();
        await DoneAsync("office", $"/api/v1/cases/{number}/question", new { until = Day(7), question = "请说明" });
        return number;
    }

    public Task<Reply> AnswerAsync(string number, params string[] pictures) => DoneAsync("manager.shangwan", $"/api/v1/cases/{number}/answer", new { text = "已换包装", pictures });

    public Task<Reply> DecideAsync(string number, string outcome) => DoneAsync("office", $"/api/v1/cases/{number}/decision", new { outcome, reason = "查实", putRightBy = Day(20) });

    /// <summary>The number of a case whose suspension the holder appeals against.</summary>
    public async Task<string> AppealedAsync(string licence)
    {
        var number = await PutAsync(licence);
        await AnswerAsync(number);
        await DecideAsync(number, "suspended");
        await DoneAsync("manager.shangwan", $"/api/v1/cases/{number}/appeal", new { reason = "不服" });
        return number;
    }

    public async Task<Reply> DoneAsync(string who, string path, object body, int status = 200)
    {
        var reply = await site.As(who).PostAsync(path, body);
        Assert.True(reply.Status == status, reply.Text);
        return reply;
    }
}
