using System.Collections.Frozen;
using System.Globalization;

namespace Market.Traceability.Epcis;

/// <summary>A parameter of a query that cannot be read or is not there.</summary>
/// <param name="name">As the caller wrote it.</param>
public sealed class QueryParameterException(string name, string value) : Exception($"The query parameter {name} cannot be used with the value {value}.")
{
    public string Name { get; } = name;
    public string Value { get; } = value;
}

/// <summary>What is asked: events, and beside them their keys and facts.</summary>
internal sealed record EventTables(IQueryable<EventRow> Events, IQueryable<EventKey> Keys, IQueryable<EventFact> Facts);

/// <summary>The parameters of SimpleEventQuery, turned into conditions. Several values of one parameter are alternatives, several parameters all hold.</summary>
/// <remarks>Source: EPCIS 2.0, section 8.2.7.1; in REST the values of a list stand between bars.</remarks>
internal sealed class EventQuery
{
    private const int MostValues = 200;

    private static readonly FrozenDictionary<string, (KeyRole[] Roles, bool IsClass)> Matches = new Dictionary<string, (KeyRole[], bool)>
    {
        ["MATCH_epc"] = ([KeyRole.Epc, KeyRole.Child], false),
        ["MATCH_parentID"] = ([KeyRole.Parent], false),
        ["MATCH_inputEPC"] = ([KeyRole.Input], false),
        ["MATCH_outputEPC"] = ([KeyRole.Output], false),
        ["MATCH_anyEPC"] = ([KeyRole.Epc, KeyRole.Child, KeyRole.Parent, KeyRole.Input, KeyRole.Output], false),
        ["MATCH_epcClass"] = ([KeyRole.Epc, KeyRole.Child], true),
        ["MATCH_inputEPCClass"] = ([KeyRole.Input], true),
        ["MATCH_outputEPCClass"] = ([KeyRole.Output], true),
        ["MATCH_anyEPCClass"] = ([KeyRole.Epc, KeyRole.Child, KeyRole.Input, KeyRole.Output], true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly List<Func<EventTables, IQueryable<EventRow>>> conditions = [];

    /// <summary>Newest event time first, oldest first, or in the order of capture.</summary>
    public (bool ByEventTime, bool Descending) Order { get; private set; }

    /// <summary>No more than this many in all; null without a limit.</summary>
    public int? Limit { get; private set; }

    /// <summary>More than this many are an error; null without a limit.</summary>
    public int? Most { get; private set; }

    /// <exception cref="QueryParameterException">A parameter is unknown or its value is none.</exception>
    public static EventQuery Of(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = new EventQuery();
        foreach (var (name, value) in parameters) query.Add(name, value);
        return query;
    }

    public IQueryable<EventRow> Apply(EventTables tables) => conditions.Aggregate(tables, (x, condition) => x with { Events = condition(x) }).Events;

    private void Add(string name, string value)
    {
        var values = value.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // The standard gives this one no value at all.
        if (name == "EXISTS_errorDeclaration" && value is ("" or "true")) conditions.Add(x => x.Events.Where(e => e.Declared != ""));
        else if (values.Length is 0 or > MostValues) throw new QueryParameterException(name, value);
        else if (name is "orderBy" or "orderDirection" or "eventCountLimit" or "maxEventCount") AddControl(name, value);
        else conditions.Add(Matches.TryGetValue(name, out var match) ? Match(name, value, KeyPattern.Condition(match.Roles, match.IsClass, values)) : Fact(name, value, values) ?? Time(name, value) ?? Equal(name, values) ?? throw new QueryParameterException(name, value));
    }

    private static Func<EventTables, IQueryable<EventRow>> Match(string name, string value, System.Linq.Expressions.Expression<Func<EventKey, bool>>? condition)
    {
        if (condition is null) throw new QueryParameterException(name, value);
        return x =>
        {
            var keys = x.Keys.Where(condition);
            return x.Events.Where(e => keys.Any(y => y.Seq == e.Seq));
        };
    }

    private static Func<EventTables, IQueryable<EventRow>>? Fact(string name, string value, string[] values)
    {
        if (FactCondition.Of(name, value, values) is not { } condition) return null;
        return x =>
        {
            var facts = x.Facts.Where(condition);
            return x.Events.Where(e => facts.Any(y => y.Seq == e.Seq));
        };
    }

    private static Func<EventTables, IQueryable<EventRow>>? Time(string name, string value)
    {
        if (name is not ("GE_eventTime" or "LT_eventTime" or "GE_recordTime" or "LT_recordTime")) return null;
        if (!EventTimes.TryParse(value, out var at)) throw new QueryParameterException(name, value);
        return name switch
        {
            "GE_eventTime" => x => x.Events.Where(e => e.EventTime >= at),
            "LT_eventTime" => x => x.Events.Where(e => e.EventTime < at),
            "GE_recordTime" => x => x.Events.Where(e => e.RecordTime >= at),
            _ => x => x.Events.Where(e => e.RecordTime < at),
        };
    }

    private static Func<EventTables, IQueryable<EventRow>>? Equal(string name, string[] values)
    {
        var places = values.Select(EventFact.Canonical).ToArray();
        var (steps, states) = (values.Select(Vocabulary.BizStep.Bare).ToArray(), values.Select(Vocabulary.Disposition.Bare).ToArray());
        return name switch
        {
            "eventType" => x => x.Events.Where(e => values.Contains(e.Type)),
            "EQ_action" => x => x.Events.Where(e => values.Contains(e.Action)),
            "EQ_bizStep" => x => x.Events.Where(e => steps.Contains(e.BizStep)),
            "EQ_disposition" => x => x.Events.Where(e => states.Contains(e.Disposition)),
            // No place is kept as being within another one: within it is only itself.
            "EQ_readPoint" or "WD_readPoint" => x => x.Events.Where(e => places.Contains(e.ReadPoint)),
            "EQ_bizLocation" or "WD_bizLocation" => x => x.Events.Where(e => places.Contains(e.BizLocation)),
            "EQ_eventID" => x => x.Events.Where(e => values.Contains(e.EventId)),
            _ => null,
        };
    }

    private void AddControl(string name, string value)
    {
        switch (name)
        {
            case "orderBy" when value is "eventTime" or "recordTime": Order = (value == "eventTime", Order.Descending); break;
            case "orderDirection" when value is "ASC" or "DESC": Order = (Order.ByEventTime, value == "DESC"); break;
            case "eventCountLimit" when Count(value) is { } limit: Limit = limit; break;
            case "maxEventCount" when Count(value) is { } most: Most = most; break;
            default: throw new QueryParameterException(name, value);
        }
    }

    private static int? Count(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
}
