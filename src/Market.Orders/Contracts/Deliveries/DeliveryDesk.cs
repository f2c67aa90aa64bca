using System.Globalization;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Data;
using Market.Orders.Income;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Deliveries;

/// <param name="CooperativeId">Who sends: the supplier, or the member of the union.</param>
/// <param name="Lines">Lines of the contract; at least one, each once.</param>
/// <param name="Pallet">Code of the pallet the goods stand on; empty for loose goods, whose lots are picked here.</param>
/// <param name="Crates">Returnable crates it comes in; 0 to 100,000.</param>
public sealed record DeliveryFacts(Guid CooperativeId, IReadOnlyList<WantedGrams> Lines, string Pallet, int Crates = 0);

/// <summary>A cooperative sends a call-off, wholly or in parts.</summary>
public sealed class DeliveryDesk(OrdersDb db, Ledger numbers, ICatalogQuestions catalog, ILotStatus lots, TimeProvider clock)
{
    private const int MostCrates = 100_000;

    /// <returns>The delivery's id; null when the caller delivers nothing for such a call-off.</returns>
    /// <exception cref="RuleException"><c>call_off.answered</c>, <c>delivery.lines</c>, <c>delivery.line</c>, <c>delivery.part</c>, <c>delivery.too_much</c>, <c>delivery.pallet</c>, <c>delivery.pallet_short</c>, <c>delivery.crates</c>, and <c>lot.none_open</c>, <c>lot.uncertified</c>, <c>goods.keep_too_short</c>: the goods may not leave</exception>
    public async Task<Guid?> ShipAsync(OrganisationAct seller, Guid callOffId, DeliveryFacts facts, CancellationToken ct)
    {
        if (!seller.Organisations.Contains(facts.CooperativeId) || await catalog.CooperativeAsync(facts.CooperativeId, ct) is not { } cooperative) return null;
        if (facts.Lines.Count == 0 || facts.Lines.DistinctBy(x => x.LineId).Count() < facts.Lines.Count) throw new RuleException("delivery.lines", "Say of at least one line how much is sent, of each line once.", "lines");
        facts = facts with { Pallet = facts.Pallet.Trim() };
        if (facts.Pallet.Length > 20) throw new RuleException("delivery.pallet", "This is no code of a pallet.", "pallet");
        // One id for every attempt: lots that were taken for it are given back when it is tried again.
        var (id, now, sent) = (Guid.CreateVersion7(), clock.GetUtcNow().UtcDateTime, (Guid?)null);
        try
        {
            return sent = await db.OnceAsync(seller.Key, now, () => SendAsync(id, seller, cooperative, callOffId, facts, now, ct), ct);
        }
        finally
        {
            // Lots have a database of their own: what was picked for a delivery that did not come about is free again.
            if (sent != id && facts.Pallet.Length == 0 && !await db.Deliveries.AnyAsync(x => x.Id == id, CancellationToken.None)) await lots.GiveBackAsync(id, CancellationToken.None);
        }
    }

    private async Task<Guid?> SendAsync(Guid id, OrganisationAct seller, CooperativeView cooperative, Guid callOffId, DeliveryFacts facts, DateTime now, CancellationToken ct)
    {
        if (await FindAsync(callOffId, facts.CooperativeId, ct) is not var (callOff, contract)) return null;
        // A twin under the same key that held the lock has sent it: nothing is picked twice.
        if (seller.Key is { } key && await Once.FindAsync(db, key, ct) is { } known) return known;
        callOff.MustBeOpen();
        if (facts.Crates is < 0 or > MostCrates || (facts.Crates > 0 && contract.Terms.CrateFen == 0)) throw new RuleException("delivery.crates", "By this contract 0 to 100,000 returnable crates are sent, none when it says nothing of them.", "crates", contract.Terms.CrateFen == 0 ? 0 : MostCrates);
        var lines = new List<DeliveryLine>();
        foreach (var sent in facts.Lines) lines.Add(await LineAsync(id, callOff, contract, facts.CooperativeId, sent, ct));
        callOff.Ship();
        var nth = await numbers.TakeAsync("deliveries", 1, ct);
        var delivery = Make(id, callOff, cooperative, lines, (string.Create(CultureInfo.InvariantCulture, $"SH-{DistrictClock.Date(now).Year}-{nth:000000}"), facts.Pallet.Trim(), now), facts.Crates, contract.Terms.KeepsUntil(callOff.DeliverOn));
        db.Deliveries.Add(delivery);
        db.Deeds.Add(seller.Actor.Does("delivery.ship", id, now, facts.CooperativeId));
        db.Outbox.Add(OutboxMessage.Of(new SupplyStep(id, "delivery.ship", delivery.Number, delivery.ChainId, [delivery.CooperativeId], delivery.TownId, callOff.Number), now));
        if (delivery.Pallet.Length == 0) await PickAsync(delivery, now, ct);
        else await MustCarryAsync(delivery, ct);
        return id;
    }

