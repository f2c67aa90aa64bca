using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Market.Web.Shared;

/// <summary>
/// A form field with label, hint and error in reading order: <c>&lt;field name="Price" label="@T["..."]"&gt;input&lt;/field&gt;</c>.
/// The input inside carries <c>id="f-price"</c>, so that the error summary can link to it; a group of choices carries it itself.
/// </summary>
[HtmlTargetElement("field")]
public sealed class FieldTagHelper(IStringLocalizer<Words> words) : TagHelper
{
    public string Name { get; set; } = "";
    public string Label { get; set; } = "";
    public string? Hint { get; set; }

    /// <summary>Several choices under a heading that says to the eye what the legend says to the ear.</summary>
    public bool Group { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var id = "f-" + Name.ToLowerInvariant();
        var error = View.ModelState.TryGetValue(Name, out var entry) && entry.Errors.Count > 0 ? words[entry.Errors[0].ErrorMessage].Value : null;
        output.TagName = Group ? "fieldset" : "div";
        output.Attributes.SetAttribute("class", (Group ? "group" : "field") + (error is null ? "" : " bad"));
        output.PreContent.AppendHtml(Group ? Tag("legend", Label, ("class", "vh")) : Tag("label", Label, ("for", id)));
        if (Hint is { Length: > 0 }) output.PreContent.AppendHtml(Tag("p", Hint, ("class", "hint"), ("id", id + "-hint")));
        if (error is not null) output.PreContent.AppendHtml(Tag("p", error, ("class", "err"), ("id", id + "-err")));
        if (Group)
        {
            output.Attributes.SetAttribute("id", id);
            if (error is not null) output.Attributes.SetAttribute("aria-describedby", id + "-err");
            return;
        }
        var content = (await output.GetChildContentAsync()).GetContent();
        output.Content.SetHtmlContent(Described(content, id, Hint is { Length: > 0 }, error is not null));
    }

    /// <summary>Ties hint and error to the input, so that a screen reader says them with it.</summary>
    private static string Described(string content, string id, bool hint, bool error)
    {
        var described = string.Join(' ', new[] { hint ? id + "-hint" : "", error ? id + "-err" : "" }.Where(x => x.Length > 0));
        return described is "" ? content : content.Replace($"id=\"{id}\"", $"id=\"{id}\" aria-describedby=\"{described}\"{(error ? " aria-invalid=\"true\"" : "")}", StringComparison.Ordinal);
    }

    private static IHtmlContent Tag(string name, string text, params (string Name, string Value)[] attributes)
    {
        var tag = new TagBuilder(name);
        foreach (var (attribute, value) in attributes) tag.Attributes[attribute] = value;
        tag.InnerHtml.Append(text);
        return tag;
    }
}
