using System.Text.Json.Nodes;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Events;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Lots;

/// <summary>A supermarket booked goods in against a contract, or put right what it booked: an event for each lot, and what was rejected goes back onto the lot to be checked, however often the bus delivers the message.</summary>
public sealed class BookReceived(TraceDb db, TraceSettings settings, TimeProvider clock) : IConsumer<GoodsReceived>, IConsumer<GoodsCorrected>
{
    private readonly OwnEventBook events = new(db, clock);

    public async Task Consume(ConsumeContext<GoodsReceived> context)
    {
        var (id, came, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        await db.InTransactionAsync(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(BookReceived), ct)) return 0;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(BookReceived) });
            var codes = came.Lots.Select(x => x.LotCode).ToArray();
            var lots = await db.Lots.Where(x => codes.Contains(x.Code)).ToDictionaryAsync(x => x.Code, ct);
            foreach (var share in came.Lots) lots[share.LotCode].Return(share.Rejected);
            await db.SaveChangesAsync(ct);
            foreach (var share in came.Lots) await events.AppendAsync(Receiving(came, lots[share.LotCode].Key, share, events.Now), came.CooperativeId, ct);
            return came.Lots.Length;
        }, ct);
    }

    /// <summary>The event that was wrong is declared so and names the one that holds instead.</summary>
    public async Task Consume(ConsumeContext<GoodsCorrected> context)
    {
        var (id, right, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        if (right.Lots.Length == 0) return;
        await db.InTransactionAsync(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(BookReceived), ct)) return 0;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(BookReceived) });
            var codes = right.Lots.Select(x => x.Now.LotCode).ToArray();
            var lots = await db.Lots.Where(x => codes.Contains(x.Code)).ToDictionaryAsync(x => x.Code, ct);
            var wrong = new Dictionary<string, List<EventRow>>(StringComparer.Ordinal);
            foreach (var (before, _) in right.Lots) wrong[before.LotCode] = await WrongAsync(right, lots[before.LotCode].Key, before, ct);
            foreach (var (before, now) in right.Lots)
                if (now.Rejected > before.Rejected) lots[now.LotCode].ReturnAfterAll(now.Rejected - before.Rejected);
                else lots[now.LotCode].TakeBackReturn(before.Rejected - now.Rejected);
            await db.SaveChangesAsync(ct);
            var came = new GoodsReceived(right.DeliveryId, right.Number, right.ChainId, right.CooperativeId, [], right.At, []);
            foreach (var (_, now) in right.Lots.Where(x => Nth(wrong[x.Now.LotCode][0]) < right.Nth))
            {
                var told = Receiving(came, lots[now.LotCode].Key, now, right.At);
                (told["cm:correction"], told["cm:reason"]) = (right.Nth, right.Reason);
                await events.CorrectAsync(wrong[now.LotCode], told, right.CooperativeId, ct);
            }
            return 0;
        }, ct);
    }

    private JsonObject Receiving(GoodsReceived came, string lot, ReceivedShare share, DateTime at)
    {
        var told = OwnEvents.Begin("ObjectEvent", "receiving", at);
        (told["action"], told["bizStep"], told["disposition"]) = ("OBSERVE", "receiving", "in_progress");
        told["quantityList"] = new JsonArray(OwnEvents.Quantity(lot, share.Accepted));
        told["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "desadv", ["bizTransaction"] = settings.Place("delivery", came.Number) });
        (told["cm:acceptedKilograms"], told["cm:shortKilograms"], told["cm:rejectedKilograms"]) = (share.Accepted / 1000m, share.Short / 1000m, share.Rejected / 1000m);
        told["sourceList"] = new JsonArray(new JsonObject { ["type"] = "possessing_party", ["source"] = settings.Place("cooperative", came.CooperativeId.ToString()) });
        told["destinationList"] = new JsonArray(new JsonObject { ["type"] = "possessing_party", ["destination"] = settings.Place("store", came.ChainId.ToString()) });
        return told;
    }

    /// <summary>What was told of a lot of the delivery, and holds until now.</summary>
    /// <param name="before">As the receiver had booked it before; a later correction that came first has overtaken this one.</param>
    /// <exception cref="InvalidOperationException">What was booked before is not told yet: the message comes again later.</exception>
    private async Task<List<EventRow>> WrongAsync(GoodsCorrected right, string lot, ReceivedShare before, CancellationToken ct)
    {
        var note = EventFact.Canonical(settings.Place("delivery", right.Number));
        var told = await db.Events.AsNoTracking().Where(x => x.BizStep == "receiving" && x.OwnerId == right.CooperativeId && x.Declared == "" && !db.Events.Any(y => y.EventId == x.EventId && y.Declared != "")
                && db.EventFacts.Any(y => y.Seq == x.Seq && y.Kind == FactKind.BizTransaction && y.Text == note) && db.EventKeys.Any(y => y.Seq == x.Seq && y.Key == lot))
            .OrderByDescending(x => x.Seq).ToListAsync(ct);
        // Once, a lot that was picked for two lines had two events.
        if (told.Count == 0 || (Nth(told[0]) < right.Nth && Said(told) != before with { LotCode = "" })) throw new InvalidOperationException($"Delivery {right.Number} is not booked in yet as it was before correction {right.Nth}.");
        return told;
    }

    /// <summary>Of which correction the event is; 0 for goods-in itself.</summary>
    private static int Nth(EventRow told) => JsonNode.Parse(told.Body)!["cm:correction"]?.GetValue<int>() ?? 0;

    private static ReceivedShare Said(List<EventRow> told)
    {
        long Sum(string member) => told.Sum(x => (long)(JsonNode.Parse(x.Body)![member]!.GetValue<decimal>() * 1000));
        return new("", Sum("cm:acceptedKilograms"), Sum("cm:shortKilograms"), Sum("cm:rejectedKilograms"));
    }
}
