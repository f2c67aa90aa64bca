using System.Runtime.CompilerServices;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.Products;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>Which licences the public register lists.</summary>
/// <param name="Words">The beginning of a number, or part of a sub-brand or a cooperative's name in either language; empty for all.</param>
/// <param name="Status">active, suspended, expired or revoked; null for all.</param>
public sealed record LicenceQuery(string Words = "", string? Status = null, Guid? CooperativeId = null);

/// <summary>Reads licences and applications.</summary>
public sealed class LicenceRegister(CatalogDb db, TimeProvider clock, RegisterTotals totals)
{
    private DateOnly Today => DistrictClock.Date(clock.GetUtcNow().UtcDateTime);

    /// <summary>The public register: newest first, but of what expired, what ended last.</summary>
    public async Task<(IReadOnlyList<LicenceView> Items, int Total)> ListAsync(LicenceQuery query, int page, int pageSize, CancellationToken ct)
    {
        var (ids, total) = await new LicenceSearch(db, totals, Today).FindAsync(query, page, pageSize, ct);
        var found = await ViewsAsync(db.Licences.Where(x => ids.Contains(x.Id)), ct);
        return ([.. ids.Where(found.ContainsKey).Select(x => found[x])], total);
    }

    /// <summary>The whole public register, the oldest first, a few hundred at a time.</summary>
    public async IAsyncEnumerable<LicenceView> StreamAsync([EnumeratorCancellation] CancellationToken ct)
    {
        const int size = 500;
        for (var last = ""; ;)
        {
            var after = last;
            var found = await ViewsAsync(db.Licences.Where(x => string.Compare(x.Number, after) > 0).OrderBy(x => x.Number).Take(size), ct);
            foreach (var view in found.Values.OrderBy(x => x.Number, StringComparer.Ordinal))
            {
                yield return view;
                last = view.Number;
            }
            if (found.Count < size) yield break;
        }
    }

    /// <returns>null when no licence has this number.</returns>
    public async Task<LicenceView?> FindAsync(string number, CancellationToken ct) => (await ViewsAsync(db.Licences.Where(x => x.Number == number), ct)).Values.SingleOrDefault();

