using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Market.Traceability.Epcis;

/// <summary>Writes events of XML as events of JSON, without judging them: what does not belong is written so that the checker finds it.</summary>
/// <param name="depth">Nesting of the document around the list of events.</param>
internal sealed partial class XmlEventReader(Utf8JsonWriter json, PrefixTable table, int depth)
{
    /// <summary>Name under which text stands where only fields may; the number sign also precedes elements where they may not stand. No field is called so, and the checker says where it is.</summary>
    private const string Stray = "#text";

    private static readonly XName Nil = XName.Get("nil", XmlPrefixes.Instance);

    private XmlPrefixes names = null!;

    /// <summary>Writes one event.</summary>
    /// <exception cref="XmlException">It is too deep.</exception>
    public void Write(XElement found)
    {
        names = new(found);
        var type = XmlPrefixes.IsStandard(found.Name) ? found.Name.LocalName : names.Name(found.Name, found);
        Begin(found, list: false);
        json.WriteString("type", type);
        if (EventShapes.Of(type) is { } shape) WriteFields(found, shape, null);
        table.WriteNearer(json, names.Own);
        json.WriteEndObject();
    }

    private void Begin(XElement at, bool list)
    {
        if (json.CurrentDepth + depth >= EpcisDocument.MaxDepth && at is IXmlLineInfo place) throw new XmlException("The event is too deep.", null, place.LineNumber, place.LinePosition);
        if (list) json.WriteStartArray();
        else json.WriteStartObject();
    }

    /// <param name="item">Field that the element's text is, or null.</param>
    private void WriteFields(XElement found, Shape shape, string? item)
    {
        foreach (var attribute in Attributes(found).Where(x => XmlPrefixes.IsStandard(x.Name)))
            if (shape.Find(attribute.Name.LocalName) is { List: false, Shape: null } field && field.Name != item) WriteScalar(field, attribute.Value, attribute.Name.LocalName);
            else json.WriteString(attribute.Name.LocalName, attribute.Value);
        foreach (var group in Members(found).GroupBy(x => x.Name))
            if (!XmlPrefixes.IsStandard(group.Key)) WriteExtension(Name(group.Last(), found), [.. group]);
            else if (shape.Find(group.Key.LocalName) is { } field && field.Name != item) WriteField(field, [.. group]);
            else WriteExtension(Name(group.Last(), found), [.. group]);
        if (item is not null) json.WriteString(item, Text(found).Trim());
        else if (!string.IsNullOrWhiteSpace(Text(found))) json.WriteString(Stray, Text(found));
    }

    private void WriteField(Field field, List<XElement> found)
    {
        if (field.List && field.Item is null && !(field.Lonely && found.Count == 1))
        {
            json.WritePropertyName(field.Name);
            Begin(found[0], list: true);
            foreach (var each in found) WriteValue(field, each, null);
            json.WriteEndArray();
            return;
        }
        foreach (var each in found)
            if (!field.List || field.Item is null) WriteValue(field, each, field.Name);
            else WriteList(field, each);
    }

    private void WriteList(Field field, XElement found)
    {
        json.WritePropertyName(field.Name);
        Begin(found, list: true);
        foreach (var each in Children(found))
            if (each.Name.LocalName == field.Item && XmlPrefixes.IsStandard(each.Name)) WriteValue(field, each, null);
            else WriteStray(each, "#" + each.Name.LocalName, each.Value);
        if (!string.IsNullOrWhiteSpace(Text(found))) WriteStray(found, Stray, Text(found));
        json.WriteEndArray();
    }

    private void WriteStray(XElement at, string name, string text)
    {
        Begin(at, list: false);
        json.WriteString(name, text);
        json.WriteEndObject();
    }

    /// <param name="name">Name of the member to write; null within a list.</param>
    private void WriteValue(Field field, XElement found, string? name)
    {
        if (field.Kind == FieldKind.Number && IsNil(found)) return;
        if (field.Kind is not (FieldKind.Object or FieldKind.Extensions) && !found.HasElements)
        {
            WriteScalar(field, found.Value, name);
            return;
        }
        if (name is not null) json.WritePropertyName(name);
        Begin(found, list: false);
        if (field.Shape is { } shape) WriteFields(found, shape, shape.Find(field.Item ?? "")?.Name);
        else WriteFree(found);
        json.WriteEndObject();
    }

