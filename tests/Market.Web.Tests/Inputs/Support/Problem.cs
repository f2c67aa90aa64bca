using System.Text.RegularExpressions;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>What every refusal of the API looks like.</summary>
public static partial class Problem
{
    /// <returns>What is wrong with the answer, or null.</returns>
    public static string? Complaint(Reply reply, string language)
    {
        if (reply.Status >= 500) return $"{reply.Status}";
        if (reply.Status < 400) return null;
        if (reply.Json?["code"]?.GetValue<string>() is not { Length: > 0 } code || !Code().IsMatch(code)) return $"{reply.Status} without a code: {Short(reply.Text)}";
        if (reply.Json["status"]?.GetValue<int>() != reply.Status || string.IsNullOrEmpty(reply.Json["title"]?.GetValue<string>())) return $"{reply.Status} {code} without status or title";
        var detail = reply.Json["detail"]?.GetValue<string>() ?? "";
        if (detail is "" || detail == code) return $"{code} without a sentence";
        if (language == "zh" && !Han().IsMatch(detail)) return $"{code} not in Chinese: {detail}";
        if (language == "en" && English().Count(detail) < 2) return $"{code} not in English: {detail}";
        return reply.Text.Contains("   at ", StringComparison.Ordinal) || reply.Text.Contains("Exception", StringComparison.Ordinal) ? $"{code} shows the program's inside: {Short(reply.Text)}" : null;
    }

    public static string Short(string text) => text.Length <= 200 ? text : text[..200] + $"... ({text.Length})";

    [GeneratedRegex(@"^[a-z0-9_]+(\.[a-z0-9_]+)*$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    /// <summary>Names in a sentence are as their owners write them; the words around them are English.</summary>
    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex English();
}