    /// <summary>Applications of these cooperatives, newest first.</summary>
    public Task<IReadOnlyList<ApplicationView>> OfCooperativesAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) =>
        ReadAsync(db.LicenceApplications.Where(x => cooperatives.Contains(x.CooperativeId)).OrderByDescending(x => x.SubmittedAt).ThenBy(x => x.Id).Take(100), ct);

    /// <summary>Applications that wait for these towns, oldest first.</summary>
    public Task<IReadOnlyList<ApplicationView>> WaitingForTownsAsync(IReadOnlyCollection<Guid> towns, CancellationToken ct) =>
        ReadAsync(WithTowns(towns).OrderBy(x => x.SubmittedAt).ThenBy(x => x.Id).Take(100), ct);

    /// <returns>null when no such application waits for these towns.</returns>
    public async Task<ApplicationView?> WaitingForTownsAsync(Guid id, IReadOnlyCollection<Guid> towns, CancellationToken ct) => (await ReadAsync(WithTowns(towns).Where(x => x.Id == id), ct)).FirstOrDefault();

    /// <summary>Applications that wait for the brand office, oldest first.</summary>
    public Task<IReadOnlyList<ApplicationView>> WaitingForOfficeAsync(CancellationToken ct) =>
        ReadAsync(db.LicenceApplications.Where(x => x.State == ApplicationState.Supported).OrderBy(x => x.SubmittedAt).ThenBy(x => x.Id).Take(100), ct);

    /// <summary>One application, whoever may see it decides the caller.</summary>
    public async Task<ApplicationView?> ApplicationAsync(Guid id, CancellationToken ct) => (await ReadAsync(db.LicenceApplications.Where(x => x.Id == id), ct)).FirstOrDefault();

    /// <summary>Products of these cooperatives that are not retired, the first 200 by name.</summary>
    public Task<List<ScopeView>> ProductsAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) =>
        NamedAsync(db.Products.Where(x => cooperatives.Contains(x.CooperativeId) && x.State != ListingState.Retired), ct);

    /// <summary>Those of them that an application can name: without a licence that still runs.</summary>
    /// <param name="renews">Number of the licence that is to be renewed: its products can be named too.</param>
    public Task<List<ScopeView>> ChoicesAsync(IReadOnlyCollection<Guid> cooperatives, string? renews, CancellationToken ct)
    {
        var today = Today;
        return NamedAsync(db.Products.Where(x => cooperatives.Contains(x.CooperativeId) && x.State != ListingState.Retired
            && !db.Licences.Any(y => y.State != LicenceState.Revoked && y.State != LicenceState.Withdrawn && y.Number != renews && y.ValidUntil >= today && y.Products.Any(z => z.ProductId == x.Id && z.RemovedAt == null))), ct);
    }

    private IQueryable<LicenceApplication> WithTowns(IReadOnlyCollection<Guid> towns) =>
        db.LicenceApplications.Where(x => x.State == ApplicationState.Submitted && db.Cooperatives.Any(y => y.Id == x.CooperativeId && towns.Contains(y.TownId)));

    private static Task<List<ScopeView>> NamedAsync(IQueryable<Product> products, CancellationToken ct) =>
        products.OrderBy(x => x.Name).ThenBy(x => x.Id).Take(LicenceApplication.MostProducts).Select(x => new ScopeView(x.Id, x.Name, x.NameEn, false)).ToListAsync(ct);

    /// <summary>In three questions however many they are.</summary>
    private async Task<Dictionary<Guid, LicenceView>> ViewsAsync(IQueryable<Licence> which, CancellationToken ct)
    {
        var today = Today;
        var found = await which.AsNoTracking().Join(db.Cooperatives, x => x.CooperativeId, x => x.Id, (licence, holder) => new { licence, holder.Name, holder.NameEn }).ToListAsync(ct);
        var ids = found.ConvertAll(x => x.licence.Id);
        var products = await db.Set<LicenceProduct>().AsNoTracking().Where(x => ids.Contains(x.LicenceId))
            .Join(db.Products, x => x.ProductId, x => x.Id, (of, product) => new { of.LicenceId, Suspended = of.SuspendedAt != null, Removed = of.RemovedAt != null, product.Id, product.Name, product.NameEn }).ToListAsync(ct);
        var (scopes, events) = (products.OrderBy(x => x.Name, StringComparer.Ordinal).ToLookup(x => x.LicenceId), (await db.Set<LicenceEvent>().AsNoTracking().Where(x => ids.Contains(x.LicenceId)).ToListAsync(ct)).ToLookup(x => x.LicenceId));
        return found.ToDictionary(x => x.licence.Id, x => new LicenceView(x.licence.Number, x.licence.CooperativeId, x.Name, x.NameEn, x.licence.SubBrand, x.licence.ValidFrom, x.licence.ValidUntil, x.licence.Conditions, Status(x.licence, today),
            [.. scopes[x.licence.Id].Where(y => !y.Removed).Select(y => new ScopeView(y.Id, y.Name, y.NameEn, y.Suspended))], [.. events[x.licence.Id].OrderBy(y => y.At).ThenBy(y => y.Id).Select(y => new StepView(y.Kind, y.At, "", y.Reason, y.ProductId))],
            new(x.licence.QuotaLabels, x.licence.IssuedLabels, x.licence.QuotaGrams, x.licence.IssuedGrams, x.licence.UsedPercent), [.. scopes[x.licence.Id].Where(y => y.Removed).Select(y => new ScopeView(y.Id, y.Name, y.NameEn, false))]));
    }

    private static string Status(Licence licence, DateOnly today) =>
        licence.State == LicenceState.Revoked ? "revoked" : licence.State == LicenceState.Withdrawn ? "withdrawn" : licence.ValidUntil < today ? "expired" : licence.State == LicenceState.Suspended ? "suspended"
        : licence.ValidFrom > today ? "coming" : licence.Provisional ? "provisional" : "active";

    /// <summary>What the rules in force today ask an applicant for.</summary>
    public async Task<AskedView> AskedAsync(CancellationToken ct) => Asked(await MarkScheme.RulesAsync(db, MarkScheme.SharedLogo, Today, ct));

    private static AskedView Asked(MarkRules rules) => new(rules.Documents, rules.DocumentsEn, MarkRules.Lines(rules.Sheets), MarkRules.Lines(rules.SheetsEn));

    private async Task<IReadOnlyList<ApplicationView>> ReadAsync(IQueryable<LicenceApplication> which, CancellationToken ct)
    {
        var found = await which.AsNoTracking().Include(x => x.Products).Include(x => x.Steps).AsSplitQuery().ToListAsync(ct);
        var names = await Names.OfAsync(db, found.SelectMany(x => x.Products, (_, x) => x.ProductId), found.Select(x => x.CooperativeId), ct);
        var (ids, people) = (found.ConvertAll(x => x.Id), found.SelectMany(x => x.Steps, (_, x) => x.PersonId).Distinct().ToList());
        var renewed = found.ConvertAll(x => x.Renews);
        var ends = await db.Licences.Where(x => renewed.Contains(x.Number)).ToDictionaryAsync(x => x.Number, x => x.ValidUntil, ct);
        var numbers = await db.Licences.Where(x => ids.Contains(x.ApplicationId)).ToDictionaryAsync(x => x.ApplicationId, x => x.Number, ct);
        var asked = (await db.MarkRules.AsNoTracking().Where(x => x.Kind == MarkScheme.SharedLogo).ToListAsync(ct)).ToDictionary(x => x.Version, Asked);
        var persons = await db.Users.Where(x => people.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.DisplayName, ct);
        return found.ConvertAll(x => new ApplicationView(x.Id, x.CooperativeId, names.Cooperative(x.CooperativeId).Name, names.Cooperative(x.CooperativeId).NameEn, x.State, x.SubBrand, new(x.WellRun, x.Quality, x.Repute),
            x.MeetingNumber, x.MeetingOn, x.SubmittedAt, names.Scope(x.Products.Select(y => (y.ProductId, false))),
            [.. x.Steps.OrderBy(y => y.At).ThenBy(y => y.Id).Select(y => new StepView(y.Kind, y.At, persons.GetValueOrDefault(y.PersonId, ""), y.Reason))], numbers.GetValueOrDefault(x.Id), x.Renews, ends.TryGetValue(x.Renews, out var end) ? end : null, asked[x.RuleVersion]));
    }
}
