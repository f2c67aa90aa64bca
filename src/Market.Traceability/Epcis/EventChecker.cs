using System.Globalization;
using System.Text.Json;

namespace Market.Traceability.Epcis;

/// <summary>Says whether an event is one that EPCIS 2.0 allows.</summary>
/// <remarks>Linear in the event's size; stops at the first fault. Source: EPCIS 2.0 JSON schema, read as the table of <see cref="EventShapes"/>.</remarks>
internal static class EventChecker
{
    /// <returns>null when the event is valid.</returns>
    public static EpcisFault? Check(EpcisEvent found)
    {
        if (found.Json.ValueKind != JsonValueKind.Object) return EpcisFault.Of("epcis.not_an_object", "");
        if (found.Type.Length == 0) return EpcisFault.Of("epcis.missing", "/type");
        if (EventShapes.Of(found.Type) is not { } shape) return EpcisFault.Of("epcis.type", "/type", found.Type);
        return CheckObject(found.Json, shape, "", found.Type) ?? CheckTogether(found);
    }

    /// <param name="type">Of an event or a document, which has the members type and @context; null for what stands within.</param>
    public static EpcisFault? CheckObject(JsonElement value, Shape shape, string path, string? type = null)
    {
        if (value.ValueKind != JsonValueKind.Object) return EpcisFault.Of("epcis.not_an_object", path);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var at = $"{path}/{member.Name}";
            if (!seen.Add(member.Name)) return EpcisFault.Of("epcis.twice", at);
            if (type is not null && member.Name is "type" or "@context") continue;
            var fault = shape.Find(member.Name) is { } field ? CheckField(member.Value, field, at)
                : shape.Extensible ? CheckExtension(member, at, shape.Open)
                : EpcisFault.Of("epcis.unknown_field", at);
            if (fault is not null) return fault;
        }
        var missing = shape.Required.FirstOrDefault(x => !seen.Contains(x));
        return missing is null ? null : EpcisFault.Of("epcis.missing", $"{path}/{missing}");
    }

    private static EpcisFault? CheckField(JsonElement value, Field field, string path)
    {
        if (!field.List || (field.Lonely && value.ValueKind == JsonValueKind.String)) return CheckValue(value, field, path);
        if (value.ValueKind != JsonValueKind.Array) return EpcisFault.Of("epcis.not_a_list", path);
        var index = 0;
        var seen = field.Unique ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var item in value.EnumerateArray())
        {
            var at = $"{path}/{index++.ToString(CultureInfo.InvariantCulture)}";
            if (CheckValue(item, field, at) is { } fault) return fault;
            if (seen is not null && !seen.Add(item.GetString()!)) return EpcisFault.Of("epcis.twice", at, item.GetString()!);
        }
        return field.Filled && index == 0 ? EpcisFault.Of("epcis.empty", path) : null;
    }

    private static EpcisFault? CheckValue(JsonElement value, Field field, string path) => field.Kind switch
    {
        FieldKind.Object => CheckObject(value, field.Shape!, path),
        FieldKind.Extensions => CheckExtensions(value, path, anyName: false),
        FieldKind.Unread => null,
        FieldKind.Number => value.ValueKind == JsonValueKind.Number ? Decimals.IsReadable(value) ? null : EpcisFault.Of("epcis.number_range", path, value.GetRawText())
            : EpcisFault.Of("epcis.not_a_number", path, value.GetRawText()),
        FieldKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : EpcisFault.Of("epcis.not_a_flag", path, value.GetRawText()),
        _ => JsonText.Of(value) is { } text ? CheckText(text, field, path) : EpcisFault.Of("epcis.not_a_text", path, value.GetRawText()),
    };

    private static EpcisFault? CheckText(string text, Field field, string path)
    {
        var code = field.Kind switch
        {
            FieldKind.Uri or FieldKind.Key => UriSyntax.IsUri(text) ? null : "epcis.uri",
            FieldKind.Time => EventTimes.TryParse(text, out _) ? null : "epcis.time",
            FieldKind.Offset => text.Length == 6 && EventTimes.TryOffset(text, out _) ? null : "epcis.offset",
            FieldKind.Word => field.Words!.Has(text) || (UriSyntax.IsUri(text) && !field.Words.IsReserved(text)) ? null : "epcis.word",
            FieldKind.Action => text is "OBSERVE" or "ADD" or "DELETE" ? null : "epcis.action",
            FieldKind.Hex => text.Length > 0 && text.All(char.IsAsciiHexDigit) ? null : "epcis.hex",
            FieldKind.UnitCode => text.Length is 2 or 3 && text.All(x => char.IsAsciiLetterUpper(x) || char.IsAsciiDigit(x)) ? null : "epcis.uom",
            _ => null,
        };
        return code is null ? null : EpcisFault.Of(code, path, text);
    }

    private static EpcisFault? CheckExtensions(JsonElement value, string path, bool anyName)
    {
        if (value.ValueKind != JsonValueKind.Object) return EpcisFault.Of("epcis.not_an_object", path);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
            if (!seen.Add(member.Name)) return EpcisFault.Of("epcis.twice", $"{path}/{member.Name}");
            else if (CheckExtension(member, $"{path}/{member.Name}", anyName) is { } fault) return fault;
        return null;
    }

    /// <param name="anyName">Below an extension only the extension's owner says what names mean; the number sign is ours (see XmlEventReader).</param>
    private static EpcisFault? CheckExtension(JsonProperty member, string path, bool anyName) =>
        UriSyntax.IsUri(member.Name) || (anyName && member.Name is not ("" or ['#', ..]) && JsonText.IsClean(member.Name)) ? CheckFree(member.Value, path) : EpcisFault.Of("epcis.unknown_field", path);

    private static EpcisFault? CheckFree(JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: return CheckExtensions(value, path, anyName: true);
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    if (CheckFree(item, $"{path}/{index++.ToString(CultureInfo.InvariantCulture)}") is { } fault) return fault;
                return null;
            case JsonValueKind.String: return JsonText.Of(value) is null ? EpcisFault.Of("epcis.not_a_text", path) : null;
            case JsonValueKind.Number: return Decimals.IsReadable(value) ? null : EpcisFault.Of("epcis.number_range", path, value.GetRawText());
            default: return null;
        }
    }

    /// <summary>What fields demand of one another.</summary>
    private static EpcisFault? CheckTogether(EpcisEvent found)
    {
        var (type, action) = (found.Type, found.Text("action"));
        bool Any(params string[] names) => names.Any(x => found.List(x).Any());
        bool Has(string name) => found.Json.TryGetProperty(name, out _);

        if (type == "ObjectEvent" && !Has("epcList") && !Any("quantityList") && !(Any("sensorElementList") && Has("readPoint"))) return EpcisFault.Of("epcis.names_nothing", "/epcList");
        if (type == "ObjectEvent" && Has("ilmd") && action != "ADD") return EpcisFault.Of("epcis.ilmd_without_add", "/ilmd");
        if (type == "TransactionEvent" && !Any("bizTransactionList")) return EpcisFault.Of("epcis.missing", "/bizTransactionList");
        if (type == "TransactionEvent" && action != "DELETE" && !Has("epcList") && !Any("quantityList")) return EpcisFault.Of("epcis.names_nothing", "/epcList");
        if (type is "AggregationEvent" or "AssociationEvent" && action != "DELETE" && !Any("childEPCs", "childQuantityList")) return EpcisFault.Of("epcis.names_nothing", "/childEPCs");
        if (type == "TransformationEvent")
        {
            var (inputs, outputs) = (Any("inputEPCList", "inputQuantityList"), Any("outputEPCList", "outputQuantityList"));
            if (Has("transformationID") ? !inputs && !outputs : !inputs || !outputs) return EpcisFault.Of("epcis.names_nothing", inputs ? "/outputEPCList" : "/inputEPCList");
        }
        if (found.Json.TryGetProperty("persistentDisposition", out var persistent) && !persistent.TryGetProperty("set", out _) && !persistent.TryGetProperty("unset", out _))
            return EpcisFault.Of("epcis.missing", "/persistentDisposition/set");
        return null;
    }
}
