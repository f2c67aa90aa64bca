using System.Text.Json;
using Market.Kernel.Values;

namespace Market.Catalog.Imports;

/// <summary>Corrections of what was detected, as a person or a program gives them.</summary>
/// <remarks>
/// One JSON object. Members: every <see cref="ImportField"/> in camelCase with a column's number (the first is 0), a header, or
/// null for "no column"; <c>encoding</c> (utf-8, utf-16le, utf-16be, gb18030), <c>delimiter</c> (one character), <c>header</c>
/// (true or false), <c>defaultUnit</c> (for tables without a column of units). What is left out stays as detected.
/// </remarks>
internal sealed record MappingText
{
    public static readonly MappingText None = new();
    private const int MaxLength = 4000;
    private static readonly Dictionary<string, ImportField> Fields =
        Enum.GetValues<ImportField>().ToDictionary(x => JsonNamingPolicy.CamelCase.ConvertName(x.ToString()));

    public string? Encoding { get; private init; }
    public char? Delimiter { get; private init; }
    public bool? Header { get; private init; }
    public Unit? DefaultUnit { get; private init; }

    /// <summary>Column by number (int) or header (string); null takes the field off its column.</summary>
    public IReadOnlyDictionary<ImportField, object?> Columns { get; private init; } = new Dictionary<ImportField, object?>();

    /// <exception cref="Kernel.RuleException"><c>mapping.invalid</c>, <c>mapping.member_unknown</c>, <c>mapping.value_invalid</c></exception>
    public static MappingText Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json)) return None;
        if (json.Length > MaxLength) throw Sentences.Refusal("mapping.invalid");
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false, MaxDepth = 2 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : throw Sentences.Refusal("mapping.invalid");
        }
        catch (JsonException)
        {
            throw Sentences.Refusal("mapping.invalid");
        }
    }

    private static MappingText Read(JsonElement json)
    {
        var (text, columns) = (None, new Dictionary<ImportField, object?>());
        foreach (var member in json.EnumerateObject())
        {
            var value = member.Value;
            text = member.Name switch
            {
                "encoding" => text with { Encoding = TextEncoding.Names.FirstOrDefault(x => IsText(value, x)) ?? throw Invalid(member) },
                "delimiter" => text with { Delimiter = value.ValueKind == JsonValueKind.String && value.GetString() is [var one] && one is not ('"' or '\r' or '\n' or '\0') ? one : throw Invalid(member) },
                "header" => text with { Header = value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Invalid(member) },
                "defaultUnit" => text with { DefaultUnit = value.ValueKind == JsonValueKind.String && Units.TryParse(value.GetString(), out var unit) ? unit : throw Invalid(member) },
                _ => text,
            };
            if (member.Name is "encoding" or "delimiter" or "header" or "defaultUnit") continue;
            if (!Fields.TryGetValue(member.Name, out var field)) throw Sentences.Refusal("mapping.member_unknown", member.Name);
            columns[field] = Column(member);
        }
        return text with { Columns = columns };
    }

    private static object? Column(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => member.Value.GetString(),
        JsonValueKind.Number when member.Value.TryGetInt32(out var number) && number is >= 0 and < SourceTable.MaxColumns => number,
        _ => throw Invalid(member),
    };

    private static bool IsText(JsonElement value, string text) => value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    private static Kernel.RuleException Invalid(JsonProperty member) => Sentences.Refusal("mapping.value_invalid", member.Name);
}
