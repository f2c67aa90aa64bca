using System.Text.Encodings.Web;
using System.Text.Json;

namespace Market.Catalog.Imports;

/// <summary>How arguments of sentences are kept: a JSON list of texts and numbers.</summary>
internal static class ImportText
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a kept list back; numbers come as <see cref="int"/>, everything else as text.</summary>
    public static IReadOnlyList<object> Args(string json)
    {
        using var list = JsonDocument.Parse(json);
        return [.. list.RootElement.EnumerateArray().Select(x => x.ValueKind == JsonValueKind.Number ? x.GetInt32() : (object)(x.GetString() ?? ""))];
    }
}
