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

    private readonly List<Func<IQueryable<EventRow>, IQueryable<EventKey>, IQueryable<EventRow>>> conditions = [];

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

    public IQueryable<EventRow> Apply(IQueryable<EventRow> events, IQueryable<EventKey> keys) => conditions.Aggregate(events, (x, condition) => condition(x, keys));

    private void Add(string name, string value)
    {
        var values = value.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (values.Length is 0 or > MostValues) throw new QueryParameterException(name, value);
        if (Matches.TryGetValue(name, out var match)) AddMatch(match.Roles, match.IsClass, values);
        else if (name.StartsWith("GE_", StringComparison.Ordinal) || name.StartsWith("LT_", StringComparison.Ordinal)) AddTime(name, value);
        else if (name is "orderBy" or "orderDirection" or "eventCountLimit" or "maxEventCount") AddControl(name, value);
        else AddEquals(name, value, values);
    }

    private void AddMatch(KeyRole[] roles, bool isClass, string[] values)
    {
        var exact = values.Select(x => DigitalLink.CanonicalDigitalLink.TryOf(x) ?? x).ToArray();
        conditions.Add((events, keys) => events.Where(x => keys.Any(y => y.Seq == x.Seq && y.IsClass == isClass && roles.Contains(y.Role) && exact.Contains(y.Key))));
    }

    private void AddTime(string name, string value)
    {
        if (!EventTimes.TryParse(value, out var at)) throw new QueryParameterException(name, value);
        conditions.Add(name switch
        {
            "GE_eventTime" => (events, _) => events.Where(x => x.EventTime >= at),
            "LT_eventTime" => (events, _) => events.Where(x => x.EventTime < at),
            "GE_recordTime" => (events, _) => events.Where(x => x.RecordTime >= at),
            "LT_recordTime" => (events, _) => events.Where(x => x.RecordTime < at),
            _ => throw new QueryParameterException(name, value),
        });
    }

    private void AddEquals(string name, string value, string[] values)
    {
        var places = values.Select(x => DigitalLink.CanonicalDigitalLink.TryOf(x) ?? x).ToArray();
        var (steps, states) = (values.Select(Vocabulary.BizStep.Bare).ToArray(), values.Select(Vocabulary.Disposition.Bare).ToArray());
        conditions.Add(name switch
        {
            "eventType" => (events, _) => events.Where(x => values.Contains(x.Type)),
            "EQ_action" => (events, _) => events.Where(x => values.Contains(x.Action)),
            "EQ_bizStep" => (events, _) => events.Where(x => steps.Contains(x.BizStep)),
            "EQ_disposition" => (events, _) => events.Where(x => states.Contains(x.Disposition)),
            "EQ_readPoint" => (events, _) => events.Where(x => places.Contains(x.ReadPoint)),
            "EQ_bizLocation" => (events, _) => events.Where(x => places.Contains(x.BizLocation)),
            "EQ_eventID" => (events, _) => events.Where(x => values.Contains(x.EventId)),
            "EXISTS_errorDeclaration" when value is "true" => (events, _) => events.Where(x => x.Declared != ""),
            _ => throw new QueryParameterException(name, value),
        });
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
