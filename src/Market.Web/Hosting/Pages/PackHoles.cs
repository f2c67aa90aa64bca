using System.Globalization;
using System.Resources;
using System.Text;
using Market.Traceability.Scans;
using Market.Web.Shared;
using Microsoft.AspNetCore.Html;

namespace Market.Web.Hosting.Pages;

/// <summary>Fills what differs between two packs of one lot: the serial, and how often it was looked up.</summary>
public sealed class PackHoles(FrameHoles frame)
{
    private readonly ResourceManager _words = new("Market.Web.Resources.Shared.Words", typeof(Words).Assembly);

    /// <summary>One place of a pack's page, filled for this pack; left open on a page that is kept for the packs of a lot.</summary>
    public IHtmlContent Place(FrameHole hole, ScannedCode code, HttpContext context) => context.Items.ContainsKey(PublicPages.Capturing)
        ? FrameHoles.Marked(hole)
        : new HtmlString(Fill(hole, code, CultureInfo.CurrentUICulture.Name));

    /// <summary>The HTML of one place.</summary>
    /// <param name="language">zh-CN or en.</param>
    public string Fill(FrameHole hole, ScannedCode code, string language) => hole switch
    {
        FrameHole.PackScans => System.Net.WebUtility.HtmlEncode(Scans(code.History, language)),
        FrameHole.PackSerial => $"{code.Serial[..4]}-{code.Serial[4..8]}-{code.Serial[8..12]}-{code.Serial[12..]}",
        _ => code.Serial,
    };

    /// <summary>The kept page of a lot as this visitor's frame has it, and what stands in the pack's places, in their order.</summary>
    public (KeptPage Page, IReadOnlyList<byte[]> Texts) On(KeptPage kept, ScannedCode code, FrameState state)
    {
        var page = kept.Framed(state, frame);
        return (page, page.Texts([Utf8(FrameHole.PackScans), Utf8(FrameHole.PackSerial), Utf8(FrameHole.PackCode)]));
        byte[] Utf8(FrameHole hole) => Encoding.UTF8.GetBytes(Fill(hole, code, kept.ContentLanguage));
    }

    private string Scans(ScanHistory history, string language)
    {
        var count = Say("trace.scanned", language, history.Count);
        if (history.Count < 2) return count;
        var first = Wording.Instant(history.FirstAt, language == "en");
        return $"{count} {(history.FirstPlace.Length == 0 ? Say("trace.first_scan", language, first) : Say("trace.first_scan_at", language, first, history.FirstPlace))}";
    }

    private string Say(string key, string language, params object[] values) => string.Format(CultureInfo.InvariantCulture, _words.GetString(key, CultureInfo.GetCultureInfo(language))!, values);
}
