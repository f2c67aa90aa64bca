using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Market.Web.Shared;

/// <summary>One icon of the sprite: <c>&lt;icon name="basket"/&gt;</c>. Decoration only; the words stand beside it.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>Name in img/icons.svg without its prefix.</summary>
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "i");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent($"<use href=\"/img/icons.svg#i-{Name}\"/>");
    }
}
