
namespace Market.Orders.Payments.Sandbox;

/// <summary>How the sandbox provider behaves. It exists for demos and tests; a real shop switches it off.</summary>
public sealed record SandboxSettings
{
    /// <summary>The provider's own durable log, a SQLite file apart from the shop's databases.</summary>
    public string File { get; init; } = "sandbox.db";

    /// <summary>Secrets of payment links and webhooks; the first signs, all are accepted.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = ["sandbox"];

    /// <summary>Share of refunds that are done but answered with an error, percent.</summary>
    public int TimeoutPercent { get; init; }

    /// <summary>Share of events that are delivered twice, percent.</summary>
    public int DuplicatePercent { get; init; }

    /// <summary>Longest time an event is held back; events, also those of one payment, overtake each other when it is above zero.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Seed of the faults: with the same seed an event has the same ones.</summary>
    public int Seed { get; init; } = 1;
}
