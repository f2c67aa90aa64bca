using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Sourcing.Awards;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Agreements;

/// <summary>Drafts contracts from awards that suppliers have accepted.</summary>
public sealed class AwardedContracts(OrdersDb db, AwardReads awards, DepartedMembers departed, ContractDesk desk)
{
    /// <summary>Drafts a contract over everything a supplier has accepted of a demand and that is in none yet: a line for each store, product, grade and price. Parts of members that have left a union meanwhile are given back first.</summary>
    /// <returns>The contract's id; null when the supplier has accepted nothing of a demand of the caller's chains that is not in a contract.</returns>
    /// <inheritdoc cref="ContractDesk.DraftAsync" path="/exception"/>
    public async Task<Guid?> DraftAsync(OrganisationAct buyer, Guid demandId, Guid supplierId, ContractTerms terms, CancellationToken ct)
    {
        // Asked again with the same key, the awards are in the contract already.
        if (buyer.Key is { } key && await Once.FindAsync(db, key, ct) is { } known) return known;
        // A draft that is refused takes nobody's part away.
        ContractCheck.Check(terms);
        await departed.ReleaseAsync(new(buyer.Actor, buyer.Organisations, null), demandId, supplierId, ct);
        if (await awards.AcceptedAsync(buyer.Organisations, demandId, supplierId, ct) is not { } supply) return null;
        var title = await db.Demands.Where(x => x.Id == demandId).Select(x => x.Title).SingleAsync(ct);
        var (from, to) = (supply.Goods.Min(x => x.Windows[0].From), supply.Goods.Max(x => x.Windows[^1].To));
        return await desk.DraftAsync(buyer, new(supply.ChainId, supplierId, demandId, title, from, to, [.. supply.Goods.Select(Line)], terms) { Awards = supply.Awards }, ct);
    }

    private static ContractLineFacts Line(AcceptedGoods x) => new(x.StoreId, x.Product, x.Grade, x.FenPerKg, [.. x.Windows.Select(y => new ContractWindow(y.From, y.To, y.Grams))],
        [.. x.Parts.Select(y => new ContractPart(y.CooperativeId, y.ProductId, y.Grams))]);
}
