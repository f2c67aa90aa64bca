using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Brand;

/// <summary>Two people act on one application at the same moment: whatever both do, no licence comes from fewer than two distinct approvals.</summary>
public sealed class InterleavingTests(District district) : IClassFixture<District>
{
    private static readonly string[] Deeds = ["support", "return", "grant", "refuse", "send again", "visit"];
    private static readonly string[] People = ["reviewer", "office", "both", "insider", "manager"];

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var first in Deeds)
            foreach (var second in Deeds) pairs.Add(first, second);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task No_pair_of_deeds_by_any_pair_of_people_gives_a_licence_of_one_approval(string first, string second)
    {
        var both = Guid.CreateVersion7();
        foreach (var supported in new[] { false, true })
            foreach (var one in People)
                foreach (var other in People)
                {
                    var id = supported ? await district.SupportedAsync(await district.ProductAsync()) : await district.ApplyAsync(await district.ProductAsync());
                    await Task.WhenAll(TryAsync(first, id, Who(one, both)), TryAsync(second, id, Who(other, both)));
                    await CheckAsync(id, $"{first} by {one}, {second} by {other}, {(supported ? "supported before" : "just sent")}");
                }
    }

    private Guid Who(string person, Guid both) => person switch { "reviewer" => district.Reviewer, "office" => district.Office, "both" => both, "insider" => district.Insider, _ => district.Manager };

    private async Task TryAsync(string deed, Guid id, Guid person)
    {
        try
        {
            _ = deed switch
            {
                "support" or "return" => await district.InAsync<LicenceReview, bool>(x => x.GiveOpinionAsync(id, deed == "support", "因为", [district.Town], person, default)),
                "grant" => await district.InAsync<LicenceReview, string?>(x => x.GrantAsync(id, new(district.Today.AddYears(1)), person, default)) is not null,
                "refuse" => await district.InAsync<LicenceReview, bool>(x => x.RefuseAsync(id, "因为", person, default)),
                "visit" => await district.InAsync<LicenceReview, bool>(x => x.VisitAsync(id, "看过", null, person, default)),
                _ => await SendAgainAsync(id, person),
            };
        }
        catch (RuleException)
        {
            // Most pairs are not allowed: what counts is what is left behind.
        }
    }

    private async Task<bool> SendAgainAsync(Guid id, Guid person)
    {
        var application = (await district.InAsync<LicenceRegister, ApplicationView?>(x => x.ApplicationAsync(id, default)))!;
        return await district.InAsync<LicenceApplications, bool>(x => x.ResubmitAsync(id, district.Form([.. application.Products.Select(y => y.Id)]), new(person, [district.Cooperative]), default));
    }

    private async Task CheckAsync(Guid id, string what)
    {
        var application = (await district.InAsync<LicenceRegister, ApplicationView?>(x => x.ApplicationAsync(id, default)))!;
        var (kinds, badge) = (application.Steps.Select(x => x.Kind).ToList(), (await district.BadgesAsync(application.Products[0].Id)).Contains("shared_logo"));
        var (grants, decided) = (kinds.Count(x => x == "grant"), kinds.Count(x => x is "grant" or "refuse"));
        Assert.True(badge == (application.LicenceNumber is not null) && badge == (application.State == ApplicationState.Granted) && grants == (badge ? 1 : 0), $"{what}: {application.State}, {string.Join(' ', kinds)}");
        Assert.True(decided <= 1, $"{what}: {string.Join(' ', kinds)}");
        Assert.False(await district.InAsync<CatalogDb, bool>(db => db.Licences.AnyAsync(x => x.ApplicationId == id && (x.SupportedBy == x.GrantedBy || x.SupportedBy == district.Manager || x.GrantedBy == district.Manager || x.SupportedBy == district.Insider || x.GrantedBy == district.Insider))), what);
        // Of steps in one instant nobody can say which was first.
        DateTime Last(string kind) => application.Steps.Where(x => x.Kind == kind).Select(x => x.At).DefaultIfEmpty().Max();
        if (badge) Assert.True(Last("support") > default(DateTime) && Last("support") <= Last("grant") && Last("return") <= Last("support"), $"{what}: {string.Join(' ', kinds)}");
    }
}
