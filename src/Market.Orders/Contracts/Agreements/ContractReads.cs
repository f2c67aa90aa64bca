using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Agreements;

/// <summary>A version of a contract in a list.</summary>
/// <param name="Since">When it came to where it stands, UTC.</param>
/// <param name="Missing">What its file lacks: review, seal, filing, meeting, papers.</param>
public sealed record ContractCard(Guid Id, string Number, int Nth, string Title, string Chain, string ChainEn, string Supplier, string SupplierEn, DateOnly From, DateOnly To, ContractState State, DateTime Since, long TotalFen, IReadOnlyList<string> Missing);

/// <param name="Text">In the number, the title, a party or a product.</param>
/// <param name="Year">In which it runs.</param>
public sealed record ContractQuery(string? Text = null, int? Year = null, IReadOnlyCollection<ContractState>? States = null);

/// <summary>Contracts as their parties and the towns see them.</summary>
public sealed class ContractReads(OrdersDb db, OrdersSettings settings)
{
    /// <summary>Versions the party may see, the newest first; whatever was superseded is found from the version that took its place.</summary>
    public async Task<PageOf<ContractCard>> ListAsync(ContractParty party, ContractQuery query, int page, int size, CancellationToken ct)
    {
        var found = Of(party).Where(x => x.State != ContractState.Superseded);
        if (query.Text?.Trim() is { Length: > 0 } text)
            found = found.Where(x => x.Number.Contains(text) || x.Title.Contains(text) || x.Chain.Contains(text) || x.Supplier.Contains(text) || x.Lines.Any(y => y.Product.Contains(text)));
        if (query.Year is > 0 and < 9999 and var year)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            found = found.Where(x => x.From <= last && x.To >= first);
        }
        if (query.States is { Count: > 0 } states) found = found.Where(x => states.Contains(x.State));
        var rows = await found.AsNoTracking().OrderByDescending(x => x.At).ThenBy(x => x.Id).Skip((page - 1) * size).Take(size).ToListAsync(ct);
        var ids = rows.ConvertAll(x => x.Id);
        var papers = (await db.ContractPapers.Where(x => ids.Contains(x.ContractId)).GroupBy(x => x.ContractId).Select(x => new { x.Key, Count = x.Count() }).ToListAsync(ct)).ToDictionary(x => x.Key, x => x.Count);
        var parts = await PartsAsync(party, rows, ct);
        return new(rows.ConvertAll(x => Card(x, papers.GetValueOrDefault(x.Id)) with { TotalFen = parts.GetValueOrDefault(x.Id, x.TotalFen) }), await found.CountAsync(ct), page, size);
    }

    /// <summary>What waits for the reviewers of these towns, the longest first.</summary>
    public async Task<IReadOnlyList<ContractCard>> WaitingForTownsAsync(IReadOnlyCollection<Guid> towns, CancellationToken ct) =>
        (await db.Contracts.AsNoTracking().Where(x => towns.Contains(x.TownId) && (x.State == ContractState.Agreed || x.State == ContractState.Sealed)).OrderBy(x => x.Since).ThenBy(x => x.Id).Take(100).ToListAsync(ct)).ConvertAll(x => Card(x, 0));

    /// <returns>null when there is no such version for this party.</returns>
    public async Task<ContractView?> FindAsync(ContractParty party, Guid id, CancellationToken ct)
    {
        if (await Of(party).AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Shares).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == id, ct) is not { } x) return null;
        var (mine, total) = Mine(party, x);
        var figures = await db.ContractFigures.AsNoTracking().Where(y => y.HeadId == x.HeadId).ToDictionaryAsync(y => y.Id, ct);
        var versions = await db.Contracts.AsNoTracking().Where(y => y.HeadId == x.HeadId).OrderBy(y => y.Nth).Select(y => new ContractVersionView(y.Id, y.Nth, y.State, y.Since)).ToListAsync(ct);
        var papers = await db.ContractPapers.AsNoTracking().Where(y => y.ContractId == id).OrderBy(y => y.At).ThenBy(y => y.Id).Select(y => new ContractPaperView(y.Id, y.Title, y.PictureHash, y.At)).ToListAsync(ct);
        var lines = x.Lines.ConvertAll(y => y.FigureId);
        var quoted = await db.Quotations.AsNoTracking().Where(y => lines.Contains(y.FigureId)).OrderByDescending(y => y.Week).ThenBy(y => y.Side).Take(40).Select(y => new QuotationView(y.FigureId, y.Week, y.Side, y.FenPerKg)).ToListAsync(ct);
        var history = await db.Deeds.AsNoTracking().Where(y => y.SubjectId == id).OrderBy(y => y.At).ThenBy(y => y.Id).Select(y => new DeedView(y.At, y.ActorId, y.Role, y.Action, y.SubjectId)).ToListAsync(ct);
        return new(x.Id, x.HeadId, x.Number, x.Nth, x.ChainId, x.Chain, x.ChainEn, x.SupplierId, x.Supplier, x.SupplierEn, x.TownId, x.DemandId, x.BuyerId, x.Title, x.From, x.To, x.Terms, total, x.State, x.Since, x.Round,
            new(x.ChainAgreedAt, x.SupplierAgreedAt, x.MeetingOn is { } on ? new(x.MeetingNumber, on) : null, x.ReviewedAt, x.ReturnReason, x.Handler, x.Chair, x.SealedAt, x.FilingNumber ?? "", x.FiledAt, x.ArchivedAt),
            [.. mine.OrderBy(y => y.Line.Position).Select(y => View(y.Line, y.Shares, figures.GetValueOrDefault(y.Line.FigureId)))], versions, papers, quoted, history, Missing(x, papers.Count))
        { StampDutyFen = x.Terms.StampDuty && settings.Contracts.StampDutyPerMillion > 0 && total == x.TotalFen ? Duty(total) : null };
    }

    /// <summary>A PDF of a contract's file.</summary>
    /// <returns>null when there is none for this party.</returns>
    public async Task<(string Title, byte[] Content)?> PaperAsync(ContractParty party, Guid contractId, Guid paperId, CancellationToken ct)
    {
        if (!await Of(party).AnyAsync(x => x.Id == contractId, ct) || await db.ContractPapers.AsNoTracking().SingleOrDefaultAsync(x => x.Id == paperId && x.ContractId == contractId, ct) is not { } paper) return null;
        return await db.ContractFiles.AsNoTracking().SingleOrDefaultAsync(x => x.PaperId == paperId, ct) is { } file ? (paper.Title, file.Content) : null;
    }

    /// <summary>Rounded once, half up.</summary>
    private long Duty(long totalFen) => (long)(((Int128)totalFen * settings.Contracts.StampDutyPerMillion + 500_000) / 1_000_000);

    /// <summary>What the file of a contract lacks.</summary>
    internal IReadOnlyList<string> Missing(Contract x, int papers)
    {
        var missing = new List<string>();
        if (x.ReviewedAt is null) missing.Add("review");
        if (x.SealedAt is null) missing.Add("seal");
        if (x.FiledAt is null) missing.Add("filing");
        if (settings.Contracts.MeetingFen > 0 && x.TotalFen >= settings.Contracts.MeetingFen && x.MeetingNumber.Length == 0) missing.Add("meeting");
        if (papers == 0) missing.Add("papers");
        return missing;
    }

    /// <summary>The town sees what both parties agreed to, never a draft that it has not had before.</summary>
    private IQueryable<Contract> Of(ContractParty party) => db.Contracts.Where(x => party.Chains.Contains(x.ChainId) || party.Suppliers.Contains(x.SupplierId)
        || x.Lines.Any(y => y.Shares.Any(z => party.Suppliers.Contains(z.CooperativeId))) || party.Towns.Contains(x.TownId) && x.State != ContractState.Draft && x.State != ContractState.Cancelled);

    /// <summary>A member of a union reads the lines it delivers a part of, and its part of them.</summary>
    private static (IReadOnlyList<(ContractLine Line, IReadOnlyList<ContractShare> Shares)> Lines, long TotalFen) Mine(ContractParty party, Contract x)
    {
        if (Whole(party, x)) return ([.. x.Lines.Select(y => (y, (IReadOnlyList<ContractShare>)y.Shares))], x.TotalFen);
        var own = x.Lines.Select(y => (Line: y, Shares: (IReadOnlyList<ContractShare>)y.Shares.FindAll(z => party.Suppliers.Contains(z.CooperativeId)))).Where(y => y.Shares.Count > 0).ToList();
        return (own, own.Sum(y => Price.Of(y.Shares.Sum(z => z.Grams), y.Line.FenPerKg)));
    }

    /// <summary>Of contracts the party reads as a member only: its part of the sum.</summary>
    private async Task<Dictionary<Guid, long>> PartsAsync(ContractParty party, List<Contract> rows, CancellationToken ct)
    {
        var ids = rows.FindAll(x => !Whole(party, x)).ConvertAll(x => x.Id);
        if (ids.Count == 0) return [];
        var whole = await db.Contracts.AsNoTracking().Where(x => ids.Contains(x.Id)).Include(x => x.Lines).ThenInclude(x => x.Shares).AsSplitQuery().ToListAsync(ct);
        return whole.ToDictionary(x => x.Id, x => Mine(party, x).TotalFen);
    }

    private static bool Whole(ContractParty party, Contract x) => party.Chains.Contains(x.ChainId) || party.Suppliers.Contains(x.SupplierId) || party.Towns.Contains(x.TownId);

    private ContractCard Card(Contract x, int papers) => new(x.Id, x.Number, x.Nth, x.Title, x.Chain, x.ChainEn, x.Supplier, x.SupplierEn, x.From, x.To, x.State, x.Since, x.TotalFen, Missing(x, papers));

    private static ContractLineView View(ContractLine x, IReadOnlyList<ContractShare> shares, ContractFigure? figure) => new(x.FigureId, x.Position, x.StoreId, x.Store, x.StoreEn, x.Product, x.Grade, x.FenPerKg, x.Windows,
        [.. shares.OrderBy(y => y.CooperativeId).Select(y => new ContractPart(y.CooperativeId, y.ProductId, y.Grams))], x.Grams, figure?.Called ?? 0, figure?.Delivered ?? 0, figure?.Accepted ?? 0, figure?.Rejected ?? 0);
}
