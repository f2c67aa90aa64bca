using Market.Orders.Contracts.Agreements;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>Call-offs and deliveries as their parties see them: a member of a union sees its own part of a call-off and its own deliveries only.</summary>
public sealed class DeliveryReads(OrdersDb db)
{
    /// <summary>Call-offs, the newest day of delivery first.</summary>
    /// <param name="head">Of one contract, by its first version; null for all.</param>
    public async Task<PageOf<CallOffView>> CallOffsAsync(ContractParty party, Guid? head, int page, int size, CancellationToken ct)
    {
        var found = Of(party).Where(x => head == null || x.HeadId == head);
        var rows = await found.AsNoTracking().Include(x => x.Lines).OrderByDescending(x => x.DeliverOn).ThenByDescending(x => x.Number).Skip((page - 1) * size).Take(size).AsSplitQuery().ToListAsync(ct);
        var ids = rows.ConvertAll(x => x.Id);
        var deliveries = (await ReadAsync(Seen(party).Where(x => ids.Contains(x.CallOffId)), ct)).ToLookup(x => x.CallOffId);
        return new(await OwnAsync(party, rows.ConvertAll(x => View(x, [.. deliveries[x.Id]])), ct), await found.CountAsync(ct), page, size);
    }

    /// <returns>null when there is no such call-off for this party.</returns>
    public async Task<CallOffView?> CallOffAsync(ContractParty party, Guid id, CancellationToken ct)
    {
        if (await Of(party).AsNoTracking().Include(x => x.Lines).SingleOrDefaultAsync(x => x.Id == id, ct) is not { } callOff) return null;
        // What is sent now is sent by the version in force.
        var terms = (await db.InForceAsync(callOff.HeadId, ct)).Terms;
        var senders = await db.ContractLines.Where(x => x.ContractId == callOff.ContractId).SelectMany(x => x.Shares).Select(x => x.CooperativeId).Distinct().ToListAsync(ct);
        var view = (await OwnAsync(party, [View(callOff, await ReadAsync(Seen(party).Where(x => x.CallOffId == id), ct))], ct))[0];
        return view with { Senders = senders, WithCrates = terms.CrateFen > 0, KeepsUntil = terms.KeepsUntil(callOff.DeliverOn) };
    }

    /// <returns>null when there is no such delivery for this party.</returns>
    public async Task<DeliveryView?> FindAsync(ContractParty party, Guid id, CancellationToken ct)
    {
        if ((await ReadAsync(Seen(party).Where(x => x.Id == id), ct)).SingleOrDefault() is not { } found) return null;
        if (found.State != DeliveryState.UnderWay) return found;
        var crates = await db.CratesAsync(await db.Deliveries.Where(x => x.Id == id).Select(x => x.HeadId).SingleAsync(ct), ct);
        return found with { CratesToTake = crates.Sent - crates.Back };
    }

    /// <summary>Returnable crates of a contract that the caller may see.</summary>
    /// <param name="head">Its first version.</param>
    public Task<CrateFigures> CratesAsync(Guid head, CancellationToken ct) => ReceiptBook.CratesAsync(db, head, ct);

    /// <summary>The delivery of a receipt.</summary>
    /// <returns>null when there is no such receipt for this party.</returns>
    public async Task<DeliveryView?> OfReceiptAsync(ContractParty party, Guid receiptId, CancellationToken ct) =>
        await db.Receipts.Where(x => x.Id == receiptId).Select(x => (Guid?)x.DeliveryId).SingleOrDefaultAsync(ct) is { } id ? await FindAsync(party, id, ct) : null;

    /// <summary>Deliveries whose dispute was put to these towns and is not decided, the longest waiting first.</summary>
    public async Task<IReadOnlyList<DeliveryView>> DisputesAsync(IReadOnlyCollection<Guid> towns, CancellationToken ct)
    {
        // Which ones first, then each by its id: one that is decided meanwhile does not lose its lines.
        var ids = await db.Receipts.Where(x => towns.Contains(x.TownId) && x.State == RejectionState.Referred).OrderBy(x => x.ReferredAt).ThenBy(x => x.Id).Select(x => x.DeliveryId).Take(100).ToListAsync(ct);
        return [.. (await ReadAsync(db.Deliveries.Where(x => ids.Contains(x.Id)), ct)).OrderBy(x => x.Receipt!.ReferredAt)];
    }

