using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Agreements;

/// <summary>What a contract's parties say of the market while it runs: weekly quotations.</summary>
public sealed class QuotationDesk(OrdersDb db, TimeProvider clock)
{
    /// <summary>Records the market quotation of a week; it counts once both parties recorded the same, and a party's value is recorded once.</summary>
    /// <param name="lineId">The line through all versions.</param>
    /// <param name="day">Any day of the week.</param>
    /// <returns>false when the caller's organisations have no such contract or line.</returns>
    /// <exception cref="RuleException"><c>contract.not_filed</c>, <c>contract.no_quotation</c>, <c>contract.price</c>, <c>contract.quoted</c></exception>
    public Task<bool> QuoteAsync(OrganisationAct act, ContractSide side, Guid contractId, Guid lineId, DateOnly day, long fenPerKg, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.OwnAsync(act, side, contractId, ct) is not { } any) return false;
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

    /// <summary>The price of a line on a day: the agreed one, or the week's quotation within its band when both parties recorded the same.</summary>
    internal static async Task<long> PriceAsync(OrdersDb db, Contract contract, ContractLine line, DateOnly day, CancellationToken ct)
    {
        if (contract.Terms.Quotation.Length == 0) return line.FenPerKg;
        var week = Monday(day);
        var said = await db.Quotations.AsNoTracking().Where(x => x.FigureId == line.FigureId && x.Week == week).Select(x => x.FenPerKg).ToListAsync(ct);
        return said.Count == 2 && said[0] == said[1] ? Price.Within(said[0], line.FenPerKg, contract.Terms.BandPerMille) : line.FenPerKg;
    }

    internal static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
