using Market.Traceability.Lots;

namespace Market.Traceability.Tracing;

/// <summary>Which way a trace goes.</summary>
public enum TraceDirection
{
    /// <summary>To where the goods came from.</summary>
    Back,

    /// <summary>To where they went.</summary>
    Forward,

    Both,
}

/// <summary>What a node of a trace is.</summary>
public enum TraceNodeKind
{
    /// <summary>A lot or kind of goods, with a quantity.</summary>
    Lot,

    /// <summary>One thing.</summary>
    Item,

    /// <summary>Something that holds others: a crate, a pallet.</summary>
    Pack,

    /// <summary>A party or place that sent or received goods.</summary>
    Place,

    Plot,
}

/// <summary>Why two nodes are linked.</summary>
public enum TraceLinkKind
{
    /// <summary>Plot to harvest lot.</summary>
    Harvest,

    /// <summary>Input to output of one transformation.</summary>
    Transformation,

    /// <summary>Content to what holds it.</summary>
    Aggregation,

    /// <summary>Goods to who receives them.</summary>
    Shipping,

    /// <summary>Who sent the goods to the goods.</summary>
    Receiving,
}

/// <summary>What to trace, and how far.</summary>
/// <param name="Depth">Most links in a row, 1 to 100.</param>
/// <param name="Nodes">Most nodes for each direction, 1 to 50,000; what lies beyond is left out and the graph marked as truncated.</param>
public sealed record TraceQuestion(TraceDirection Direction, int Depth = 32, int Nodes = 5_000);

/// <summary>Goods, a place or a plot.</summary>
/// <param name="Key">Key in events.</param>
/// <param name="Certain">Reached by links that are all told, none inferred: the narrowest scope. The widest scope is every node.</param>
/// <param name="Lot">Facts of a lot of the marketplace that the caller may see, else null.</param>
public sealed record TraceNode(string Key, TraceNodeKind Kind, bool Certain, TracedLot? Lot);

/// <summary>A lot as a trace shows it.</summary>
/// <param name="ProducedGrams">Grams harvested or packed.</param>
/// <param name="LeftGrams">Grams still there by the books.</param>
public sealed record TracedLot(string Code, Guid CooperativeId, string ProductName, string ProductNameEn, DateOnly HarvestedOn, LotState State, long ProducedGrams, long LeftGrams);

/// <summary>Goods went from one node to the other.</summary>
/// <param name="Grams">Mass that went this way; for mixed lots the share by weight. null when the events give none.</param>
/// <param name="Inferred">No event says that goods of the one are in the other: several inputs and several outputs, or a part of a lot taken out of a pack.</param>
public sealed record TraceLink(string From, string To, TraceLinkKind Kind, long? Grams, bool Inferred);

/// <summary>All that a trace found.</summary>
/// <param name="Truncated">A limit was reached: there is more.</param>
/// <param name="Balance">Mass balance of the lot asked for; null when it is no lot of the marketplace.</param>
public sealed record TraceGraph(string Key, IReadOnlyList<TraceNode> Nodes, IReadOnlyList<TraceLink> Links, bool Truncated, LotBalance? Balance);
