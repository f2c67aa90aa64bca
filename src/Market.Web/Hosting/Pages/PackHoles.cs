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
    private static readonly ResourceManager Texts = new("Market.Web.Resources.Shared.Words", typeof(Words).Assembly);

    /// <summary>Taken apart once: a pack's page is put together tens of thousands of times a second.</summary>
    private readonly Sentences _chinese = new("zh-CN"), _english = new("en");

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
        var words = language == "en" ? _english : _chinese;
        var count = string.Format(CultureInfo.InvariantCulture, words.Scanned, history.Count);
        if (history.Count < 2) return count;
        var first = Wording.Instant(history.FirstAt, language == "en");
        return $"{count} {(history.FirstPlace.Length == 0 ? string.Format(CultureInfo.InvariantCulture, words.First, first) : string.Format(CultureInfo.InvariantCulture, words.FirstAt, first, history.FirstPlace))}";
    }

    private sealed class Sentences(string language)
    {
        public CompositeFormat Scanned { get; } = Read("trace.scanned", language);
        public CompositeFormat First { get; } = Read("trace.first_scan", language);
        public CompositeFormat FirstAt { get; } = Read("trace.first_scan_at", language);

        private static CompositeFormat Read(string key, string language) => CompositeFormat.Parse(Texts.GetString(key, CultureInfo.GetCultureInfo(language))!);
    }
}
