using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Claims;

/// <summary>Claims about goods: opened by the buyer, answered by the cooperative, or by the town when it does not.</summary>
public sealed class ClaimDesk(OrdersDb db, RefundDesk refunds, OrdersSettings settings)
{
    /// <summary>Opens a claim on one line.</summary>
    /// <returns>The claim's id, or null when the buyer has no such line.</returns>
    public Task<Guid?> OpenAsync(NewClaim claim, Acting buyer, CancellationToken ct) => db.OnceAsync(buyer.Key, buyer.Now, async () =>
    {
        var at = await (from line in db.Lines
                        join part in db.SubOrders on line.SubOrderId equals part.Id
                        where line.Id == claim.LineId && part.Order!.BuyerId == buyer.Actor.Id
                        select new { Line = line, Part = part, part.Order!.Number }).SingleOrDefaultAsync(ct);
        if (at is null) return null;
        Check(at.Part, at.Line, claim, buyer.Now);
        if (await db.Claims.AnyAsync(x => x.LineId == claim.LineId && (x.State == ClaimState.Open || x.State == ClaimState.WithTown), ct))
            throw new RuleException("claim.open", "A claim about this line is already open.");
        var opened = new Claim
        {
            OrderId = at.Part.OrderId,
            OrderNumber = at.Number,
            SubOrderId = at.Part.Id,
            LineId = at.Line.Id,
            CooperativeId = at.Part.CooperativeId,
            TownId = at.Part.TownId,
            BuyerId = buyer.Actor.Id,
            ProductName = at.Line.Name,
            Reason = claim.Reason.Trim(),
            PictureHash = claim.PictureHash,
            AskedFen = claim.AskedFen,
            OpenedAt = buyer.Now,
            AnswerBy = buyer.Now + settings.ClaimAnswer,
        };
        db.Claims.Add(opened);
        db.Outbox.Add(OutboxMessage.Of(new ClaimOpened(opened.Id, opened.OrderNumber, opened.BuyerId, opened.CooperativeId, opened.AnswerBy), buyer.Now));
        db.Deeds.Add(buyer.Actor.Does("claim.open", opened.Id, buyer.Now, opened.CooperativeId));
        return opened.Id;
    }, ct);

    private void Check(SubOrder part, OrderLine line, NewClaim claim, DateTime now)
    {
        if (part.State is not (SubOrderState.Dispatched or SubOrderState.ReadyForPickup or SubOrderState.Completed))
            throw new RuleException("claim.too_early", "The goods have not been sent yet: you can still cancel free of charge.");
        if (part.CompletedAt is { } done && now > done + settings.ClaimWindow)
            throw new RuleException("claim.too_late", "The time for claims about this order is over.", "", settings.ClaimWindow);
        if (string.IsNullOrWhiteSpace(claim.Reason)) throw new RuleException("claim.reason_missing", "Say what is wrong with the goods.", "reason");
        if (claim.AskedFen < 1 || claim.AskedFen > line.FinalFen - line.RefundedFen)
            throw new RuleException("claim.amount_range", "Ask for at least ¥0.01 and at most what the line cost.", "amount", Money(line));
    }

    private static Kernel.Values.Money Money(OrderLine line) => Kernel.Values.Money.Fen(line.FinalFen - line.RefundedFen);

    /// <summary>The cooperative answers in time, or the town afterwards; a granted amount is refunded and leaves the income record.</summary>
    /// <param name="cooperatives">Cooperatives the actor may act for.</param>
    /// <param name="towns">Towns the actor reviews for.</param>
    /// <returns>null when there is no such claim for this actor.</returns>
    public Task<Guid?> AnswerAsync(ClaimAnswer answer, IReadOnlyCollection<Guid> cooperatives, IReadOnlyCollection<Guid> towns, Acting acting, CancellationToken ct) =>
        db.OnceAsync(acting.Key, acting.Now, async () =>
        {
            var claim = await db.Claims.SingleOrDefaultAsync(x => x.Id == answer.ClaimId && (cooperatives.Contains(x.CooperativeId) || towns.Contains(x.TownId)), ct);
            if (claim is null) return null;
            var asTown = !cooperatives.Contains(claim.CooperativeId);
            claim.Decide(answer.RefundFen, answer.Words.Trim(), acting.Actor.Id, asTown, acting.Now);
            if (answer.RefundFen > 0)
                await refunds.RefundAsync(claim.OrderId, new(claim.LineId, answer.RefundFen, claim.Reason, RefundKind.Claim), acting, ct);
            db.Outbox.Add(OutboxMessage.Of(new ClaimAnswered(claim.Id, claim.OrderNumber, claim.BuyerId, claim.CooperativeId, answer.RefundFen, answer.RefundFen > 0), acting.Now));
            db.Deeds.Add(acting.Actor.Does("claim.answer", claim.Id, acting.Now, claim.CooperativeId));
            return claim.Id;
        }, ct);

    /// <summary>Opens a claim for goods of a recalled lot and grants it at once; the caller holds the transaction.</summary>
    /// <param name="fen">1 to what is left of the line.</param>
    /// <returns>The claim's id.</returns>
    internal async Task<Guid> SettleAsync(SubOrder part, OrderLine line, long fen, RecallApproved recall, DateTime now, CancellationToken ct)
    {
        var system = new Acting(new(Guid.Empty, "system"), null, now);
        var order = await db.Orders.Where(x => x.Id == part.OrderId).Select(x => new { x.Number, x.BuyerId }).SingleAsync(ct);
        var claim = new Claim
        {
            OrderId = part.OrderId,
            OrderNumber = order.Number,
            SubOrderId = part.Id,
            LineId = line.Id,
            CooperativeId = part.CooperativeId,
            TownId = part.TownId,
            BuyerId = order.BuyerId,
            ProductName = line.Name,
            Reason = $"召回 {recall.Number}:{recall.Reason}",
            AskedFen = fen,
            OpenedAt = now,
            AnswerBy = now,
        };
        claim.Decide(fen, "", system.Actor.Id, false, now);
        db.Claims.Add(claim);
        await refunds.RefundAsync(part.OrderId, new(line.Id, fen, claim.Reason, RefundKind.Claim), system, ct);
        db.Outbox.Add(OutboxMessage.Of(new ClaimAnswered(claim.Id, claim.OrderNumber, claim.BuyerId, claim.CooperativeId, fen, true), now));
        return claim.Id;
    }

    /// <summary>Hands claims over to the town whose time to answer has run out.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> EscalateAsync(DateTime now, CancellationToken ct)
    {
        var late = await db.Claims.Where(x => x.State == ClaimState.Open && x.AnswerBy < now).OrderBy(x => x.AnswerBy).Select(x => x.Id).Take(100).ToListAsync(ct);
        foreach (var id in late)
            await db.InTransactionAsync(async () =>
            {
                (await db.Claims.SingleAsync(x => x.Id == id, ct)).Escalate();
                return 0;
            }, ct);
        return late.Count;
    }
}

/// <param name="Reason">What is wrong, 1 to 1,000 characters.</param>
/// <param name="PictureHash">Photo, uploaded before.</param>
/// <param name="AskedFen">1 to what is left of the line.</param>
public sealed record NewClaim(Guid LineId, string Reason, string? PictureHash, long AskedFen);

/// <param name="RefundFen">0 refuses, and then the words are required.</param>
public sealed record ClaimAnswer(Guid ClaimId, long RefundFen, string Words);
