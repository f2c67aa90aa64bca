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
        var found = await db.Licences.AsNoTracking().Where(x => ids.Contains(x.Id)).Include(x => x.Products).Include(x => x.Events).AsSplitQuery().ToListAsync(ct);
        return (await ViewsAsync([.. found.OrderBy(x => ids.IndexOf(x.Id))], ct), total);
    }

    /// <summary>The whole public register, the oldest first, a few hundred at a time.</summary>
    public async IAsyncEnumerable<LicenceView> StreamAsync([EnumeratorCancellation] CancellationToken ct)
    {
        const int size = 500;
        for (var last = ""; ;)
        {
            var after = last;
            var found = await db.Licences.AsNoTracking().Where(x => string.Compare(x.Number, after) > 0).OrderBy(x => x.Number).Take(size).Include(x => x.Products).Include(x => x.Events).AsSplitQuery().ToListAsync(ct);
            foreach (var view in await ViewsAsync(found, ct)) yield return view;
            if (found.Count < size) yield break;
            last = found[^1].Number;
        }
    }

    /// <returns>null when no licence has this number.</returns>
    public async Task<LicenceView?> FindAsync(string number, CancellationToken ct)
    {
        var licence = await db.Licences.AsNoTracking().Where(x => x.Number == number).Include(x => x.Products).Include(x => x.Events).AsSplitQuery().SingleOrDefaultAsync(ct);
        return licence is null ? null : (await ViewsAsync([licence], ct))[0];
    }

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

    private async Task<IReadOnlyList<LicenceView>> ViewsAsync(List<Licence> licences, CancellationToken ct)
    {
        var (today, names) = (Today, await Names.OfAsync(db, licences.SelectMany(x => x.Products, (_, x) => x.ProductId), licences.Select(x => x.CooperativeId), ct));
        return licences.ConvertAll(x => new LicenceView(x.Number, x.CooperativeId, names.Cooperative(x.CooperativeId).Name, names.Cooperative(x.CooperativeId).NameEn, x.SubBrand, x.ValidFrom, x.ValidUntil, x.Conditions, Status(x, today),
            names.Scope(x.Products.Where(y => y.RemovedAt is null).Select(y => (y.ProductId, y.SuspendedAt is not null))), [.. x.Events.OrderBy(y => y.At).ThenBy(y => y.Id).Select(y => new StepView(y.Kind, y.At, "", y.Reason, y.ProductId))],
            new(x.QuotaLabels, x.IssuedLabels, x.QuotaGrams, x.IssuedGrams, x.UsedPercent), names.Scope(x.Products.Where(y => y.RemovedAt is not null).Select(y => (y.ProductId, false)))));
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
