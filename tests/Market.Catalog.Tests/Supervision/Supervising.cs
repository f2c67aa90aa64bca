using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.Supervision;
using Market.Catalog.Tests.Brand;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Supervision;

/// <summary>Short ways through the steps of a case.</summary>
internal static class Supervising
{
    /// <summary>A second person of the brand office.</summary>
    public static readonly Guid Office2 = Guid.CreateVersion7();

    public static Task<string> OpenAsync(this District district, string licence, string report = "", Guid? check = null) =>
        district.InAsync<CaseDesk, string>(x => x.OpenAsync(new("还在用旧图样", licence, Report: report, SpotCheck: check), district.Office, default));

    public static Task<bool> PutAsync(this District district, string number, int days = 7) => district.InAsync<CaseDesk, bool>(x => x.PutAsync(number, district.Today.AddDays(days), "请说明", district.Office, default));

    public static Task<bool> AnswerAsync(this District district, string number, params string[] pictures) =>
        district.InAsync<CaseDesk, bool>(x => x.AnswerAsync(number, "已换包装", pictures, new(district.Manager, [district.Cooperative]), default));

    public static Task<bool> DecideAsync(this District district, string number, CaseOutcome outcome, Guid? office = null, params Guid[] products) =>
        district.InAsync<CaseDesk, bool>(x => x.DecideAsync(number, new(outcome, "查实", district.Today.AddDays(20), products), office ?? district.Office, default));

    /// <summary>A case that was put to the holder and answered.</summary>
    public static async Task<string> AnsweredAsync(this District district, string licence)
    {
        var number = await district.OpenAsync(licence);
        Assert.True(await district.PutAsync(number));
        Assert.True(await district.AnswerAsync(number));
        return number;
    }

    public static async Task<CaseFile> FileAsync(this District district, string number) => (await district.InAsync<CaseReads, CaseFile?>(x => x.FindAsync(number, null, default)))!;

    public static async Task<Guid> AppealAsync(this District district, Guid subject) =>
        (await district.InAsync<AppealDesk, Guid?>(x => x.MakeAsync(subject, "不服", new(district.Manager, [district.Cooperative]), default)))!.Value;

    public static Task<bool> DecideAppealAsync(this District district, Guid appeal, bool overturn = true, Guid? office = null) =>
        district.InAsync<AppealDesk, bool>(x => x.DecideAsync(appeal, overturn, "证据不足", office ?? Office2, default));

    public static Task<IReadOnlyList<AppealableView>> AppealableAsync(this District district) => district.InAsync<AppealReads, IReadOnlyList<AppealableView>>(x => x.AppealableAsync([district.Cooperative], default));

    public static async Task<LicenceState> StateAsync(this District district, string licence) => await district.InAsync<CatalogDb, LicenceState>(db => db.Licences.Where(x => x.Number == licence).Select(x => x.State).SingleAsync());

    public static async Task RefusedAsync<T>(string code, Func<Task<T>> work) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleException>(work)).Code);
}
