using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>A form as a page shows it.</summary>
/// <param name="Hidden">Names and values the page put in.</param>
/// <param name="Typed">Names of what a person fills in.</param>
public sealed partial record Form(string From, string Action, bool Upload, IReadOnlyList<KeyValuePair<string, string>> Hidden, IReadOnlyList<string> Typed, IReadOnlyList<string> Files)
{
    private const string Token = "__RequestVerificationToken";

    public bool HasToken => Hidden.Any(x => x.Key == Token);

    /// <summary>The same form about another thing looks the same.</summary>
    public string Shape => ShapeOf(Action);

    public static string ShapeOf(string path) => Ids().Replace(path.Split('?', '#')[0], "{}");

    public static IEnumerable<Form> On(string path, IHtmlDocument page) => page.Forms.Where(x => string.Equals(x.Method, "post", StringComparison.OrdinalIgnoreCase)).Select(form =>
    {
        var fields = form.Elements.Where(x => !string.IsNullOrEmpty(x.GetAttribute("name"))).ToList();
        return new Form(path, form.GetAttribute("action") is { Length: > 0 } action ? action : path, form.GetAttribute("enctype") == "multipart/form-data",
            [.. fields.Where(x => x.GetAttribute("type") == "hidden").Select(x => new KeyValuePair<string, string>(x.GetAttribute("name")!, x.GetAttribute("value") ?? ""))],
            [.. fields.Where(x => x.GetAttribute("type") is not ("hidden" or "file")).Select(x => x.GetAttribute("name")!).Distinct()],
            [.. fields.Where(x => x.GetAttribute("type") == "file").Select(x => x.GetAttribute("name")!)]);
    });

    /// <summary>Everything a person fills in says this.</summary>
    /// <param name="text">null leaves it out.</param>
    /// <param name="token">false forgets the page's token.</param>
    /// <param name="hidden">The hidden values are spoilt too, all but the token.</param>
    public HttpContent Fill(string? text, bool token = true, bool hidden = false)
    {
        var fields = Hidden.Where(x => x.Key != Token || token).Select(x => hidden && x.Key != Token ? new(x.Key, text ?? "") : x)
            .Concat(text is null ? [] : Typed.Select(x => new KeyValuePair<string, string>(x, text))).ToList();
        if (!Upload) return new FormUrlEncodedContent(fields);
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        foreach (var file in Files) content.Add(new ByteArrayContent("<svg onload=alert(1)>"u8.ToArray()), file, "a.jpg");
        return content;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]{2,}")]
    private static partial Regex Ids();
}
