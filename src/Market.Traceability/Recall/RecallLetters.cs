using Market.Kernel.Messages;
using Market.Kernel.Outbox;

namespace Market.Traceability.Recall;

/// <summary>Messages to the receivers of recalled goods; buyers are told through their orders.</summary>
internal static class RecallLetters
{
    private const int PerMessage = 100;

    /// <summary>Kinds of receivers that answer: organisations of the marketplace.</summary>
    public static readonly string[] Organisations = ["station", "store", "cooperative"];

    public static IEnumerable<OutboxMessage> Of(RecallCase recall, IEnumerable<RecallNotice> notices, TraceSettings settings, bool reminder, DateTime now) => notices
        .Where(x => Organisations.Contains(x.Kind))
        .Select(x => new ToldReceiver(x.Id, x.Kind, x.Receiver[settings.Place(x.Kind, "").Length..], x.AnswerBy))
        .Chunk(PerMessage).Select(x => OutboxMessage.Of(new RecallTold(recall.Number, recall.Reason, reminder, x), now));
}
