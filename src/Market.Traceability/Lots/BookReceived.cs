using System.Text.Json.Nodes;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Traceability.Data;
using Market.Traceability.Events;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Lots;

/// <summary>A supermarket booked goods in against a contract: an event for each lot, and what was rejected goes back onto the lot, however often the bus delivers the message.</summary>
public sealed class BookReceived(TraceDb db, TraceSettings settings, TimeProvider clock) : IConsumer<GoodsReceived>
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
            foreach (var share in came.Lots) await events.AppendAsync(Receiving(came, lots[share.LotCode].Key, share), came.CooperativeId, ct);
            return came.Lots.Length;
        }, ct);
    }

    private JsonObject Receiving(GoodsReceived came, string lot, ReceivedShare share)
    {
        var told = OwnEvents.Begin("ObjectEvent", "receiving", events.Now);
        (told["action"], told["bizStep"], told["disposition"]) = ("OBSERVE", "receiving", "in_progress");
        told["quantityList"] = new JsonArray(OwnEvents.Quantity(lot, share.Accepted));
        told["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "desadv", ["bizTransaction"] = settings.Place("delivery", came.Number) });
        (told["cm:acceptedKilograms"], told["cm:shortKilograms"], told["cm:rejectedKilograms"]) = (share.Accepted / 1000m, share.Short / 1000m, share.Rejected / 1000m);
        told["sourceList"] = new JsonArray(new JsonObject { ["type"] = "possessing_party", ["source"] = settings.Place("cooperative", came.CooperativeId.ToString()) });
        told["destinationList"] = new JsonArray(new JsonObject { ["type"] = "possessing_party", ["destination"] = settings.Place("store", came.ChainId.ToString()) });
        return told;
    }
}
