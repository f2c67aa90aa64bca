using Market.Catalog.Artwork;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Market.Web.Shared;

/// <summary>Draws a QR code in place: <c>&lt;qr text="..."&gt;</c>.</summary>
[HtmlTargetElement("qr")]
public sealed class QrTagHelper : TagHelper
{
    /// <summary>What the code says.</summary>
    public string Text { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(LabelSheets.Svg(Text));
    }
}
