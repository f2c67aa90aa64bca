using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Market.Traceability.Epcis;

/// <summary>Bytes of XML from strangers, made safe: one of three encodings, no declarations of a document type, bounded in size, depth and number.</summary>
internal static partial class XmlSource
{
    /// <summary>Most elements of a document: a hundred times what our largest documents have.</summary>
    public const int MaxElements = 500_000;

    /// <summary>Most attributes of an element, declarations of prefixes included: every name within looks through them.</summary>
    public const int MaxAttributes = 100;

    private const string Doctype = "<!DOCTYPE";

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 1,
        MaxCharactersInDocument = CaptureDesk.MaxBytes,
        CheckCharacters = true,
    };

    /// <summary>A reader over the document, which has been read through once and is well-formed.</summary>
    /// <exception cref="XmlException">It is not, or it goes beyond a bound; with line and column.</exception>
    public static XmlReader Open(ReadOnlySpan<byte> xml)
    {
        if (xml.Length > CaptureDesk.MaxBytes) throw new XmlException("The document is too large.", null, 1, 1);
        var text = Decode(xml);
        RefuseDeclarations(text);
        using (var first = XmlReader.Create(new StringReader(text), Safe)) Survey(first);
        return XmlReader.Create(new StringReader(text), Safe);
    }

    private static void Survey(XmlReader reader)
    {
        var elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            // Elements that only hold text are no nesting in JSON, which has the last word.
            var beyond = reader.Depth > EpcisDocument.MaxDepth + 1 ? "The document is too deep."
                : ++elements > MaxElements ? "The document has too many elements."
                : reader.AttributeCount > MaxAttributes ? "The element has too many attributes."
                : null;
            if (beyond is not null && reader is IXmlLineInfo place) throw new XmlException(beyond, null, place.LineNumber, place.LinePosition);
        }
    }

    private static string Decode(ReadOnlySpan<byte> xml)
    {
        var (encoding, skip) = xml switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (new UTF8Encoding(false, true), 3),
            [0xFF, 0xFE, 0, 0, ..] => throw new XmlException("UTF-32 is not read.", null, 1, 1),
            [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, false, true), 2),
            [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, false, true), 2),
            [(byte)'<', 0, ..] => (new UnicodeEncoding(false, false, true), 0),
            [0, (byte)'<', ..] => (new UnicodeEncoding(true, false, true), 0),
            _ => (Declared(xml), 0),
        };
        try { return encoding.GetString(xml[skip..]); }
        catch (DecoderFallbackException broken) { throw new XmlException("These bytes are no text.", broken, 1, Math.Max(1, broken.Index + 1)); }
    }

    private static Encoding Declared(ReadOnlySpan<byte> xml) => Encoding.Latin1.GetString(xml[..Math.Min(xml.Length, 200)]) is var start && EncodingName().Match(start) is { Success: true } found
        ? found.Groups[1].Value.ToUpperInvariant() switch
        {
            "UTF-8" or "UTF8" or "US-ASCII" => new UTF8Encoding(false, true),
            "ISO-8859-1" => Encoding.Latin1,
            _ => throw new XmlException("The encoding is not read.", null, 1, found.Groups[1].Index + 1),
        }
        : new UTF8Encoding(false, true);

    /// <summary>A document type may be named, as some official examples do; it may declare nothing. Reading ignores it, so nothing is fetched or expanded.</summary>
    private static void RefuseDeclarations(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            if (char.IsWhiteSpace(rest[0])) at++;
            else if (rest.StartsWith("<?")) at = After(text, at, "?>");
            else if (rest.StartsWith("<!--")) at = After(text, at, "-->");
            else if (!rest.StartsWith(Doctype)) return;
            else
            {
                var quote = '\0';
                for (at += Doctype.Length; at < text.Length && (quote != '\0' || text[at] != '>'); at++)
                {
                    if (quote == '\0' && text[at] == '[') throw new XmlException("The document type declares something.", null, Line(text, at), at - text.LastIndexOf('\n', at));
                    if (text[at] is '"' or '\'') quote = quote == '\0' ? text[at] : quote == text[at] ? '\0' : quote;
                }
                at++;
            }
        }
    }

    private static int After(string text, int at, string end) => text.IndexOf(end, at, StringComparison.Ordinal) is >= 0 and var found ? found + end.Length : text.Length;

    private static int Line(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    [GeneratedRegex("""^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")]
    private static partial Regex EncodingName();
}
