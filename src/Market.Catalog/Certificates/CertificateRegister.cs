using System.Runtime.CompilerServices;
using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Certificates;

/// <summary>A certificate as it is shown.</summary>
/// <param name="Status">submitted, refused, valid or expired, as of today.</param>
public sealed record CertificateView(Guid Id, string Kind, string Number, Guid CooperativeId, string Cooperative, string CooperativeEn, string Issuer, DateOnly IssuedOn, DateOnly ValidUntil, long QuantityGrams, string File,
    string Status, string Reason, DateTime? CheckedAt, DateOnly? RecheckOn, IReadOnlyList<ScopeView> Products, string Level);

/// <summary>Reads certificates.</summary>
public sealed class CertificateRegister(CatalogDb db, TimeProvider clock, RegisterTotals totals)
{
    private DateOnly Today => DistrictClock.Date(clock.GetUtcNow().UtcDateTime);

    /// <summary>The public register: what was verified, valid today or not; the newest first.</summary>
    /// <param name="words">The beginning of a number, or part of a cooperative's name in either language, or empty.</param>
    public async Task<(IReadOnlyList<CertificateView> Items, int Total)> ListAsync(string words, string? kind, Guid? cooperative, int page, int pageSize, CancellationToken ct)
    {
        var (ids, total) = await new CertificateSearch(db, totals, Today).FindAsync(words, kind, cooperative, (page, pageSize), ct);
        return ([.. (await ReadAsync(db.Certificates.Where(x => ids.Contains(x.Id)), ct)).OrderBy(x => ids.IndexOf(x.Id))], total);
    }

    /// <summary>The whole public register, a few hundred at a time.</summary>
    public async IAsyncEnumerable<CertificateView> StreamAsync([EnumeratorCancellation] CancellationToken ct)
    {
        const int size = 500;
        for (var last = Guid.Empty; ;)
        {
            var after = last;
            var items = await ReadAsync(db.Certificates.Where(x => x.State == CertificateState.Verified && x.Id.CompareTo(after) > 0).OrderBy(x => x.Id).Take(size), ct);
            foreach (var view in items) yield return view;
            if (items.Count < size) yield break;
            last = items[^1].Id;
        }
    }

    /// <summary>Everything these cooperatives sent, the newest first.</summary>
    public async Task<IReadOnlyList<CertificateView>> OfCooperativesAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) =>
        await ReadAsync(db.Certificates.Where(x => cooperatives.Contains(x.CooperativeId)).OrderByDescending(x => x.IssuedOn).ThenBy(x => x.Id).Take(200), ct);

    /// <summary>What waits for the brand office: sent and not yet compared, and what is due to be compared again.</summary>
    public async Task<IReadOnlyList<CertificateView>> WaitingAsync(CancellationToken ct)
    {
        var today = Today;
        // Two questions, each with an index of its own.
        var sent = await ReadAsync(db.Certificates.Where(x => x.CheckedAt == null && x.State == CertificateState.Submitted).OrderBy(x => x.Id).Take(100), ct);
        var due = await ReadAsync(db.Certificates.Where(x => x.RecheckOn <= today && x.State == CertificateState.Verified && x.ValidUntil >= today).OrderBy(x => x.Id).Take(100), ct);
        return [.. sent.Concat(due).OrderBy(x => x.Id).Take(100)];
    }

    /// <returns>null when there is none.</returns>
    public async Task<CertificateView?> FindAsync(Guid id, CancellationToken ct) => (await ReadAsync(db.Certificates.Where(x => x.Id == id), ct)).FirstOrDefault();

    private async Task<List<CertificateView>> ReadAsync(IQueryable<Certificate> which, CancellationToken ct)
    {
        var today = Today;
        var found = await which.AsNoTracking().Include(x => x.Products).ToListAsync(ct);
        var names = await Names.OfAsync(db, found.SelectMany(x => x.Products, (_, x) => x.ProductId), found.Select(x => x.CooperativeId), ct);
        return found.ConvertAll(x => new CertificateView(x.Id, x.Kind, x.Number, x.CooperativeId, names.Cooperative(x.CooperativeId).Name, names.Cooperative(x.CooperativeId).NameEn, x.Issuer, x.IssuedOn, x.ValidUntil, x.QuantityGrams, x.File,
            x.State == CertificateState.Verified ? x.ValidUntil < today ? "expired" : "valid" : x.State == CertificateState.Submitted ? "submitted" : "refused", x.Reason, x.CheckedAt, x.RecheckOn,
            names.Scope(x.Products.Select(y => (y.ProductId, false))), x.Level));
    }
}
