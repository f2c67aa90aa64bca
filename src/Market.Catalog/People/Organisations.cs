
namespace Market.Catalog.People;

/// <summary>A town (镇): reviews listings and decides claims that were not answered.</summary>
internal sealed class Town
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
}

/// <summary>An e-commerce station (电商服务站): a pickup point that may list for a cooperative under a mandate.</summary>
internal sealed class Station
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public Guid TownId { get; init; }
    public string Address { get; init; } = "";
    public string Phone { get; init; } = "";
}

/// <summary>A cooperative's dated permission for a station to list on its behalf; valid through the end of its last day.</summary>
internal sealed class Mandate
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StationId { get; init; }
    public Guid CooperativeId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly Until { get; init; }
}

/// <summary>Who buys in bulk: a chain of supermarkets (连锁超市), a large mall (大型商场), or a unit that buys for its canteens (采购单位).</summary>
public enum ChainKind { Supermarket, Mall, Unit }

/// <summary>A supermarket chain (商超), or another house that buys in bulk.</summary>
internal sealed class Chain
{
    public ChainKind Kind { get; init; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
}

/// <summary>A shop of a chain (门店): where goods are delivered.</summary>
internal sealed class Store
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid ChainId { get; init; }
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public Guid TownId { get; init; }
    public string Address { get; init; } = "";

    /// <summary>Last day it was open; null while it is.</summary>
    public DateOnly? ClosedOn { get; init; }
}

/// <summary>How far it is by road from a town to another, or within one; kept for both directions.</summary>
internal sealed class Road
{
    public Guid FromTownId { get; init; }
    public Guid ToTownId { get; init; }

    /// <summary>Metres, above 0.</summary>
    public long Metres { get; set; }
}

/// <summary>Who did what, when: written in the same transaction as the deed.</summary>
internal sealed class AuditEntry
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public DateTime At { get; init; }
    public Guid ActorId { get; init; }
    public string Action { get; init; } = "";
    public Guid SubjectId { get; init; }
    public string Detail { get; init; } = "";
}

/// <summary>A message to one person; its mail or SMS copy leaves through <see cref="Messaging.IMessenger"/>.</summary>
internal sealed class Notification
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PersonId { get; init; }
    public DateTime At { get; init; }

    /// <summary>Key of the sentence, e.g. order.paid.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Values of the sentence, separated by a line feed.</summary>
    public string Args { get; init; } = "";
    public string Link { get; init; } = "";
    public DateTime? ReadAt { get; set; }
}
