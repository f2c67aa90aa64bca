using System.Text.Json;
using System.Text.Unicode;

namespace Market.Traceability.Epcis;

/// <summary>Texts of JSON that can be kept and written in any of our forms.</summary>
internal static class JsonText
{
    /// <returns>null when the value is no text, or holds half a surrogate pair or a control character that XML 1.0 cannot carry.</returns>
    public static string? Of(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        string text;
        try { text = value.GetString()!; }
        catch (InvalidOperationException) { return null; } // the only way the reader has to say: an escaped half of a surrogate pair
        return IsClean(text) ? text : null;
    }

    /// <summary>Where a document holds bytes that are no UTF-8, or a name with an escaped half of a surrogate pair: the parser takes both and fails when they are looked at.</summary>
    /// <returns>The byte, from 0; null when everything can be looked at or it is no JSON at all.</returns>
    public static long? Unreadable(ReadOnlySpan<byte> json, int maxDepth)
    {
        if (!Utf8.IsValid(json)) return 0;
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0) return null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read())
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return reader.TokenStartIndex;
        }
        catch (JsonException)
        {
            return null; // the parser says what is wrong
        }
        return null;
    }

    /// <summary>Whether XML 1.0 can carry the text.</summary>
    public static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < ' ' ? c is not ('\t' or '\n' or '\r') : c is '\uFFFE' or '\uFFFF') return false;
            if (!char.IsSurrogate(c)) continue;
            if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
