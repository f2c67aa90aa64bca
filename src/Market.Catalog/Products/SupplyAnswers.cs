using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Products;

/// <summary>Answers what sourcing asks, from the database, as of now.</summary>
internal sealed class SupplyAnswers(CatalogDb db) : ISupplyQuestions
{
    public async Task<IReadOnlyCollection<string>> CertificateKindsAsync(CancellationToken ct) => await db.MarkSchemes.Where(x => x.Kind != MarkScheme.SharedLogo).Select(x => x.Kind).ToListAsync(ct);

    public Task<ChainView?> ChainAsync(Guid chainId, CancellationToken ct) => db.Chains.AsNoTracking().Where(x => x.Id == chainId).Select(x => new ChainView(x.Id, x.Name, x.NameEn)).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyList<StoreView>> StoresAsync(Guid chainId, IReadOnlyCollection<Guid> storeIds, CancellationToken ct) =>
        await db.Stores.AsNoTracking().Where(x => x.ChainId == chainId && storeIds.Contains(x.Id) && x.ClosedOn == null).Select(x => new StoreView(x.Id, x.ChainId, x.Slug, x.Name, x.NameEn, x.TownId)).ToListAsync(ct);

    public async Task<IReadOnlyDictionary<Guid, SupplierView>> SuppliersAsync(IReadOnlyCollection<Guid> supplierIds, CancellationToken ct)
    {
        var attested = await db.Set<AttestedValue>().AsNoTracking().Where(x => supplierIds.Contains(x.CooperativeId) && x.Kind == AttestedValue.MemberHouseholds).ToListAsync(ct);
        var members = attested.GroupBy(x => x.CooperativeId).ToDictionary(x => x.Key, x => (long?)x.MaxBy(y => y.AsOf)!.Value);
        var rows = await db.Cooperatives.AsNoTracking().Where(x => supplierIds.Contains(x.Id)).Select(x => new { x.Id, x.Name, x.NameEn, x.TownId }).ToListAsync(ct);
        var unions = await db.Unions.AsNoTracking().Where(x => supplierIds.Contains(x.Id))
            .Select(x => new { x.Id, x.Name, x.NameEn, x.TownId, Members = x.Members.Where(y => y.LeftOn == null).Select(y => y.CooperativeId).ToList() }).ToListAsync(ct);
        return rows.ConvertAll(x => new SupplierView(x.Id, x.Name, x.NameEn, x.TownId, members.GetValueOrDefault(x.Id)))
            .Concat(unions.Select(x => new SupplierView(x.Id, x.Name, x.NameEn, x.TownId, null) { Members = [.. x.Members.Order()] })).ToDictionary(x => x.Id);
    }

    public async Task<IReadOnlyList<ProofSpan>> ProofsAsync(IReadOnlyCollection<Guid> productIds, CancellationToken ct) =>
        [.. (await Proofs.ReadAsync(db, productIds, ct)).SelectMany(x => x.Where(y => y.From <= y.Until).Select(y => new ProofSpan(x.Key, y.Kind, y.From, y.Until)))];

    public async Task<IReadOnlyList<RoadView>> RoadsAsync(IReadOnlyCollection<Guid> toTownIds, CancellationToken ct) =>
        await db.Roads.AsNoTracking().Where(x => toTownIds.Contains(x.ToTownId)).Select(x => new RoadView(x.FromTownId, x.ToTownId, x.Metres)).ToListAsync(ct);

    public async Task<string?> ChairAsync(Guid supplierId, DateOnly day, CancellationToken ct) =>
        await db.Set<ChairTerm>().AsNoTracking().Where(x => x.CooperativeId == supplierId && x.From <= day && (x.Until == null || x.Until >= day)).OrderByDescending(x => x.From).Select(x => x.Name).FirstOrDefaultAsync(ct)
        ?? await db.Set<UnionChair>().AsNoTracking().Where(x => x.UnionId == supplierId && x.From <= day && (x.Until == null || x.Until >= day)).OrderByDescending(x => x.From).Select(x => x.Name).FirstOrDefaultAsync(ct);
}
