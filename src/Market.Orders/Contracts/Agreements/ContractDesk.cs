using System.Globalization;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Sourcing.Awards;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Agreements;

/// <summary>A supermarket's buyer drafts contracts, changes drafts and drafts amendments.</summary>
public sealed class ContractDesk(OrdersDb db, ISupplyQuestions catalog, ICatalogQuestions products, Ledger numbers, TimeProvider clock)
{
    private sealed record Known(ChainView Chain, SupplierView Supplier, IReadOnlyDictionary<Guid, StoreView> Stores);

    /// <returns>The contract's id; null when the caller does not buy for this chain.</returns>
    /// <exception cref="RuleException"><c>contract.supplier</c>, <c>contract.title</c>, <c>contract.span</c>, <c>contract.lines</c>, <c>contract.duplicate_line</c>, <c>contract.store</c>, <c>contract.product_text</c>, <c>contract.price</c>,
    /// <c>contract.windows</c>, <c>contract.weight</c>, <c>contract.parts</c>, <c>contract.product</c>, <c>contract.term_range</c>, <c>contract.term_text</c>, <c>contract.relation_missing</c>, <c>contract.quotation_missing</c>, <c>contract.awards_taken</c>, <c>contract.member</c></exception>
    public async Task<Guid?> DraftAsync(OrganisationAct buyer, ContractFacts facts, CancellationToken ct)
    {
        if (!buyer.Organisations.Contains(facts.ChainId) || await KnownAsync(facts, ct) is not { } known) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.OnceAsync(buyer.Key, now, async () =>
        {
            var nth = await numbers.TakeAsync("contracts", 1, ct);
            var number = string.Create(CultureInfo.InvariantCulture, $"HT-{DistrictClock.Date(now).Year}-{nth:000000}");
            var contract = Contract.Draft(facts, number, (known.Chain, known.Supplier), (buyer.Actor.Id, now), null);
            contract.Write(facts, Lines(contract, facts, known, []), (buyer.Actor.Id, now));
            db.Contracts.Add(contract);
            // One statement takes them all: a second draft of the same awards, or one given up meanwhile, finds fewer.
            if (facts.Awards.Count > 0 && await db.Awards.Where(x => facts.Awards.Contains(x.Id) && x.ChainId == facts.ChainId && x.SupplierId == facts.SupplierId && x.State == AwardState.Accepted && x.ContractId == null)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.ContractId, contract.Id), ct) != facts.Awards.Count) throw new RuleException("contract.awards_taken", "These awards are in a contract already, or were given up.");
            Tell(contract, buyer, "contract.draft", now);
            return contract.Id;
        }, ct);
    }

    /// <summary>Writes a draft anew; what was agreed to it is void.</summary>
    /// <returns>false when the caller's chains have no such contract.</returns>
    /// <exception cref="RuleException"><c>contract.not_draft</c>, <c>contract.other_parties</c>, and the codes of <see cref="DraftAsync"/></exception>
    public async Task<bool> ReviseAsync(OrganisationAct buyer, Guid contractId, ContractFacts facts, CancellationToken ct) =>
        await KnownAsync(facts, ct) is { } known && await db.OnceAsync(buyer.Key, clock.GetUtcNow().UtcDateTime, async () =>
        {
            if (await db.LockAsync(x => buyer.Organisations.Contains(x.ChainId), contractId, ct) is not { } contract) return null;
            SameParties(contract, facts);
            var now = clock.GetUtcNow().UtcDateTime;
            contract.Write(facts, Lines(contract, facts, known, await FiguresAsync(contract.HeadId, ct)), (buyer.Actor.Id, now));
            Tell(contract, buyer, "contract.draft", now);
            return contract.Id;
        }, ct) is not null;

    /// <summary>Drafts a new version of a filed contract (补充协议); the filed one stays in force until the new one is filed.</summary>
    /// <returns>The new version's id; null when the caller's chains have no such contract.</returns>
    /// <exception cref="RuleException"><c>contract.not_filed</c>, <c>contract.amending</c>, <c>contract.other_parties</c>, and the codes of <see cref="DraftAsync"/></exception>
    public async Task<Guid?> AmendAsync(OrganisationAct buyer, Guid contractId, ContractFacts facts, CancellationToken ct)
    {
        if (await KnownAsync(facts, ct) is not { } known) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.OnceAsync(buyer.Key, now, async () =>
        {
            if (await db.LockAsync(x => buyer.Organisations.Contains(x.ChainId), contractId, ct) is not { } any) return null;
            var inForce = await db.InForceAsync(any.HeadId, ct);
            if (inForce.State != ContractState.Filed) throw new RuleException("contract.not_filed", "Only a filed contract is amended.");
            if (await db.Contracts.AnyAsync(x => x.OpenHeadId == any.HeadId, ct)) throw new RuleException("contract.amending", "An amendment of this contract is under way already.");
            SameParties(inForce, facts);
            var last = await db.Contracts.Where(x => x.HeadId == any.HeadId).MaxAsync(x => x.Nth, ct);
            var amendment = Contract.Draft(facts, inForce.Number, (known.Chain, known.Supplier), (buyer.Actor.Id, now), (inForce.HeadId, last));
            amendment.Write(facts, Lines(amendment, facts, known, await FiguresAsync(inForce.HeadId, ct)), (buyer.Actor.Id, now));
            db.Contracts.Add(amendment);
            Tell(amendment, buyer, "contract.draft", now);
            return amendment.Id;
        }, ct);
    }

    /// <returns>false when the caller's chains have no such contract.</returns>
    /// <exception cref="RuleException"><c>contract.not_draft</c></exception>
    public Task<bool> CancelAsync(OrganisationAct buyer, Guid contractId, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.LockAsync(x => buyer.Organisations.Contains(x.ChainId), contractId, ct) is not { } contract) return false;
        var now = clock.GetUtcNow().UtcDateTime;
        contract.Cancel(now);
        await db.Awards.Where(x => x.ContractId == contractId).ExecuteUpdateAsync(set => set.SetProperty(x => x.ContractId, (Guid?)null), ct);
        Tell(contract, buyer, "contract.cancel", now);
        return true;
    }, ct);

    /// <returns>null when there is no such chain.</returns>
    private async Task<Known?> KnownAsync(ContractFacts facts, CancellationToken ct)
    {
        if (await catalog.ChainAsync(facts.ChainId, ct) is not { } chain) return null;
        var wanted = facts.Lines.SelectMany(x => x.Parts).Select(x => x.CooperativeId).Append(facts.SupplierId).Distinct().ToList();
        var suppliers = await catalog.SuppliersAsync(wanted, ct);
        if (suppliers.Count < wanted.Count) throw new RuleException("contract.supplier", "There is no such supplier.", "supplierId");
        var stores = (await catalog.StoresAsync(facts.ChainId, [.. facts.Lines.Select(x => x.StoreId).Distinct()], ct)).ToDictionary(x => x.Id);
        var goods = new Dictionary<Guid, ProductView>();
        foreach (var id in facts.Lines.SelectMany(x => x.Parts).Select(x => x.ProductId).Distinct())
            if (await products.ProductAsync(id, ct) is { } product) goods[id] = product;
        ContractCheck.Check(facts, stores, goods);
        var supplier = suppliers[facts.SupplierId];
        if (facts.Lines.SelectMany(x => x.Parts).Any(x => supplier.Members.Count > 0 ? !supplier.Members.Contains(x.CooperativeId) : x.CooperativeId != supplier.Id))
            throw new RuleException("contract.member", "Goods come from the supplier itself, or from members of the union.", "parts");
        return new(chain, suppliers[facts.SupplierId], stores);
    }

    private static List<ContractLine> Lines(Contract contract, ContractFacts facts, Known known, Dictionary<(Guid, string, string), List<Guid>> figures)
    {
        var seen = new Dictionary<(Guid, string, string), int>();
        return [.. facts.Lines.Select((x, i) =>
        {
            var key = (x.StoreId, x.Product.Trim(), x.Grade.Trim());
            var nth = seen[key] = seen.GetValueOrDefault(key) + 1;
            return ContractLine.Of(contract.Id, i + 1, x, known.Stores[x.StoreId], figures.TryGetValue(key, out var before) && nth <= before.Count ? before[nth - 1] : null);
        })];
    }

    /// <summary>Lines of all versions: a line that comes again goes on counting.</summary>
    private async Task<Dictionary<(Guid, string, string), List<Guid>>> FiguresAsync(Guid head, CancellationToken ct) =>
        (await db.ContractLines.AsNoTracking().Where(x => db.Contracts.Any(y => y.Id == x.ContractId && y.HeadId == head)).OrderBy(x => x.ContractId).ThenBy(x => x.Position).ToListAsync(ct))
            .GroupBy(x => x.Key).ToDictionary(x => x.Key, x => x.Select(y => y.FigureId).Distinct().ToList());

    private static void SameParties(Contract contract, ContractFacts facts)
    {
        if (contract.ChainId != facts.ChainId || contract.SupplierId != facts.SupplierId) throw new RuleException("contract.other_parties", "The parties of a contract stay the same.", "supplierId");
    }

    private void Tell(Contract contract, OrganisationAct act, string step, DateTime now)
    {
        db.Deeds.Add(act.Actor.Does(step, contract.Id, now, contract.SupplierId));
        db.Outbox.Add(OutboxMessage.Of(contract.Step(step), now));
    }
}
