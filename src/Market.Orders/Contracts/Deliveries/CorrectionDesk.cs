using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Statements;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Sourcing.Reliability;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>A receipt is put right: the figures change, how they stood before is kept, and the ledger gets entries of the difference.</summary>
public sealed class CorrectionDesk(OrdersDb db, Ledger ledger, ILotStatus lots, OrdersSettings settings, TimeProvider clock)
{
    private readonly ReliabilityBook reliability = new(db, settings, clock);

    /// <summary>Possible until both parties have confirmed the statement with it, or have settled what was rejected.</summary>
    /// <param name="found">One for each line, as it should have been booked.</param>
    /// <param name="words">What was wrong.</param>
    /// <returns>The receipt's id; null when the caller's chains have none of that id.</returns>
    /// <exception cref="RuleException"><c>receipt.lines</c>, <c>receipt.stopped</c>, <c>receipt.on_statement</c>, and as <see cref="Receipt.Correct"/></exception>
    public async Task<Guid?> CorrectAsync(OrganisationAct receiver, Guid receiptId, IReadOnlyList<FoundGoods> found, string words, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.OnceAsync(receiver.Key, now, async () =>
        {
            // The call-off first, as at goods-in; two who correct at once do it one after the other.
            if (await db.Receipts.Where(x => x.Id == receiptId).Select(x => (Guid?)x.CallOffId).SingleOrDefaultAsync(ct) is not { } callOffId) return null;
            if (await db.LockCallOffAsync(x => receiver.Organisations.Contains(x.ChainId), callOffId, ct) is not { } callOff) return null;
            await db.Receipts.Where(x => x.Id == receiptId).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version + 1), ct);
            var receipt = await db.Receipts.Include(x => x.Lines).SingleAsync(x => x.Id == receiptId, ct);
            await MustBeOpenAsync(receipt, ct);
            var delivery = await db.Deliveries.AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Lots).SingleAsync(x => x.Id == receipt.DeliveryId, ct);
            var pairs = (ReceiptBook.Pairs(delivery, found) ?? throw ReceiptBook.Lines()).ConvertAll(x => (Sent: x.Line, Line: receipt.Lines.Single(y => y.DeliveryLineId == x.Line.Id), x.Found));
            await lots.MustBeOpenAsync(pairs.Where(x => x.Found.Accepted > x.Line.Accepted).SelectMany(x => x.Sent.Lots), ct);
            var (held, shares, shelved) = (receipt.Held, ReceiptBook.Shares(delivery, receipt), ReceiptBook.Shelved(callOff, delivery, receipt));
            var terms = (await db.Contracts.AsNoTracking().SingleAsync(x => x.Id == delivery.ContractId, ct)).Terms;
            var before = receipt.Correct(pairs.ConvertAll(x => (x.Line, x.Found)), terms.LossPerMille, words, (receiver.Actor.Id, now, now + settings.Contracts.DisputeWindow));
            db.ReceiptCorrections.Add(before);
            foreach (var line in receipt.Lines.OrderBy(x => x.LineId)) await CountAsync(receipt, line, (before.Of(line), delivery.Cooperative, now), ct);
            await ledger.AppendAsync([.. receipt.Lines.Select(x => Difference(receipt, x, before.Of(x), (held, now)))], ct);
            await reliability.NoteAsync(callOff.Id, callOff.SupplierId, callOff.DeliverOn, callOff.Wanted, await db.OnTimeAsync(callOff, receipt, ct), ct);
            var gone = await GoneAsync(receipt, [.. shelved.Except(ReceiptBook.Shelved(callOff, delivery, receipt))], ct);
            Tell(receiver, receipt, delivery, (shares, [.. ReceiptBook.Shelved(callOff, delivery, receipt).Except(shelved)], gone), before);
            return receipt.Id;
        }, ct);
    }

    /// <summary>The contract's figures, and what is owed for the line.</summary>
    private async Task CountAsync(Receipt receipt, ReceiptLine line, (EarlierLine Line, string Cooperative, DateTime Now) before, CancellationToken ct)
    {
        var (accepted, rejected, fen) = (line.Accepted - before.Line.Accepted, line.Rejected - before.Line.Rejected, line.Fen - before.Line.Fen);
        await db.ContractFigures.Where(x => x.Id == line.LineId).ExecuteUpdateAsync(set => set.SetProperty(x => x.Accepted, x => x.Accepted + accepted).SetProperty(x => x.Rejected, x => x.Rejected + rejected), ct);
        if (fen == 0 && line.Paid == before.Line.Paid) return;
        if (await db.OwedItems.Where(x => x.Id == line.Id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Grams, line.Paid).SetProperty(x => x.Fen, line.Fen), ct) == 0)
        {
            if (line.Fen > 0) db.OwedItems.Add(OwedItem.Of(receipt, line, before.Cooperative, false, before.Now));
            return;
        }
        // The item's row is locked now: no statement takes it meanwhile.
        if (await db.OwedItems.Where(x => x.Id == line.Id).Select(x => x.StatementId).SingleAsync(ct) is not { } statementId) return;
        (await StatementAsync(statementId, ct)).Recount(receipt.CooperativeId, fen);
    }

    /// <summary>What both parties have confirmed stays as it is, also where the money would not change.</summary>
    /// <exception cref="RuleException"><c>receipt.on_statement</c></exception>
    private async Task MustBeOpenAsync(Receipt receipt, CancellationToken ct)
    {
        var lines = receipt.Lines.ConvertAll(x => x.Id);
        foreach (var id in await db.OwedItems.Where(x => lines.Contains(x.Id) && x.StatementId != null).Select(x => x.StatementId!.Value).Distinct().Order().ToListAsync(ct)) (await StatementAsync(id, ct)).MustBeOpen();
    }

    private async Task<Statement> StatementAsync(Guid id, CancellationToken ct)
    {
        if (db.Statements.Local.FirstOrDefault(x => x.Id == id) is { } known) return known;
        await db.Statements.Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version + 1), ct);
        return await db.Statements.Include(x => x.Shares).SingleAsync(x => x.Id == id, ct);
    }

    /// <summary>Products that no other delivery brought to the store on that day.</summary>
    private async Task<ShelvedGoods[]> GoneAsync(Receipt receipt, IReadOnlyList<ShelvedGoods> goods, CancellationToken ct)
    {
        if (goods.Count == 0) return [];
        var day = DistrictClock.Date(receipt.At);
        var (start, end, stores, products) = (DistrictClock.StartOf(day), DistrictClock.StartOf(day.AddDays(1)), goods.Select(x => x.StoreId).ToList(), goods.Select(x => x.ProductId).ToList());
        var others = await db.Receipts.Where(x => x.ChainId == receipt.ChainId && x.Id != receipt.Id && x.At >= start && x.At < end).SelectMany(x => x.Lines).Where(x => x.Accepted > 0)
            .Join(db.DeliveryLines, x => x.DeliveryLineId, x => x.Id, (_, line) => new { line.LineId, line.ProductId }).Where(x => products.Contains(x.ProductId))
            .Join(db.ContractLines.Where(x => stores.Contains(x.StoreId)), x => x.LineId, x => x.FigureId, (x, line) => new { line.StoreId, x.ProductId }).Distinct().ToListAsync(ct);
        return [.. goods.Where(x => !others.Exists(y => y.StoreId == x.StoreId && y.ProductId == x.ProductId))];
    }

    /// <summary>What the line is worth more or less, and what of it is held no more.</summary>
    private static LedgerTransaction Difference(Receipt receipt, ReceiptLine line, EarlierLine before, (bool Held, DateTime Now) how) => new LedgerTransaction { At = how.Now, Kind = "recount", OrderNumber = receipt.CallOffNumber, Note = BulkNote.Of(receipt, line) }
        .Move(receipt.CooperativeId, Account.Disputed, Account.Receivable, how.Held ? before.ContestedFen - line.ContestedFen : 0, null, line.DisputeId)
        .Move(receipt.CooperativeId, Account.Receivable, Account.Correction, line.Fen - before.Fen, null, line.Id);

    private void Tell(OrganisationAct receiver, Receipt receipt, Delivery delivery, (ReceivedShare[] Shares, ShelvedGoods[] Shelved, ShelvedGoods[] Unshelved) was, ReceiptCorrection correction)
    {
        db.Deeds.Add(receiver.Actor.Does("receipt.correct", receipt.Id, correction.At, receipt.CooperativeId));
        db.Outbox.Add(OutboxMessage.Of(new SupplyStep(receipt.DeliveryId, "receipt.correct", receipt.DeliveryNumber, receipt.ChainId, [.. new[] { receipt.CooperativeId, receipt.SupplierId }.Distinct()], receipt.TownId, correction.Reason), correction.At));
        var earlier = was.Shares.ToDictionary(x => x.LotCode, StringComparer.Ordinal);
        CorrectedShare[] changed = [.. ReceiptBook.Shares(delivery, receipt).Where(x => x != earlier[x.LotCode]).Select(x => new CorrectedShare(earlier[x.LotCode], x))];
        db.Outbox.Add(OutboxMessage.Of(new GoodsCorrected(delivery.Id, delivery.Number, delivery.ChainId, delivery.CooperativeId, changed, receipt.At, correction.Nth, correction.Reason, was.Shelved, was.Unshelved), correction.At));
    }
}
