using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Awards;

/// <summary>An award as its parties see it.</summary>
/// <param name="Version">Of the set it was made in.</param>
/// <param name="Whole">The chain's or the supplier's own view; for a member of a union, lines and parts are its own alone.</param>
/// <param name="Mine">The asking supplier may answer it.</param>
public sealed record AwardView(Guid Id, Guid DemandId, int Version, Guid SupplierId, string Supplier, string SupplierEn, Guid BidId, string Product, string Grade, AwardState State, DateTime At, DateTime AnswerUntil, DateTime? AnsweredAt, string Reason, Guid? ContractId,
    bool Whole, bool Mine, IReadOnlyList<AwardLineView> Lines)
{
    public long Grams => Lines.Sum(x => x.Grams);
}

/// <param name="FenPerKg">Without freight.</param>
/// <param name="LandedMicroFen">Price, freight and what keeping costs, millionths of a fen for a gram.</param>
public sealed record AwardLineView(int Position, Guid StoreId, string Store, string StoreEn, DateOnly From, DateOnly To, long Grams, long FenPerKg, long LandedMicroFen, IReadOnlyList<AwardPartView> Parts);

/// <param name="CooperativeId">Whose goods: the supplier itself, or a member of it.</param>
public sealed record AwardPartView(Guid CooperativeId, Guid ProductId, long Grams);

/// <summary>The active set of a demand, for its chain.</summary>
public sealed record AwardSetView(Guid Id, Guid PlanId, int Nth, AwardSetState State, Guid AskedBy, DateTime At, DateTime AnswerUntil);

/// <summary>An approver's refusal of awards, for the chain.</summary>
public sealed record AwardRefusal(DateTime At, string Reason);

/// <summary>All a supplier has accepted of a demand and that is in no contract yet: what one is drafted from.</summary>
/// <param name="Awards">Ids of the awards.</param>
public sealed record AcceptedSupply(Guid ChainId, Guid SupplierId, Guid DemandId, IReadOnlyList<Guid> Awards, IReadOnlyList<AcceptedGoods> Goods);

/// <summary>Goods at one price for one store.</summary>
/// <param name="FenPerKg">Without freight.</param>
/// <param name="Windows">In time order.</param>
/// <param name="Parts">Whose goods over all windows: the supplier's own, or its members'.</param>
public sealed record AcceptedGoods(Guid StoreId, string Product, string Grade, long FenPerKg, IReadOnlyList<WindowFacts> Windows, IReadOnlyList<AwardPartView> Parts);

/// <summary>Awards as their parties see them: the chain all, a supplier its own, a member of a union its part.</summary>
public sealed class AwardReads(OrdersDb db)
{
    /// <summary>Awards of a demand, of the newest set first. Suppliers see none that wait for an approval.</summary>
    public async Task<IReadOnlyList<AwardView>> OfAsync(DemandParty party, Guid demandId, CancellationToken ct) => await ViewsAsync(db.Awards.Where(x => x.DemandId == demandId), party, ct);

    /// <returns>null when there is no such award for this party.</returns>
    public async Task<AwardView?> FindAsync(DemandParty party, Guid awardId, CancellationToken ct) => (await ViewsAsync(db.Awards.Where(x => x.Id == awardId), party, ct)).SingleOrDefault();

    /// <summary>The newest set of a demand.</summary>
    /// <returns>null when these chains have made no awards of it.</returns>
    public Task<AwardSetView?> ActiveAsync(IReadOnlyCollection<Guid> chains, Guid demandId, CancellationToken ct) => db.AwardSets.AsNoTracking().Where(x => x.ActiveDemandId == demandId && chains.Contains(x.ChainId))
        .Select(x => new AwardSetView(x.Id, x.PlanId, x.Nth, x.State, x.AskedBy, x.At, x.AnswerUntil)).SingleOrDefaultAsync(ct);

    /// <summary>The newest request for awards of a plan that an approver refused.</summary>
    /// <returns>null when none was.</returns>
    public Task<AwardRefusal?> RefusedAsync(IReadOnlyCollection<Guid> chains, Guid planId, CancellationToken ct) => db.AwardSets.AsNoTracking().Where(x => x.PlanId == planId && chains.Contains(x.ChainId) && x.State == AwardSetState.Refused)
        .OrderByDescending(x => x.Nth).Select(x => new AwardRefusal(x.RefusedAt!.Value, x.RefusalReason)).FirstOrDefaultAsync(ct);

    /// <summary>Everything a supplier has accepted of a demand of these chains and that is in no contract: of all its sets.</summary>
    /// <returns>null when there is nothing of the kind.</returns>
    public async Task<AcceptedSupply?> AcceptedAsync(IReadOnlyCollection<Guid> chains, Guid demandId, Guid supplierId, CancellationToken ct)
    {
        var chain = await db.Demands.Where(x => x.Id == demandId && chains.Contains(x.ChainId)).Select(x => (Guid?)x.ChainId).SingleOrDefaultAsync(ct);
        var awards = chain is null ? [] : await ViewsAsync(db.Awards.Where(x => x.DemandId == demandId && x.SupplierId == supplierId && x.State == AwardState.Accepted && x.ContractId == null), new(chains, []), ct);
        return awards.Count == 0 ? null : new(chain!.Value, supplierId, demandId, awards.ConvertAll(x => x.Id), Goods(awards));
    }

