using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Market.Catalog.Imports;

/// <summary>What a sheet needs from the rest of its workbook: where it is, the shared texts, and which styles are dates.</summary>
internal sealed partial class XlsxBook
{
    private const int MaxTextChars = 40_000_000;
    private const int MaxStyles = 100_000;
    private readonly List<string> _texts = [];
    private readonly List<bool> _dates = [];

    /// <summary>Path of the first visible sheet, or null.</summary>
    public string? Sheet { get; private set; }

    /// <summary>Days between the workbook's day 0 and 1899-12-30.</summary>
    public int DayZero { get; private set; }

    public static XlsxBook Read(XlsxPackage package)
    {
        var book = new XlsxBook();
        var path = package.Relations("", "").Values.FirstOrDefault(x => x.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Path ?? "xl/workbook.xml";
        var folder = path[..(path.LastIndexOf('/') + 1)];
        var relations = package.Relations(folder, path[folder.Length..]);
        book.ReadSheets(package, path, relations);
        foreach (var (type, part) in relations.Values)
        {
            if (type.EndsWith("/sharedStrings", StringComparison.Ordinal)) book.ReadTexts(package, part);
            if (type.EndsWith("/styles", StringComparison.Ordinal)) book.ReadStyles(package, part);
        }
        return book;
    }

    /// <summary>A shared text; one that is missing reads as the damage it is.</summary>
    public string Text(string index) => int.TryParse(index, CultureInfo.InvariantCulture, out var i) && i >= 0 && i < _texts.Count ? _texts[i] : "\uFFFD";

    public bool IsDate(string? style) => int.TryParse(style, CultureInfo.InvariantCulture, out var i) && i >= 0 && i < _dates.Count && _dates[i];

    private void ReadSheets(XlsxPackage package, string path, Dictionary<string, (string Type, string Path)> relations)
    {
        using var xml = package.Open(path);
        while (xml is not null && XlsxPackage.Next(xml))
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "workbookPr" && xml.GetAttribute("date1904") is "1" or "true") DayZero = 1462;
            if (xml.LocalName != "sheet" || Sheet is not null || xml.GetAttribute("state") is "hidden" or "veryHidden") continue;
            for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
                if (xml is { LocalName: "id", Prefix.Length: > 0 } && relations.TryGetValue(xml.Value, out var relation)) Sheet = relation.Path;
        }
    }

    private void ReadTexts(XlsxPackage package, string path)
    {
        using var xml = package.Open(path);
        long sum = 0;
        while (xml is not null && XlsxPackage.Next(xml))
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" }) continue;
            var text = XlsxPackage.Unescape(XlsxPackage.Text(xml));
            _texts.Add(text);
            // An object takes some 30 characters' room even when it is empty.
            if ((sum += text.Length + 30) > MaxTextChars) throw Sentences.Refusal("file.unpacked_too_large");
        }
    }

    private void ReadStyles(XlsxPackage package, string path)
    {
        using var xml = package.Open(path);
        var (own, inCells) = (new HashSet<string>(), false);
        while (xml is not null && _dates.Count < MaxStyles && own.Count < MaxStyles && XlsxPackage.Next(xml))
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && ShowsDay().IsMatch(NotShown().Replace(xml.GetAttribute("formatCode") ?? "", ""))) own.Add(xml.GetAttribute("numFmtId") ?? "");
            if (xml.LocalName == "xf" && inCells) _dates.Add(xml.GetAttribute("numFmtId") is { } format && (own.Contains(format) || IsBuiltInDate(format)));
        }
    }

    /// <summary>ECMA-376 part 1, 18.8.30: 14-17 and 22 everywhere, 27-31, 36 and 50-58 in the Chinese versions (2013年6月10日).</summary>
    private static bool IsBuiltInDate(string format) => int.TryParse(format, CultureInfo.InvariantCulture, out var id)
        && id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58;

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.")]
    private static partial Regex NotShown();

    [GeneratedRegex("[ydYD]")]
    private static partial Regex ShowsDay();
}