    private void WriteScalar(Field field, string text, string? name)
    {
        if (name is not null) json.WritePropertyName(name);
        var trimmed = text.Trim();
        if (field.Kind == FieldKind.Number && Number(trimmed) is { } number) json.WriteRawValue(number);
        else if (field.Kind == FieldKind.Flag && trimmed is "true" or "1" or "false" or "0") json.WriteBooleanValue(trimmed is "true" or "1");
        else json.WriteStringValue(field.Kind == FieldKind.Text ? text : field.Words?.Bare(trimmed) ?? trimmed);
    }

    private void WriteExtension(string name, List<XElement> found)
    {
        json.WritePropertyName(name);
        if (found.Count > 1) Begin(found[0], list: true);
        foreach (var each in found)
            if (IsNil(each)) json.WriteNullValue();
            else if (!each.HasElements && (Text(each).Length > 0 || !Attributes(each).Any(x => !XmlPrefixes.IsStandard(x.Name)))) json.WriteStringValue(each.Value);
            else
            {
                Begin(each, list: false);
                WriteFree(each);
                json.WriteEndObject();
            }
        if (found.Count > 1) json.WriteEndArray();
    }

    /// <summary>Extension fields. Attributes without a namespace belong to their element's text, e.g. a unit, and have no place in JSON.</summary>
    private void WriteFree(XElement found)
    {
        foreach (var group in Members(found).GroupBy(x => x.Name)) WriteExtension(Name(group.Last(), found), [.. group]);
        if (!string.IsNullOrWhiteSpace(Text(found))) json.WriteString(Stray, Text(found));
    }

    private string Name(XElement member, XElement of) => XmlPrefixes.IsStandard(member.Name) ? XmlConvert.DecodeName(member.Name.LocalName) : names.Name(member.Name, member.Parent is null ? of : member);

    /// <summary>Extension attributes, as if they were elements, and elements: an extension may be written as either.</summary>
    private static IEnumerable<XElement> Members(XElement found) => Attributes(found).Where(x => !XmlPrefixes.IsStandard(x.Name)).Select(x => new XElement(x.Name, x.Value)).Concat(Children(found));

    /// <summary>Elements, those of the wrappers of EPCIS 1.2 too: they only kept older readers from stumbling.</summary>
    private static IEnumerable<XElement> Children(XElement found) =>
        found.Elements().SelectMany(x => x.Name.LocalName is "extension" or "baseExtension" && XmlPrefixes.IsStandard(x.Name) ? Children(x) : [x]);

    private static IEnumerable<XAttribute> Attributes(XElement found) =>
        found.Attributes().Where(x => !x.IsNamespaceDeclaration && x.Name.NamespaceName != XmlPrefixes.Instance && x.Name.Namespace != XNamespace.Xml);

    private static string Text(XElement found) => string.Concat(found.Nodes().OfType<XText>().Select(x => x.Value));

    private static bool IsNil(XElement found) => found.Attribute(Nil)?.Value.Trim() is "true" or "1";

    /// <summary>A number of XML as JSON writes it: no plus sign, no zeros in front, a digit on either side of the point.</summary>
    private static string? Number(string text)
    {
        if (text.Length > 64 || !Numeral().IsMatch(text)) return null;
        var minus = text[0] == '-';
        var body = text.TrimStart('+', '-');
        var cut = body.IndexOfAny(['.', 'e', 'E']) is >= 0 and var found ? found : body.Length;
        var whole = body[..cut].TrimStart('0') is { Length: > 0 } digits ? digits : "0";
        var rest = body[cut..];
        if (rest is "." or ['.', 'e' or 'E', ..]) rest = rest[1..];
        return string.Create(CultureInfo.InvariantCulture, $"{(minus ? "-" : "")}{whole}{rest}");
    }

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$")]
    private static partial Regex Numeral();
}
