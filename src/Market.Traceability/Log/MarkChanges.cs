using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Traceability.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Log;

/// <summary>Takes what happens to licences and certificates into the public log: each has a chain of its own, so that nothing of it can be left out later.</summary>
public sealed class MarkChanges(TraceDb db) : IConsumer<MarkChanged>
{
    public async Task Consume(ConsumeContext<MarkChanged> context)
    {
        var (id, mark, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        await db.InTransactionAsync(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(MarkChanges), ct)) return false;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(MarkChanges) });
            var entry = await db.TakeAsync("log", 1, ct);
            await db.BulkInsertAsync<LogEntry>([new() { Id = entry, Subject = Subject(mark.Kind, mark.Number), ContentHash = Hash(mark) }], ct);
            return true;
        }, ct);
    }

    /// <summary>Name of a mark's chain.</summary>
    public static string Subject(string kind, string number) => $"marks/{kind}/{number}";

    /// <summary>What is hashed: form, kind, number, change and instant, a line each.</summary>
    internal static string Hash(MarkChanged mark) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"coopmarket-mark-v1\n{mark.Kind}\n{mark.Number}\n{mark.Change}\n{mark.At:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n"))));
}
