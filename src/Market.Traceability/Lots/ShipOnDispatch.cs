using System.Text.Json.Nodes;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Traceability.Data;
using Market.Traceability.Events;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Lots;

/// <summary>Goods of lots left for a buyer or a supermarket: the books of the lots and the events follow, however often the bus delivers the message.</summary>
public sealed class ShipOnDispatch(TraceDb db, TraceSettings settings, LotTaking taking, TimeProvider clock) : IConsumer<SubOrderDispatched>, IConsumer<DeliveryShipped>
{
    private readonly OwnEventBook events = new(db, clock);

    public Task Consume(ConsumeContext<SubOrderDispatched> context) => context.Message is { Lots: { Length: > 0 } lots } sent
        ? ShipAsync(context, new(sent.SubOrderId, sent.CooperativeId, lots, $"urn:uuid:{sent.SubOrderId}", settings.Place("order", sent.OrderNumber)), context.CancellationToken) : Task.CompletedTask;

    public Task Consume(ConsumeContext<DeliveryShipped> context) => context.Message is { Lots: { Length: > 0 } lots } sent
        ? ShipAsync(context, new(sent.DeliveryId, sent.CooperativeId, lots, settings.Place("delivery", sent.Number), settings.Place("store", sent.ChainId.ToString())), context.CancellationToken) : Task.CompletedTask;

    /// <param name="PartId">What the goods were taken for.</param>
    /// <param name="Note">The delivery note's key; <paramref name="To"/> the receiver's.</param>
    private sealed record Shipment(Guid PartId, Guid CooperativeId, LotShare[] Lots, string Note, string To);

    private Task ShipAsync(ConsumeContext context, Shipment sent, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var id = context.MessageId!.Value;
        if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(ShipOnDispatch), ct)) return 0;
        db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(ShipOnDispatch) });
        var codes = sent.Lots.Select(x => x.LotCode).ToArray();
        var lots = await db.Lots.AsNoTracking().Where(x => codes.Contains(x.Code)).ToDictionaryAsync(x => x.Code, ct);
        await taking.ShippedAsync(sent.PartId, sent.Lots.GroupBy(x => lots[x.LotCode].Id).ToDictionary(x => x.Key, x => x.Sum(y => y.Grams)), ct);
        await events.AppendAsync(Shipping(sent, sent.Lots.Select(x => OwnEvents.Quantity(lots[x.LotCode].Key, x.Grams))), sent.CooperativeId, ct);
        return sent.Lots.Length;
    }, ct);

    private JsonObject Shipping(Shipment sent, IEnumerable<JsonObject> goods)
    {
        var told = OwnEvents.Begin("ObjectEvent", "shipping", events.Now);
        (told["action"], told["bizStep"], told["disposition"]) = ("OBSERVE", "shipping", "in_transit");
        told["quantityList"] = new JsonArray([.. goods]);
        told["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "desadv", ["bizTransaction"] = sent.Note });
        told["sourceList"] = new JsonArray(new JsonObject { ["type"] = "possessing_party", ["source"] = settings.Place("cooperative", sent.CooperativeId.ToString()) });
        told["destinationList"] = new JsonArray(new JsonObject { ["type"] = "possessing_party", ["destination"] = sent.To });
        return told;
    }
}
