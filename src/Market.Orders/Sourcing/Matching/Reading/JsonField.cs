using System.Globalization;
using System.Text.Json;
using static Market.Orders.Sourcing.Matching.Model.MatchRefusals;

namespace Market.Orders.Sourcing.Matching.Reading;

/// <summary>A value of the file with the path to it: every refusal says where.</summary>
internal readonly record struct JsonField(JsonElement Value, string Path)
{
    /// <exception cref="Kernel.RuleException">When this is no object or has a member nobody knows: a misspelt rule must not be a rule that is off.</exception>
    public JsonField Object(params ReadOnlySpan<string> known)
    {
        if (Value.ValueKind != JsonValueKind.Object) throw Refusal("match.type_wrong", Path, Value.ValueKind);
        foreach (var member in Value.EnumerateObject()) if (!known.Contains(member.Name)) throw Refusal("match.field_unknown", At(member.Name));
        return this;
    }

    public JsonField Get(string name) => Find(name) ?? throw Refusal("match.field_missing", At(name));

    /// <returns>null when absent or null.</returns>
    public JsonField? Find(string name) => Value.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new(value, At(name)) : null;

    public IReadOnlyList<T> List<T>(string name, Func<JsonField, T> read)
    {
        if (Find(name) is not { } list) return [];
        if (list.Value.ValueKind != JsonValueKind.Array) throw Refusal("match.type_wrong", list.Path, list.Value.ValueKind);
        var path = list.Path;
        return [.. list.Value.EnumerateArray().Select((x, i) => read(new(x, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]")))];
    }

    /// <summary>Whole numbers by name.</summary>
    public IReadOnlyDictionary<string, long> Map(string name)
    {
        var map = new Dictionary<string, long>(StringComparer.Ordinal);
        if (Find(name) is not { } all) return map;
        if (all.Value.ValueKind != JsonValueKind.Object) throw Refusal("match.type_wrong", all.Path, all.Value.ValueKind);
        foreach (var member in all.Value.EnumerateObject()) map[member.Name] = new JsonField(member.Value, all.At(member.Name)).Whole();
        return map;
    }

    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Refusal("match.type_wrong", Path, Value.ValueKind);

    public string Text(string name, string otherwise) => Find(name)?.Text() ?? otherwise;

    public bool Flag(string name, bool otherwise = false) => Find(name) is not { } flag ? otherwise : flag.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.Value.GetBoolean() : throw Refusal("match.type_wrong", flag.Path, flag.Value.ValueKind);

    /// <summary>Digits and perhaps a sign: no fraction, no exponent, no text.</summary>
    public long Whole()
    {
        if (Value.ValueKind != JsonValueKind.Number) throw Refusal("match.number_invalid", Path, Short(Value.GetRawText()));
        var text = Value.GetRawText();
        if (text.AsSpan().IndexOfAnyExcept("-0123456789") >= 0) throw Refusal("match.number_invalid", Path, Short(text));
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Refusal("match.overflow", Path, Short(text));
    }

    public long Whole(string name, long otherwise) => Find(name)?.Whole() ?? otherwise;

    public int Small(string name, int otherwise) => Find(name) is not { } field ? otherwise : field.Whole() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Refusal("match.overflow", field.Path, field.Value.GetRawText());

    /// <summary>A decimal number of units that comes to whole grams.</summary>
    public long Grams(long unit)
    {
        var text = Value.GetRawText();
        if (Value.ValueKind != JsonValueKind.Number || text.AsSpan().IndexOfAnyExcept("-.0123456789") >= 0) throw Refusal("match.number_invalid", Path, Short(text));
        if (text.Length > 25 || !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > long.MaxValue / (decimal)unit) throw Refusal("match.overflow", Path, Short(text));
        var grams = number * unit;
        return grams == decimal.Truncate(grams) ? (long)grams : throw Refusal("match.grams_not_whole", Path, text);
    }

    public DateOnly Day() => Value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(Value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Refusal("match.date_invalid", Path, Short(Value.GetRawText()));

    /// <summary>An instant with its offset, as UTC.</summary>
    public DateTime Instant()
    {
        var text = Value.ValueKind == JsonValueKind.String ? Value.GetString()! : "";
        var zoned = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        return zoned && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.UtcDateTime : throw Refusal("match.date_invalid", Path, Short(Value.GetRawText()));
    }

    private string At(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
