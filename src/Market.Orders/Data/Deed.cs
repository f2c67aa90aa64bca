using Market.Kernel.Data;

namespace Market.Orders.Data;

/// <summary>Who did what to an order, a claim or money, when: written in the same transaction as the deed.</summary>
internal sealed class Deed
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public DateTime At { get; init; }

    /// <summary>The person, or null when time or a provider did it.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>Role the person acted in, e.g. manager, buyer, station; system for nobody.</summary>
    public string Role { get; init; } = "";
    public string Action { get; init; } = "";
    public Guid SubjectId { get; init; }
    public Guid? CooperativeId { get; init; }
}

/// <summary>A person acting in a role.</summary>
/// <param name="Role">Lower-case role name of the API, e.g. manager, station, consumer.</param>
public sealed record Actor(Guid Id, string Role)
{
    internal Deed Does(string action, Guid subject, DateTime now, Guid? cooperativeId = null) =>
        new() { ActorId = Id, Role = Role, Action = action, SubjectId = subject, At = now, CooperativeId = cooperativeId };
}

/// <summary>Somebody acting once.</summary>
/// <param name="Key">null when the act is safe to repeat by its own rules.</param>
public sealed record Acting(Actor Actor, OnceKey? Key, DateTime Now);