    /// <summary>A delivery whose dispute was put to one of these towns, also when it is settled.</summary>
    /// <returns>null when there is none of that receipt.</returns>
    public async Task<DeliveryView?> DisputeAsync(IReadOnlyCollection<Guid> towns, Guid receiptId, CancellationToken ct) =>
        (await ReadAsync(db.Deliveries.Where(x => towns.Contains(x.TownId) && db.Receipts.Any(y => y.DeliveryId == x.Id && y.Id == receiptId && y.ReferredAt != null)), ct)).SingleOrDefault();

    /// <summary>What is on its way to these chains, the day of delivery first.</summary>
    public async Task<IReadOnlyList<DeliveryView>> UnderWayAsync(IReadOnlyCollection<Guid> chains, CancellationToken ct) =>
        await ReadAsync(db.Deliveries.Where(x => chains.Contains(x.ChainId) && x.State == DeliveryState.UnderWay).OrderBy(x => x.DeliverOn).ThenBy(x => x.Number).Take(100), ct);

    /// <summary>What these chains booked in last.</summary>
    public async Task<IReadOnlyList<DeliveryView>> ReceivedAsync(IReadOnlyCollection<Guid> chains, CancellationToken ct) =>
        await ReadAsync(db.Deliveries.Where(x => chains.Contains(x.ChainId) && x.State == DeliveryState.Received).OrderByDescending(x => x.ShippedAt).ThenBy(x => x.Number).Take(10), ct);

    /// <summary>The delivery that names a pallet and is under way to these chains.</summary>
    /// <returns>null when there is none.</returns>
    public Task<Guid?> OnPalletAsync(IReadOnlyCollection<Guid> chains, string pallet, CancellationToken ct) =>
        db.Deliveries.Where(x => x.Pallet == pallet && x.State == DeliveryState.UnderWay && chains.Contains(x.ChainId)).OrderByDescending(x => x.ShippedAt).Select(x => (Guid?)x.Id).FirstOrDefaultAsync(ct);

    private IQueryable<CallOff> Of(ContractParty party) => db.CallOffs.Where(x => party.Chains.Contains(x.ChainId) || party.Suppliers.Contains(x.SupplierId)
        || db.Contracts.Any(y => y.HeadId == x.HeadId && y.Lines.Any(z => z.Shares.Any(share => party.Suppliers.Contains(share.CooperativeId)))));

    private IQueryable<Delivery> Seen(ContractParty party) => db.Deliveries.Where(x => party.Chains.Contains(x.ChainId) || party.Suppliers.Contains(x.SupplierId) || party.Suppliers.Contains(x.CooperativeId));

