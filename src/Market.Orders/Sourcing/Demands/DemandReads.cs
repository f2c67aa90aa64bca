using Market.Kernel;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Demands;

/// <summary>A demand in a list.</summary>
/// <param name="Grams">Of all lines and windows.</param>
/// <param name="Bids">Bids that stand; of the asking cooperatives only, unless the chain itself asks.</param>
public sealed record DemandCard(Guid Id, string Number, string Title, string Chain, string ChainEn, DateTime BidsUntil, DemandState State, int Lines, long Grams, int Bids);

/// <summary>A demand as its chain, or a cooperative that may bid, sees it.</summary>
public sealed record DemandView(Guid Id, string Number, Guid ChainId, string Chain, string ChainEn, string Title, DateTime At, DateTime BidsUntil, DemandState State, bool InvitedOnly, DemandRules Rules,
    IReadOnlyList<DemandLineView> Lines, IReadOnlyList<BidView> Bids)
{
    /// <summary>Awards are offered only after an approver of the chain has agreed.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Until when bids were to be taken, when the buyer closed them before; else null.</summary>
    public DateTime? PlannedUntil { get; init; }

    /// <summary>Cooperatives and unions it is for, when it is not for all; for its chain only.</summary>
    public IReadOnlyList<Guid> Invited { get; init; } = [];

    /// <summary>The same demand some weeks later.</summary>
    /// <param name="weeks">At least 1.</param>
    public DemandFacts Again(int weeks, DateTime bidsUntil) => new(Title, bidsUntil, [.. Lines.Select(x => new DemandLineFacts(x.Product, x.Grade, x.Certificates, x.SharedLogo, x.StoreId, x.CeilingFenPerKg, x.MinLotGrams, x.MaxSuppliers,
        x.MaxSharePerMille, x.RadiusMetres, [.. x.Windows.Select(y => new WindowFacts(y.From.AddDays(7 * weeks), y.To.AddDays(7 * weeks), y.Grams))]))], Rules, Invited)
    { NeedsApproval = NeedsApproval };
}

public sealed record DemandLineView(int Position, string Product, string Grade, IReadOnlyList<string> Certificates, bool SharedLogo, Guid StoreId, string Store, string StoreEn, long CeilingFenPerKg, long MinLotGrams,
    int MaxSuppliers, int? MaxSharePerMille, long? RadiusMetres, IReadOnlyList<WindowFacts> Windows);

/// <param name="CooperativeId">The cooperative or union.</param>
/// <param name="ProductId">Null for a union.</param>
/// <param name="Nth">Version; only the newest of a cooperative for a product counts.</param>
/// <param name="Harvests">Of a joint bid, the sum of its parts; for a member its own part.</param>
public sealed record BidView(Guid Id, Guid CooperativeId, string Cooperative, string CooperativeEn, Guid? ProductId, string Goods, string GoodsEn, string Product, string Grade, int Nth, DateTime At, DateOnly? ValidUntil, DateTime? WithdrawnAt,
    long MinLotGrams, IReadOnlyList<BidPrice> Tiers, IReadOnlyList<BidSupply> Harvests)
{
    /// <summary>Parts of a joint bid: all for the union, its own for a member, none for anybody else.</summary>
    public IReadOnlyList<BidShareView> Shares { get; init; } = [];

    /// <summary>Members with a part; 0 for a cooperative's bid.</summary>
    public int Members { get; init; }

    /// <summary>Those of them that have agreed; fewer than 3, and the bid does not count.</summary>
    public int Consented { get; init; }

    /// <summary>Whether enough members have agreed; always for a cooperative.</summary>
    public bool Counts => Members == 0 || Consented >= JointBids.FewestMembers;
}

/// <summary>A member's part of a joint bid.</summary>
public sealed record BidShareView(Guid CooperativeId, string Cooperative, string CooperativeEn, Guid ProductId, string Goods, string GoodsEn, DateTime? ConsentedAt, IReadOnlyList<BidSupply> Harvests);

/// <summary>Who looks at demands.</summary>
/// <param name="Chains">Sees everything of their demands.</param>
/// <param name="Cooperatives">Sees open demands that are for all or that invite them, their own bids, and their parts of joint ones.</param>
public sealed record DemandParty(IReadOnlyCollection<Guid> Chains, IReadOnlyCollection<Guid> Cooperatives);

