namespace Market.Kernel.Outbox;

/// <summary>Says that one consumer has had one message; its key stops a second effect.</summary>
public sealed class InboxReceipt
{
    public Guid MessageId { get; init; }
    public string Consumer { get; init; } = "";
}
