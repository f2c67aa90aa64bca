using System.Collections.Frozen;
using System.Globalization;
using System.Linq.Expressions;

namespace Market.Traceability.Epcis;

/// <summary>The parameters of SimpleEventQuery that ask for facts.</summary>
internal static class FactCondition
{
    private static readonly FrozenDictionary<string, (FactKind Kind, Func<string, string> Keep)> Texts = new Dictionary<string, (FactKind, Func<string, string>)>
    {
        ["EQ_transformationID"] = (FactKind.TransformationId, EventFact.Canonical),
        ["EQ_persistentDisposition_set"] = (FactKind.Set, Vocabulary.Disposition.Bare),
        ["EQ_persistentDisposition_unset"] = (FactKind.Unset, Vocabulary.Disposition.Bare),
        ["EQ_errorReason"] = (FactKind.ErrorReason, Vocabulary.ErrorReason.Bare),
        ["EQ_correctiveEventID"] = (FactKind.CorrectiveEvent, x => x),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly (string Prefix, FactKind Kind, Vocabulary Types)[] Typed =
    [
        ("EQ_bizTransaction_", FactKind.BizTransaction, Vocabulary.BizTransactionType),
        ("EQ_source_", FactKind.Source, Vocabulary.SourceDestType),
        ("EQ_destination_", FactKind.Destination, Vocabulary.SourceDestType),
    ];

    /// <returns>null when the parameter asks for something else.</returns>
    /// <exception cref="QueryParameterException">It asks for a fact, with a value that none can have.</exception>
    public static Expression<Func<EventFact, bool>>? Of(string name, string value, string[] values)
    {
        if (Texts.TryGetValue(name, out var text)) return Text(text.Kind, [.. values.Select(text.Keep)]);
        foreach (var (prefix, kind, types) in Typed)
            if (name.StartsWith(prefix, StringComparison.Ordinal)) return Text(kind, [.. values.Select(EventFact.Canonical)], types.Bare(name[prefix.Length..]));
        return name switch
        {
            "EQ_quantity" => Equal([.. values.Select(x => Amount(name, x))]),
            "GT_quantity" or "GE_quantity" or "LT_quantity" or "LE_quantity" => Compare(FactKind.Quantity, name[..2], Amount(name, value)),
            // The standard's text and its schema spell it differently.
            "GE_errorDeclarationTime" or "LT_errorDeclarationTime" or "GE_errorDeclaration_Time" or "LT_errorDeclaration_Time" =>
                EventTimes.TryParse(value, out var at) ? Compare(FactKind.ErrorTime, name[..2], EventFact.Milliseconds(at)) : throw new QueryParameterException(name, value),
            _ => null,
        };
    }

    private static Expression<Func<EventFact, bool>> Text(FactKind kind, string[] texts, string? type = null) =>
        type is null ? x => x.Kind == kind && texts.Contains(x.Text) : x => x.Kind == kind && x.Type == type && texts.Contains(x.Text);

    private static Expression<Func<EventFact, bool>> Equal(long[] numbers) => x => x.Kind == FactKind.Quantity && numbers.Contains(x.Number);

    private static Expression<Func<EventFact, bool>> Compare(FactKind kind, string how, long number) => how switch
    {
        "GT" => x => x.Kind == kind && x.Number > number,
        "GE" => x => x.Kind == kind && x.Number >= number,
        "LT" => x => x.Kind == kind && x.Number < number,
        _ => x => x.Kind == kind && x.Number <= number,
    };

    private static long Amount(string name, string value) => decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount)
        ? EventFact.Thousandths(amount)
        : throw new QueryParameterException(name, value);
}
