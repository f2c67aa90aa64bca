using System.Text.Json;

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
