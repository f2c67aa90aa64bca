using System.Text.Json;

namespace Market.Kernel.Outbox;

/// <summary>A message that is written in the same transaction as the change it tells of, and sent afterwards.</summary>
public sealed class OutboxMessage
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Full name of a record in <c>Market.Kernel.Messages</c>.</summary>
    public string Type { get; private init; } = "";
    public string Body { get; private init; } = "";
    public DateTime CreatedAt { get; private init; }
    public DateTime? LeaseUntil { get; private init; }

    /// <summary>The sender that has the row until its lease ends.</summary>
    public Guid? LeasedBy { get; private init; }
    public DateTime? SentAt { get; private init; }
    public int Attempts { get; private init; }

    /// <summary>Last failure, kept for the operator; a message is never dropped.</summary>
    public string? Error { get; private init; }

    private OutboxMessage() { }

    /// <summary>Wraps a message of <c>Market.Kernel.Messages</c>.</summary>
    public static OutboxMessage Of<T>(T message, DateTime now) where T : notnull => new()
    {
        Type = typeof(T).FullName!,
        Body = JsonSerializer.Serialize(message),
        CreatedAt = now,
    };

    /// <exception cref="InvalidOperationException">The type is not a message of the kernel.</exception>
    public object Open()
    {
        var type = typeof(OutboxMessage).Assembly.GetType(Type)
            ?? throw new InvalidOperationException($"Unknown message type {Type}.");
        return JsonSerializer.Deserialize(Body, type)!;
    }
}