    /// <summary>Prices that were accepted, fen a kilogram, of the awards a contract was drafted from: whoever agrees to it sees where its text says otherwise.</summary>
    /// <param name="chainId">The contract's.</param>
    /// <param name="headId">Of all versions of the contract.</param>
    public async Task<ILookup<(Guid StoreId, string Product, string Grade), long>> PricesAsync(Guid chainId, Guid headId, CancellationToken ct) =>
        Goods(await ViewsAsync(db.Awards.Where(x => x.ContractId == headId), new([chainId], []), ct)).ToLookup(x => (x.StoreId, x.Product, x.Grade), x => x.FenPerKg);

    private static IReadOnlyList<AcceptedGoods> Goods(IEnumerable<AwardView> awards) => [.. awards.SelectMany(x => x.Lines, (award, line) => (award.Product, award.Grade, Line: line))
        .GroupBy(x => (x.Line.StoreId, x.Product, x.Grade, x.Line.FenPerKg)).OrderBy(x => x.Key.Product, StringComparer.Ordinal).ThenBy(x => x.Key.Grade, StringComparer.Ordinal).ThenBy(x => x.Key.StoreId).ThenBy(x => x.Key.FenPerKg)
        .Select(x => new AcceptedGoods(x.Key.StoreId, x.Key.Product, x.Key.Grade, x.Key.FenPerKg,
            [.. x.GroupBy(y => (y.Line.From, y.Line.To)).OrderBy(y => y.Key).Select(y => new WindowFacts(y.Key.From, y.Key.To, y.Sum(z => z.Line.Grams)))],
            [.. x.SelectMany(y => y.Line.Parts).GroupBy(y => (y.CooperativeId, y.ProductId)).OrderBy(y => y.Key).Select(y => new AwardPartView(y.Key.CooperativeId, y.Key.ProductId, y.Sum(z => z.Grams)))]))];

    private async Task<List<AwardView>> ViewsAsync(IQueryable<Award> awards, DemandParty party, CancellationToken ct)
    {
        // Which ones is asked once: a state that changes between two statements would take an award's lines away.
        var ids = await awards.Where(x => party.Chains.Contains(x.ChainId) || x.State != AwardState.Proposed && x.State != AwardState.Replaced
            && (party.Cooperatives.Contains(x.SupplierId) || x.Lines.Any(y => y.Parts.Any(z => party.Cooperatives.Contains(z.CooperativeId))))).Select(x => x.Id).ToListAsync(ct);
        var rows = await db.Awards.AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Parts).AsSplitQuery().Where(x => ids.Contains(x.Id)).ToListAsync(ct);
        var (sets, demands) = (rows.Select(x => x.SetId).Distinct().ToList(), rows.Select(x => x.DemandId).Distinct().ToList());
        var versions = await db.AwardSets.Where(x => sets.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Nth, ct);
        var lines = (await db.Demands.AsNoTracking().Where(x => demands.Contains(x.Id)).SelectMany(x => x.Lines).ToListAsync(ct)).ToDictionary(x => (x.DemandId, x.Position));
        return [.. rows.OrderByDescending(x => versions[x.SetId]).ThenBy(x => x.Supplier, StringComparer.Ordinal).ThenBy(x => x.Id).Select(x => View(x, party, versions[x.SetId], lines))];
    }

    private static AwardView View(Award x, DemandParty party, int version, Dictionary<(Guid, int), DemandLine> lines)
    {
        var mine = party.Cooperatives.Contains(x.SupplierId);
        var whole = mine || party.Chains.Contains(x.ChainId);
        var shown = x.Lines.OrderBy(y => y.Position).ThenBy(y => y.From).Select(y => (Line: y, Parts: y.Parts.Where(z => whole || party.Cooperatives.Contains(z.CooperativeId)).OrderBy(z => z.CooperativeId).ToList())).Where(y => y.Parts.Count > 0);
        return new(x.Id, x.DemandId, version, x.SupplierId, x.Supplier, x.SupplierEn, x.BidId, x.Product, x.Grade, x.State, x.At, x.AnswerUntil, x.AnsweredAt, x.Reason, whole ? x.ContractId : null, whole, mine,
            [.. shown.Select(y => new AwardLineView(y.Line.Position, lines[(x.DemandId, y.Line.Position)].StoreId, lines[(x.DemandId, y.Line.Position)].Store, lines[(x.DemandId, y.Line.Position)].StoreEn, y.Line.From, y.Line.To,
                whole ? y.Line.Grams : y.Parts.Sum(z => z.Grams), y.Line.FenPerKg, y.Line.LandedMicroFen, y.Parts.ConvertAll(z => new AwardPartView(z.CooperativeId, z.ProductId, z.Grams))))]);
    }
}
