using Market.Catalog.Data;
using Market.Catalog.Messaging;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.People;

/// <summary>Hands queued letters to the messenger. It can only be sure afterwards: a crash in between sends one twice, never none.</summary>
public sealed class LetterSender(CatalogDb db, IMessenger messenger) : IConsumer<LetterQueued>
{
    public async Task Consume(ConsumeContext<LetterQueued> context)
    {
        var (id, letter, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(LetterSender), ct)) return;
        await messenger.SendAsync(new(letter.To, letter.Subject, letter.Text), ct);
        db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(LetterSender) });
        await db.SaveChangesAsync(ct);
    }
}
