namespace Market.Traceability.Epcis;

/// <summary>One captured event: what it says as it came, and the fields it is searched by.</summary>
internal sealed class EventRow
{
    /// <summary>Order of capture, from 1, without gaps.</summary>
    public long Seq { get; init; }

    /// <summary>Given by whoever captured it, otherwise the event hash; several rows share one when an error was declared.</summary>
    public string EventId { get; init; } = "";

    /// <summary>The error declaration's time as written; empty for an event that is no correction.</summary>
    public string Declared { get; init; } = "";

    /// <summary>Event hash (CBV 2.0) in 64 hexadecimal digits.</summary>
    public string ContentHash { get; init; } = "";
    public string Type { get; init; } = "";

    /// <summary>OBSERVE, ADD or DELETE; empty for a transformation.</summary>
    public string Action { get; init; } = "";

    public DateTime EventTime { get; init; }
    public DateTime RecordTime { get; init; }

    /// <summary>Bare word where the standard has one, else the URI; empty when absent. So are the next.</summary>
    public string BizStep { get; init; } = "";
    public string Disposition { get; init; } = "";
    public string ReadPoint { get; init; } = "";
    public string BizLocation { get; init; } = "";

    /// <summary>The organisation that captured it; null when the marketplace did.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Highest temperature it reports, tenths of a degree Celsius; null when it reports none.</summary>
    public int? PeakTenths { get; init; }

    /// <summary>The event in JSON, as it came, with eventID and recordTime.</summary>
    public string Body { get; init; } = "";

    /// <summary>Prefixes of its extension fields, a JSON object.</summary>
    public string Prefixes { get; init; } = "{}";
}

/// <summary>Where in an event a key stands.</summary>
internal enum KeyRole
{
    Epc, Parent, Child, Input, Output,

    /// <summary>Party or place that the goods come from (sourceList).</summary>
    Source,

    /// <summary>Party or place that the goods go to (destinationList).</summary>
    Destination,

    /// <summary>Transformation told in several events (transformationID).</summary>
    Process,
}

/// <summary>A key that an event is about.</summary>
internal sealed class EventKey
{
    public long Seq { get; init; }

    /// <summary>Place in the event, from 0.</summary>
    public int Ordinal { get; init; }
    public KeyRole Role { get; init; }

    /// <summary>Canonical Digital Link for keys of GS1, else the URI as it came.</summary>
    public string Key { get; init; } = "";

    /// <summary>A lot or kind of goods with a quantity, not one thing.</summary>
    public bool IsClass { get; init; }

    /// <summary>Mass in grams when the event gives one, else null.</summary>
    public long? Grams { get; init; }

    /// <summary>Count in thousandths when the quantity is no mass, else null.</summary>
    public long? CountMilli { get; init; }
}