    private async Task<IReadOnlyList<DeliveryView>> ReadAsync(IQueryable<Delivery> deliveries, CancellationToken ct)
    {
        var rows = await deliveries.AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Lots).AsSplitQuery().ToListAsync(ct);
        var ids = rows.ConvertAll(x => x.Id);
        var earlier = (await db.ReceiptCorrections.AsNoTracking().Include(x => x.Lines).Where(x => db.Receipts.Any(y => y.Id == x.ReceiptId && ids.Contains(y.DeliveryId))).OrderBy(x => x.Nth).ToListAsync(ct)).ToLookup(x => x.ReceiptId);
        var receipts = await db.Receipts.AsNoTracking().Include(x => x.Lines).Where(x => ids.Contains(x.DeliveryId)).ToDictionaryAsync(x => x.DeliveryId, ct);
        return rows.ConvertAll(x => new DeliveryView(x.Id, x.Number, x.CallOffId, x.CallOffNumber, x.ContractNumber, x.DeliverOn, x.CooperativeId, x.Cooperative, x.CooperativeEn, x.Pallet, x.State, x.ShippedAt,
            [.. x.Lines.OrderBy(y => y.Id).Select(y => new DeliveryLineView(y.Id, y.LineId, y.Store, y.StoreEn, y.Product, y.Grade, y.Grams, y.FenPerKg, [.. y.Lots.Select(z => z.LotCode).Order(StringComparer.Ordinal)]))],
            receipts.TryGetValue(x.Id, out var receipt) ? View(receipt, earlier[receipt.Id]) : null)
        { ChainId = x.ChainId, SupplierId = x.SupplierId, Crates = x.Crates, KeepsUntil = x.KeepsUntil });
    }

    /// <summary>Of a union's call-off its member sees what it has sent, and what it can still send of what is open.</summary>
    private async Task<List<CallOffView>> OwnAsync(ContractParty party, List<CallOffView> callOffs, CancellationToken ct)
    {
        var foreign = callOffs.Where(x => !party.Chains.Contains(x.ChainId) && !party.Suppliers.Contains(x.SupplierId)).Select(x => x.ContractId).Distinct().ToList();
        if (foreign.Count == 0) return callOffs;
        var shares = (await db.ContractLines.Where(x => foreign.Contains(x.ContractId)).SelectMany(x => x.Shares, (x, y) => new { x.ContractId, x.FigureId, y.CooperativeId, y.Grams }).Where(x => party.Suppliers.Contains(x.CooperativeId)).ToListAsync(ct)).ToLookup(x => (x.ContractId, x.FigureId), x => x.Grams);
        var lines = shares.Select(x => x.Key.FigureId).Distinct().ToList();
        var sent = await db.DeliveryLines.Where(x => lines.Contains(x.LineId) && party.Suppliers.Contains(x.CooperativeId)).GroupBy(x => x.LineId).Select(x => new { x.Key, Grams = x.Sum(y => y.Grams) }).ToDictionaryAsync(x => x.Key, x => x.Grams, ct);
        CallOffLineView Own(CallOffView callOff, CallOffLineView line)
        {
            var shipped = callOff.Deliveries.SelectMany(x => x.Lines).Where(x => x.LineId == line.LineId).Sum(x => x.Grams);
            return line with { Grams = shipped + Math.Clamp(shares[(callOff.ContractId, line.LineId)].Sum() - sent.GetValueOrDefault(line.LineId), 0, line.Open), Shipped = shipped, Refused = 0 };
        }
        return callOffs.ConvertAll(x => foreign.Contains(x.ContractId) ? x with { Lines = [.. x.Lines.Where(y => shares.Contains((x.ContractId, y.LineId))).Select(y => Own(x, y))] } : x);
    }

    private static CallOffView View(CallOff x, IReadOnlyList<DeliveryView> deliveries) => new(x.Id, x.Number, x.HeadId, x.ContractId, x.ContractNumber, x.ChainId, x.Chain, x.ChainEn, x.SupplierId, x.Supplier, x.SupplierEn, x.At, x.DeliverOn, x.Note, x.AnswerBy, x.State, x.Reason,
        [.. x.Lines.OrderBy(y => y.Store, StringComparer.Ordinal).ThenBy(y => y.Product, StringComparer.Ordinal).Select(y => new CallOffLineView(y.LineId, y.Store, y.StoreEn, y.Product, y.Grade, y.Grams, y.FenPerKg, y.Shipped, y.Refused))], deliveries);

    private static ReceiptView View(Receipt x, IEnumerable<ReceiptCorrection> earlier) => new(x.Id, x.At, x.DisputeUntil, x.State, x.Objection, x.Answer,
        [.. x.Lines.OrderBy(y => y.Id).Select(y => new ReceiptLineView(y.LineId, y.Product, y.Grade, y.Delivered, y.Accepted, y.Rejected, y.Paid, y.FenPerKg, y.Fen, y.RejectedFen, y.Reason, y.Photo) { ShortReason = y.ShortReason, ShortFen = y.ShortFen, DecidedGrams = y.DecidedGrams, DecidedFen = y.DecidedFen })])
    {
        CratesBack = x.CratesBack,
        ReferredAt = x.ReferredAt,
        Referral = x.Referral,
        Verdict = x.Verdict,
        Earlier = [.. earlier.Select(y => new EarlierReceiptView(y.At, y.Reason, [.. x.Lines.OrderBy(z => z.Id).Select(z => Earlier(z, y.Of(z)))]))],
    };

    private static EarlierLineView Earlier(ReceiptLine line, EarlierLine was) => new(line.LineId, line.Product, was.Accepted, was.Rejected, was.Paid, was.Fen, was.Reason, was.ShortReason, was.Photo);
}