    /// <summary>The pallet is the cooperative's own, carries what the note says, and is on no other note.</summary>
    private async Task MustCarryAsync(Delivery delivery, CancellationToken ct)
    {
        if (await lots.PalletAsync(delivery.Pallet, ct) is not { } pallet || pallet.CooperativeId != delivery.CooperativeId || await db.Deliveries.AnyAsync(x => x.Pallet == delivery.Pallet, ct))
            throw new RuleException("delivery.pallet", "This is no pallet of the cooperative, or it stands on another delivery note.", "pallet");
        foreach (var product in delivery.Lines.GroupBy(x => x.ProductId))
        {
            if (pallet.Grams.GetValueOrDefault(product.Key) < product.Sum(x => x.Grams)) throw new RuleException("delivery.pallet_short", "Less of it stands on the pallet.", "quantity", product.First().Product, pallet.Grams.GetValueOrDefault(product.Key) / 1000m);
            if (delivery.KeepsUntil is { } until && pallet.KeepsUntil.GetValueOrDefault(product.Key) < until) throw new RuleException("goods.keep_too_short", "Too little of it comes from lots that keep as long as was agreed.", "pallet", product.First().Product, until);
        }
    }

    private async Task<(CallOff, Contract)?> FindAsync(Guid callOffId, Guid cooperative, CancellationToken ct)
    {
        // The contract's row first, as everywhere: what a member has delivered in all cannot change meanwhile.
        if (await db.CallOffs.Where(x => x.Id == callOffId).Select(x => (Guid?)x.ContractId).SingleOrDefaultAsync(ct) is not { } contractId) return null;
        if (await db.LockAsync(x => x.SupplierId == cooperative || db.Contracts.Any(any => any.HeadId == x.HeadId && any.Lines.Any(y => y.Shares.Any(z => z.CooperativeId == cooperative))), contractId, ct) is not { } named) return null;
        return await db.LockCallOffAsync(x => true, callOffId, ct) is { } callOff ? (callOff, await db.InForceAsync(named.HeadId, ct)) : null;
    }

    private async Task<DeliveryLine> LineAsync(Guid delivery, CallOff callOff, Contract contract, Guid cooperative, WantedGrams sent, CancellationToken ct)
    {
        if (callOff.Lines.Find(x => x.LineId == sent.LineId) is not { } called) throw new RuleException("delivery.line", "This line was not called for.", "lines");
        if (sent.Grams < 1) throw new RuleException("call_off.weight", "Enter a weight above 0, at most 10,000 t.", "quantity");
        if (contract.Lines.Find(x => x.FigureId == sent.LineId)?.Shares.Find(x => x.CooperativeId == cooperative) is not { } share) throw new RuleException("delivery.part", "This cooperative delivers nothing of this line.", "cooperativeId", called.Product, 0m);
        var before = await db.DeliveryLines.Where(x => x.LineId == sent.LineId && x.CooperativeId == cooperative).SumAsync(x => x.Grams, ct);
        if (before + sent.Grams > share.Grams) throw new RuleException("delivery.part", "This is more than the cooperative's part of the line.", "quantity", called.Product, (share.Grams - before) / 1000m);
        called.Ship(sent.Grams);
        return new()
        {
            DeliveryId = delivery,
            LineId = sent.LineId,
            CooperativeId = cooperative,
            ProductId = share.ProductId,
            Store = called.Store,
            StoreEn = called.StoreEn,
            Product = called.Product,
            Grade = called.Grade,
            Grams = sent.Grams,
            FenPerKg = called.FenPerKg,
        };
    }

    private static Delivery Make(Guid id, CallOff callOff, CooperativeView cooperative, List<DeliveryLine> lines, (string Number, string Pallet, DateTime Now) sent, int crates, DateOnly? keepsUntil) => new()
    {
        Id = id,
        Number = sent.Number,
        CallOffId = callOff.Id,
        CallOffNumber = callOff.Number,
        HeadId = callOff.HeadId,
        ContractId = callOff.ContractId,
        ContractNumber = callOff.ContractNumber,
        ChainId = callOff.ChainId,
        SupplierId = callOff.SupplierId,
        TownId = callOff.TownId,
        DeliverOn = callOff.DeliverOn,
        CooperativeId = cooperative.Id,
        Cooperative = cooperative.Name,
        CooperativeEn = cooperative.NameEn,
        Pallet = sent.Pallet,
        OnPallet = sent.Pallet.Length > 0 ? sent.Pallet : null,
        Crates = crates,
        KeepsUntil = keepsUntil,
        ShippedAt = sent.Now,
        Lines = lines,
    };

    /// <summary>Last of all, for what is taken stays taken until it is asked for again: nothing of ours can refuse any more.</summary>
    private async Task PickAsync(Delivery delivery, DateTime now, CancellationToken ct)
    {
        var taken = await lots.TakeAsync(delivery.Id, [.. delivery.Lines.Select(x => new WantedGoods(x.Id, x.ProductId, x.Grams, x.Product) { KeepsUntil = delivery.KeepsUntil })], ct);
        foreach (var line in delivery.Lines) line.Lots.AddRange(taken.Where(x => x.LineId == line.Id).Select(x => new DeliveryLot { LineId = line.Id, LotCode = x.LotCode, Grams = x.Grams }));
        if (taken.Count == 0) return;
        LotShare[] shares = [.. taken.GroupBy(x => x.LotCode, StringComparer.Ordinal).Select(x => new LotShare(x.Key, x.Sum(y => y.Grams)))];
        db.Outbox.Add(OutboxMessage.Of(new DeliveryShipped(delivery.Id, delivery.Number, delivery.ChainId, delivery.CooperativeId, shares), now));
    }
}
