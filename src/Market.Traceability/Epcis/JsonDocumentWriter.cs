using System.Buffers;
using System.Text.Json;

namespace Market.Traceability.Epcis;

/// <summary>Writes events as an EPCIS document or query document in JSON-LD.</summary>
internal static class JsonDocumentWriter
{
    /// <param name="events">In the order they are to stand.</param>
    /// <returns>UTF-8.</returns>
    public static ReadOnlyMemory<byte> Write(DocumentHead head, IEnumerable<StoredEvent> events, EpcForm form)
    {
        var table = new PrefixTable();
        var list = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(list, DocumentHead.Plain))
        {
            json.WriteStartArray();
            foreach (var each in events) WriteEvent(json, each, table, form);
            json.WriteEndArray();
        }
        return head.WriteJson(table, list);
    }

    private static void WriteEvent(Utf8JsonWriter json, StoredEvent one, PrefixTable table, EpcForm form)
    {
        var found = one.Open(out var source);
        using (source)
        {
            json.WriteStartObject();
            table.WriteNearer(json, one.Own);
            WriteMembers(json, found.Json, EventShapes.Of(found.Type), new(form, found.Json));
            json.WriteEndObject();
        }
    }

    /// <param name="shape">null for extensions: their keys are nobody's but their owner's.</param>
    private static void WriteMembers(Utf8JsonWriter json, JsonElement value, Shape? shape, KeyTranslation keys)
    {
        foreach (var member in value.EnumerateObject())
            if (member.Name == "@context") continue;
            else if (keys.IsIdle || shape?.Find(member.Name) is not { } field) member.WriteTo(json);
            else
            {
                json.WritePropertyName(member.Name);
                WriteValue(json, member.Value, field, keys);
            }
    }

    private static void WriteValue(Utf8JsonWriter json, JsonElement value, Field field, KeyTranslation keys)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) WriteValue(json, item, field, keys);
                json.WriteEndArray();
                break;
            case JsonValueKind.Object when field.Shape is not null:
                json.WriteStartObject();
                WriteMembers(json, value, field.Shape, keys);
                json.WriteEndObject();
                break;
            case JsonValueKind.String when field.Kind == FieldKind.Key: json.WriteStringValue(keys.Write(value.GetString()!)); break;
            default: value.WriteTo(json); break;
        }
    }
}
