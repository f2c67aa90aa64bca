using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Traceability.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Recall;

/// <summary>Voids the codes of recalled lots; once, however often the bus delivers the message.</summary>
/// <remarks>A batch may have 100 million codes and no row for any: the batch is voided, and every scan asks it.</remarks>
public sealed class VoidCodes(TraceDb db, TimeProvider clock) : IConsumer<RecallApproved>
{
    public async Task Consume(ConsumeContext<RecallApproved> context)
    {
        var (id, recall, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        await db.InTransactionAsync(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(VoidCodes), ct)) return 0;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(VoidCodes) });
            var (now, voided) = ((DateTime?)clock.GetUtcNow().UtcDateTime, 0);
            foreach (var codes in recall.LotCodes.Chunk(400))
                voided += await db.CodeBatches.Where(x => x.VoidedAt == null && db.Lots.Any(y => y.Id == x.LotId && codes.Contains(y.Code))).ExecuteUpdateAsync(set => set.SetProperty(x => x.VoidedAt, now), ct);
            return voided;
        }, ct);
    }
}