/// <summary>Demands and bids as their parties see them: never another cooperative's bid.</summary>
public sealed class DemandReads(OrdersDb db)
{
    /// <summary>Demands that cooperatives may see.</summary>
    internal static IQueryable<Demand> Visible(OrdersDb db, IReadOnlyCollection<Guid> cooperatives) =>
        db.Demands.Where(x => !x.InvitedOnly && cooperatives.Count > 0 || x.Invited.Any(y => cooperatives.Contains(y.CooperativeId)));

    /// <summary>The newest bid of each cooperative for each product and grade, withdrawn ones too.</summary>
    internal static IQueryable<Bid> Standing(OrdersDb db, Guid demandId) => db.Bids
        .Where(x => x.DemandId == demandId && !db.Bids.Any(y => y.DemandId == x.DemandId && y.CooperativeId == x.CooperativeId && y.Product == x.Product && y.Grade == x.Grade && y.Nth > x.Nth));

    /// <summary>Locks an open demand until the transaction ends: it cannot be withdrawn meanwhile, nor be awarded twice at once.</summary>
    /// <exception cref="RuleException"><c>demand.not_open</c></exception>
    internal static async Task HoldAsync(OrdersDb db, Guid demandId, CancellationToken ct)
    {
        if (await db.Demands.Where(x => x.Id == demandId && x.State == DemandState.Open).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version + 1), ct) == 0)
            throw new RuleException("demand.not_open", "This demand was withdrawn.");
    }

    /// <summary>Locks a demand that takes bids until the transaction ends: nobody closes them meanwhile.</summary>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>bid.late</c></exception>
    internal static async Task HoldForBidsAsync(OrdersDb db, Guid demandId, DateTime now, CancellationToken ct)
    {
        await HoldAsync(db, demandId, ct);
        (await db.Demands.AsNoTracking().SingleAsync(x => x.Id == demandId, ct)).MustTakeBids(now);
    }

    public async Task<(IReadOnlyList<DemandCard> Items, int Total)> ListAsync(DemandParty party, int page, int size, CancellationToken ct)
    {
        var own = Of(party);
        var rows = await own.AsNoTracking().OrderByDescending(x => x.At).ThenBy(x => x.Id).Skip((page - 1) * size).Take(size)
            .Select(x => new { x.Id, x.Number, x.Title, x.ChainId, x.Chain, x.ChainEn, BidsUntil = x.BidsClosedAt ?? x.BidsUntil, x.State, Lines = x.Lines.Count, Grams = x.Lines.SelectMany(y => y.Windows).Sum(y => y.Grams) }).ToListAsync(ct);
        var (ids, whole) = (rows.ConvertAll(x => x.Id), rows.Where(x => party.Chains.Contains(x.ChainId)).Select(x => x.Id).ToHashSet());
        var bids = await db.Bids.Where(x => ids.Contains(x.DemandId)).Select(x => new { x.DemandId, x.CooperativeId, x.Product, x.Grade, x.Nth, x.WithdrawnAt }).ToListAsync(ct);
        var standing = bids.GroupBy(x => (x.DemandId, x.CooperativeId, x.Product, x.Grade)).Select(x => x.MaxBy(y => y.Nth)!).Where(x => x.WithdrawnAt is null);
        var counts = standing.Where(x => whole.Contains(x.DemandId) || party.Cooperatives.Contains(x.CooperativeId)).CountBy(x => x.DemandId).ToDictionary();
        var items = rows.ConvertAll(x => new DemandCard(x.Id, x.Number, x.Title, x.Chain, x.ChainEn, x.BidsUntil, x.State, x.Lines, x.Grams, counts.GetValueOrDefault(x.Id)));
        return (items, await own.CountAsync(ct));
    }

    /// <returns>null when there is no such demand for this party.</returns>
    public async Task<DemandView?> FindAsync(DemandParty party, Guid id, CancellationToken ct)
    {
        if (await Of(party).AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Windows).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == id, ct) is not { } demand) return null;
        var all = party.Chains.Contains(demand.ChainId);
        var bids = await db.Bids.AsNoTracking().Include(x => x.Tiers).Include(x => x.Harvests).Include(x => x.Shares).ThenInclude(x => x.Harvests).AsSplitQuery()
            .Where(x => x.DemandId == id && (all || party.Cooperatives.Contains(x.CooperativeId) || x.Shares.Any(y => party.Cooperatives.Contains(y.CooperativeId)))).OrderBy(x => x.At).ThenBy(x => x.Id).ToListAsync(ct);
        return new(demand.Id, demand.Number, demand.ChainId, demand.Chain, demand.ChainEn, demand.Title, demand.At, demand.BidsEnd, demand.State, demand.InvitedOnly,
            new() { ShortagePerMille = demand.ShortagePerMille, BudgetFen = demand.BudgetFen, SmallSharePerMille = demand.SmallSharePerMille, FairnessPerMille = demand.FairnessPerMille },
            [.. demand.Lines.OrderBy(x => x.Position).Select(View)], bids.ConvertAll(x => View(x, party, all)))
        { NeedsApproval = demand.NeedsApproval, PlannedUntil = demand.BidsClosedAt is null ? null : demand.BidsUntil, Invited = all ? await db.Set<DemandInvitation>().Where(x => x.DemandId == id).Select(x => x.CooperativeId).ToListAsync(ct) : [] };
    }

    private IQueryable<Demand> Of(DemandParty party) => db.Demands.Where(x => party.Chains.Contains(x.ChainId)
        || db.Bids.Any(y => y.DemandId == x.Id && (party.Cooperatives.Contains(y.CooperativeId) || y.Shares.Any(z => party.Cooperatives.Contains(z.CooperativeId))))
        || x.State == DemandState.Open && (!x.InvitedOnly && party.Cooperatives.Count > 0 || x.Invited.Any(y => party.Cooperatives.Contains(y.CooperativeId))));

    private static DemandLineView View(DemandLine x) => new(x.Position, x.Product, x.Grade, x.Certificates.Split(' ', StringSplitOptions.RemoveEmptyEntries), x.SharedLogo, x.StoreId, x.Store, x.StoreEn,
        x.CeilingFenPerKg, x.MinLotGrams, x.MaxSuppliers, x.MaxSharePerMille, x.RadiusMetres, [.. x.Windows.OrderBy(y => y.From).Select(y => new WindowFacts(y.From, y.To, y.Grams))]);

    private static BidView View(Bid x, DemandParty party, bool chain)
    {
        var whole = party.Cooperatives.Contains(x.CooperativeId);
        var shares = x.Shares.Where(y => whole || party.Cooperatives.Contains(y.CooperativeId)).OrderBy(y => y.Cooperative, StringComparer.Ordinal).ToList();
        var harvests = x.Harvests.Select(y => new BidSupply(y.From, y.KeepsUntil, y.Grams)).Concat((chain || whole ? x.Shares : shares).SelectMany(y => y.Harvests)
            .GroupBy(y => (y.From, y.KeepsUntil)).Select(y => new BidSupply(y.Key.From, y.Key.KeepsUntil, y.Sum(z => z.Grams)))).OrderBy(y => y.From).ThenBy(y => y.KeepsUntil);
        return new(x.Id, x.CooperativeId, x.Cooperative, x.CooperativeEn, x.ProductId, x.Goods, x.GoodsEn, x.Product, x.Grade, x.Nth, x.At, x.ValidUntil, x.WithdrawnAt, x.MinLotGrams,
            [.. x.Tiers.OrderBy(y => y.FromGrams).Select(y => new BidPrice(y.FromGrams, y.FenPerKg))], [.. harvests])
        {
            Shares = shares.ConvertAll(y => new BidShareView(y.CooperativeId, y.Cooperative, y.CooperativeEn, y.ProductId, y.Goods, y.GoodsEn, y.ConsentedAt,
                [.. y.Harvests.OrderBy(z => z.From).Select(z => new BidSupply(z.From, z.KeepsUntil, z.Grams))])),
            Members = x.Shares.Count,
            Consented = x.Shares.Count(y => y.ConsentedAt is not null),
        };
    }
}
