using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Agreements;

/// <summary>What a contract's parties add while it runs: weekly quotations, photos and scans.</summary>
public sealed class QuotationDesk(OrdersDb db, TimeProvider clock)
{
    /// <summary>Most papers of one version.</summary>
    public const int MostPapers = 50;

    private static readonly ContractState[] Over = [ContractState.Cancelled, ContractState.Superseded, ContractState.Archived];

    /// <summary>Records the market quotation of a week; it counts once both parties recorded the same, and a party's value is recorded once.</summary>
    /// <param name="lineId">The line through all versions.</param>
    /// <param name="day">Any day of the week.</param>
    /// <returns>false when the caller's organisations have no such contract or line.</returns>
    /// <exception cref="RuleException"><c>contract.not_filed</c>, <c>contract.no_quotation</c>, <c>contract.price</c>, <c>contract.quoted</c></exception>
    public Task<bool> QuoteAsync(OrganisationAct act, ContractSide side, Guid contractId, Guid lineId, DateOnly day, long fenPerKg, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await FindAsync(act, side, contractId, ct) is not { } any) return false;
        var contract = await db.InForceAsync(any.HeadId, ct);
        if (!contract.Lines.Exists(x => x.FigureId == lineId)) return false;
        if (contract.State != ContractState.Filed) throw new RuleException("contract.not_filed", "Quotations are recorded for filed contracts.");
        if (contract.Terms.Quotation.Length == 0) throw new RuleException("contract.no_quotation", "The price of this contract follows no quotation.");
        if (fenPerKg is < 1 or > 10_000_000) throw new RuleException("contract.price", "Enter the price of a kilogram.", "price");
        var week = Monday(day);
        if (await db.Quotations.AnyAsync(x => x.FigureId == lineId && x.Week == week && x.Side == side, ct)) throw new RuleException("contract.quoted", "You have recorded this week's quotation already.", "price");
        db.Quotations.Add(new() { FigureId = lineId, Week = week, Side = side, FenPerKg = fenPerKg, ActorId = act.Actor.Id, At = clock.GetUtcNow().UtcDateTime });
        db.Deeds.Add(act.Actor.Does("contract.quote", contract.Id, clock.GetUtcNow().UtcDateTime, contract.SupplierId));
        return true;
    }, ct);

    /// <summary>Adds a photo or scan that is stored already.</summary>
    /// <returns>false when the caller's organisations have no such contract.</returns>
    /// <exception cref="RuleException"><c>contract.over</c>, <c>contract.paper_title</c>, <c>contract.papers_many</c></exception>
    public Task<bool> AttachAsync(OrganisationAct act, ContractSide side, Guid contractId, string title, string pictureHash, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await FindAsync(act, side, contractId, ct) is not { } contract) return false;
        if (Over.Contains(contract.State)) throw new RuleException("contract.over", "Nothing is added to this version any more.");
        if (title.Trim().Length is < 1 or > 80) throw new RuleException("contract.paper_title", "Say in at most 80 characters what the picture shows.", "title");
        if (await db.ContractPapers.CountAsync(x => x.ContractId == contractId, ct) >= MostPapers) throw new RuleException("contract.papers_many", "There are too many pictures.", "photo", MostPapers);
        db.ContractPapers.Add(new() { ContractId = contractId, Title = title.Trim(), PictureHash = pictureHash, ActorId = act.Actor.Id, At = clock.GetUtcNow().UtcDateTime });
        db.Deeds.Add(act.Actor.Does("contract.attach", contractId, clock.GetUtcNow().UtcDateTime, contract.SupplierId));
        return true;
    }, ct);

    /// <summary>The price of a line on a day: the agreed one, or the week's quotation within its band when both parties recorded the same.</summary>
    internal static async Task<long> PriceAsync(OrdersDb db, Contract contract, ContractLine line, DateOnly day, CancellationToken ct)
    {
        if (contract.Terms.Quotation.Length == 0) return line.FenPerKg;
        var week = Monday(day);
        var said = await db.Quotations.AsNoTracking().Where(x => x.FigureId == line.FigureId && x.Week == week).Select(x => x.FenPerKg).ToListAsync(ct);
        return said.Count == 2 && said[0] == said[1] ? Price.Within(said[0], line.FenPerKg, contract.Terms.BandPerMille) : line.FenPerKg;
    }

    internal static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private Task<Contract?> FindAsync(OrganisationAct act, ContractSide side, Guid id, CancellationToken ct) => side == ContractSide.Chain
        ? db.LockAsync(x => act.Organisations.Contains(x.ChainId), id, ct)
        : db.LockAsync(x => act.Organisations.Contains(x.SupplierId), id, ct);
}
