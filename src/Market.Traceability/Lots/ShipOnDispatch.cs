using System.Text.Json.Nodes;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Traceability.Data;
using Market.Traceability.Events;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Lots;

/// <summary>Goods of lots left for a buyer: the books of the lots and the events follow, however often the bus delivers the message.</summary>
public sealed class ShipOnDispatch(TraceDb db, TraceSettings settings, LotTaking taking, TimeProvider clock) : IConsumer<SubOrderDispatched>
{
    private readonly OwnEventBook events = new(db, clock);

    public async Task Consume(ConsumeContext<SubOrderDispatched> context)
    {
        var (id, sent, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        if (sent.Lots is not { Length: > 0 } shares) return;
        await db.InTransactionAsync(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(ShipOnDispatch), ct)) return 0;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(ShipOnDispatch) });
            var codes = shares.Select(x => x.LotCode).ToArray();
            var lots = await db.Lots.AsNoTracking().Where(x => codes.Contains(x.Code)).ToDictionaryAsync(x => x.Code, ct);
            await taking.ShippedAsync(sent.SubOrderId, shares.GroupBy(x => lots[x.LotCode].Id).ToDictionary(x => x.Key, x => x.Sum(y => y.Grams)), ct);
            await events.AppendAsync(Shipping(sent, shares.Select(x => OwnEvents.Quantity(lots[x.LotCode].Key, x.Grams))), sent.CooperativeId, ct);
            return shares.Length;
        }, ct);
    }

    private JsonObject Shipping(SubOrderDispatched sent, IEnumerable<JsonObject> goods)
    {
        var told = OwnEvents.Begin("ObjectEvent", "shipping", events.Now);
        (told["action"], told["bizStep"], told["disposition"]) = ("OBSERVE", "shipping", "in_transit");
        told["quantityList"] = new JsonArray([.. goods]);
        told["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "desadv", ["bizTransaction"] = $"urn:uuid:{sent.SubOrderId}" });
        told["sourceList"] = new JsonArray(new JsonObject { ["type"] = "possessing_party", ["source"] = settings.Place("cooperative", sent.CooperativeId.ToString()) });
        told["destinationList"] = new JsonArray(new JsonObject { ["type"] = "possessing_party", ["destination"] = settings.Place("order", sent.OrderNumber) });
        return told;
    }
}
