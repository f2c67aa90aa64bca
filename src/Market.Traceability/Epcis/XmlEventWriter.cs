using System.Text.Json;
using System.Xml;

namespace Market.Traceability.Epcis;

/// <summary>Writes valid events in XML, their fields in the order of the schema.</summary>
internal sealed class XmlEventWriter(XmlWriter xml, EpcForm form)
{
    private Namespaces names = Namespaces.None;
    private KeyTranslation keys = null!;

    /// <param name="nearer">Prefixes that mean something else in the document.</param>
    public void Write(EpcisEvent found, IEnumerable<KeyValuePair<string, string>> nearer)
    {
        (names, keys) = (found.Namespaces, new(form, found.Json));
        var standard = EventShapes.Types.Contains(found.Type);
        // Events of somebody else's type stand in a wrapper, which is where the schema lets them be.
        if (!standard) xml.WriteStartElement("extension");
        if (standard) xml.WriteStartElement(found.Type);
        else Start(found.Type);
        foreach (var (prefix, meaning) in nearer.Where(x => XmlNames.IsPrefix(x.Key, x.Value))) xml.WriteAttributeString("xmlns", prefix, null, meaning);
        WriteObject(found.Json, EventShapes.Of(found.Type)!, null);
        xml.WriteEndElement();
        if (!standard) xml.WriteEndElement();
    }

    /// <param name="item">Field that the element's text is, or null.</param>
    private void WriteObject(JsonElement value, Shape shape, string? item)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        if (shape.InAttributes)
            foreach (var field in shape.InXml)
                if (field.Name != item && value.TryGetProperty(field.Name, out var found)) xml.WriteAttributeString(field.Name, Scalar(found, field));
        var extensions = shape.Extensible ? value.EnumerateObject().Where(x => shape.Find(x.Name) is null && !(shape.IsEvent && x.Name is "type" or "@context")).ToList() : [];
        if (shape.InAttributes)
            foreach (var each in extensions.Where(x => IsScalar(x.Value)))
                if (XmlNames.Of(each.Name, names) is { Namespace: not "" } name && written.Add($"{name.Namespace} {name.Local}")) xml.WriteAttributeString(name.Prefix, name.Local, name.Namespace, Text(each.Value));
                else written.Add(each.Name);
        if (item is not null && value.TryGetProperty(item, out var text)) xml.WriteString(Scalar(text, shape.Find(item)!));
        if (!shape.InAttributes)
            foreach (var field in shape.InXml)
                if (value.TryGetProperty(field.Name, out var found)) WriteField(field, found);
                else if (field is { Name: "quantity" } && value.TryGetProperty("uom", out _)) WriteNil("quantity");
        // The schema wants names without a namespace in a wrapper.
        var wrapped = shape is { Open: true, IsEvent: false } ? extensions.Where(x => XmlNames.Of(x.Name, names).Namespace.Length == 0 && !LeavesNothing(x.Value)).ToList() : [];
        if (wrapped.Count > 0)
        {
            xml.WriteStartElement("extension");
            foreach (var each in wrapped) WriteExtension(each.Name, each.Value);
            xml.WriteEndElement();
        }
        // What no attribute can hold stands below, outside of the schema but not lost.
        foreach (var each in extensions.Except(wrapped))
            if (!shape.InAttributes || !IsScalar(each.Value) || written.Contains(each.Name)) WriteExtension(each.Name, each.Value);
    }

    private void WriteField(Field field, JsonElement value)
    {
        if (!field.List || value.ValueKind != JsonValueKind.Array)
        {
            WriteElement(field.Name, field, value);
            return;
        }
        if (field.Item is null)
        {
            foreach (var each in value.EnumerateArray()) WriteElement(field.Name, field, each);
            return;
        }
        // Lists of objects may not be empty in the schema, and say nothing when they are, except for quantities.
        if (value.GetArrayLength() == 0 && field.Kind == FieldKind.Object && field.Item != "quantityElement") return;
        xml.WriteStartElement(field.Name);
        foreach (var each in value.EnumerateArray()) WriteElement(field.Item, field, each);
        xml.WriteEndElement();
    }

    private void WriteElement(string name, Field field, JsonElement value)
    {
        xml.WriteStartElement(name);
        if (field.Shape is { } shape) WriteObject(value, shape, shape.Find(field.Item ?? "")?.Name);
        else if (field.Kind == FieldKind.Extensions) WriteExtensions(value);
        else xml.WriteString(Scalar(value, field));
        xml.WriteEndElement();
    }

    private void WriteNil(string name)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("xsi", "nil", XmlPrefixes.Instance, "true");
        xml.WriteEndElement();
    }

    private void WriteExtensions(JsonElement value)
    {
        foreach (var member in value.EnumerateObject()) WriteExtension(member.Name, member.Value);
    }

    private void WriteExtension(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var each in value.EnumerateArray()) WriteExtension(name, each);
            return;
        }
        Start(name);
        // An empty element is an empty text; nothing at all has to say so.
        if (value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(x => LeavesNothing(x.Value)))) xml.WriteAttributeString("xsi", "nil", XmlPrefixes.Instance, "true");
        else if (value.ValueKind == JsonValueKind.Object) WriteExtensions(value);
        else xml.WriteString(Text(value));
        xml.WriteEndElement();
    }

    private void Start(string name)
    {
        var (prefix, local, meaning) = XmlNames.Of(name, names);
        xml.WriteStartElement(meaning.Length == 0 ? "" : prefix ?? xml.LookupPrefix(meaning) ?? "own", local, meaning);
    }

    /// <summary>A list is as many elements as it has items: none at all when it is empty.</summary>
    private static bool LeavesNothing(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(LeavesNothing);

    private static bool IsScalar(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private string Scalar(JsonElement value, Field field) => field.Kind switch
    {
        FieldKind.Key => keys.Write(value.GetString()!),
        FieldKind.Word when field.Words == Vocabulary.Measurement || field.Words == Vocabulary.SensorAlert => form.WebUris ? field.Words.Uri(value.GetString()!, Namespaces.Gs1Voc) : field.Words.Urn(value.GetString()!),
        FieldKind.Word => form.WebUris ? field.Words!.Uri(value.GetString()!, "") : field.Words!.Urn(value.GetString()!),
        // The schema knows only the capital letters T and Z, and no exponents in quantities.
        FieldKind.Time => value.GetString()!.ToUpperInvariant(),
        FieldKind.Number => Decimals.Plain(value.GetRawText()),
        _ => Text(value),
    };
}
