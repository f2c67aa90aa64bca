using Market.Catalog.Certificates;
using Market.Catalog.Cooperatives;
using Market.Catalog.Products;
using Market.Orders.Reviews;
using Market.Web.Shared;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Brand;

/// <summary>Something the shop itself knows about an applicant.</summary>
/// <param name="Sheet">wellRun, quality or repute.</param>
/// <param name="Good">Speaks for the applicant; otherwise somebody should look.</param>
public sealed record Fact(string Sheet, string Text, bool Good);

/// <summary>What the shop knows for the three evidence sheets, as of now: it begins the cooperative's text and stands beside it for those who decide.</summary>
public sealed class ApplicationFacts(Onboarding onboarding, CertificateRegister certificates, ListingReads listings, StandingReads standing, Wording wording)
{
    private const int Months = 12;

    public async Task<IReadOnlyList<Fact>> OfAsync(Guid cooperative, IStringLocalizer<Words> words, DateTime now, CancellationToken ct)
    {
        var facts = new List<Fact>();
        if (await onboarding.CharterAsync(cooperative, [cooperative], ct) is { } charter) facts.Add(new("wellRun", words["fact.charter", words["charter.state." + charter.State].Value], charter.State == "Filed"));
        var counts = await listings.CountsAsync([cooperative], ct);
        facts.Add(new("wellRun", words["fact.listings", counts.GetValueOrDefault(ListingState.OnSale)], counts.GetValueOrDefault(ListingState.OnSale) > 0));
        var valid = (await certificates.OfCooperativesAsync([cooperative], ct)).Where(x => x.Status == "valid").ToList();
        facts.Add(new("quality", valid.Count == 0 ? words["fact.no_certificates"] : words["fact.certificates", string.Join(wording.English ? ", " : "、", valid.Select(x => $"{wording.Badge(x.Kind)} {x.Number}"))], valid.Count > 0));
        var known = await standing.OfAsync(cooperative, now.AddMonths(-Months), ct);
        facts.Add(new("repute", words["fact.orders", Months, known.Completed], known.Completed > 0));
        facts.Add(new("repute", words["fact.claims", Months, known.Claims, known.Late], known.Late == 0));
        return facts;
    }
}
