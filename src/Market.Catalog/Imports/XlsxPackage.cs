using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Market.Catalog.Imports;

/// <summary>The parts of a workbook, unpacked under bounds and read as XML without document types.</summary>
internal sealed partial class XlsxPackage : IDisposable
{
    private const int MaxParts = 5000;
    private const int MaxDepth = 32;
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    public XlsxPackage(byte[] content)
    {
        _zip = new(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        if (_zip.Entries.Count > MaxParts) throw Sentences.Refusal("file.unpacked_too_large");
        foreach (var entry in _zip.Entries) _parts.TryAdd(entry.FullName.TrimStart('/'), entry);
    }

    public UnpackedBytes Unpacked { get; } = new();

    /// <summary>Bytes the part says it unpacks to; 0 when there is no such part. Only good for a progress bar.</summary>
    public long LengthOf(string path) => _parts.TryGetValue(path, out var entry) ? entry.Length : 0;

    /// <returns>null when there is no such part.</returns>
    public XmlReader? Open(string path) =>
        _parts.TryGetValue(path, out var entry) ? XmlReader.Create(new GuardedStream(entry.Open(), Unpacked), Settings) : null;

    /// <summary>The next element or end of one.</summary>
    /// <exception cref="InvalidDataException">Nested deeper than any spreadsheet: the reader's stack would grow without bound.</exception>
    public static bool Next(XmlReader xml)
    {
        if (!xml.Read()) return false;
        if (xml.Depth > MaxDepth) throw new InvalidDataException("The XML is nested too deep.");
        return true;
    }

    /// <summary>Targets of a part's relationships by id, as paths in the package.</summary>
    public Dictionary<string, (string Type, string Path)> Relations(string folder, string part)
    {
        var relations = new Dictionary<string, (string, string)>();
        using var xml = Open($"{folder}_rels/{part}.rels");
        while (xml is not null && Next(xml))
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
                relations[id] = (xml.GetAttribute("Type") ?? "", target.StartsWith('/') ? target[1..] : folder + target);
        return relations;
    }

    /// <summary>Text inside the current element, without the pronunciation marks (rPh) of East Asian versions; longer than a cell may be it is cut.</summary>
    public static string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var (text, depth, buffer, silent) = (new StringBuilder(), xml.Depth, new char[1024], 0);
        while (Next(xml) && xml.Depth > depth)
        {
            if (xml.LocalName is "rPh" && !xml.IsEmptyElement) silent += xml.NodeType == XmlNodeType.Element ? 1 : -1;
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)) continue;
            for (int read; silent == 0 && (read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
                if (text.Length <= SourceTable.MaxCell) text.Append(buffer, 0, Math.Min(read, SourceTable.MaxCell + 1 - text.Length));
        }
        return text.ToString();
    }

    /// <summary>Spreadsheets write characters that XML cannot hold as _x000D_.</summary>
    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, match => ((char)Convert.ToUInt16(match.Groups[1].Value, 16)).ToString())
        : text;

    public void Dispose() => _zip.Dispose();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
