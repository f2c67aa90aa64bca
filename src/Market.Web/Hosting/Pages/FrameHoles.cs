using System.Globalization;
using System.Resources;
using System.Text;
using Market.Web.Shared;
using Microsoft.AspNetCore.Html;

namespace Market.Web.Hosting.Pages;

/// <summary>The places of a kept page that differ: those of the frame show something of the visitor, the last three of the pack that was scanned.</summary>
public enum FrameHole { BasketCount, BarCount, Account, BarAccount, PackScans, PackSerial, PackCode }

/// <summary>Fills the frame's places, in pages rendered whole and in pages put together from kept pieces alike.</summary>
public sealed class FrameHoles
{
    private readonly ResourceManager _words = new("Market.Web.Resources.Shared.Words", typeof(Words).Assembly);

    /// <summary>Starts a mark in a captured page. Nobody outside can know it, so no text of a product can pretend to be one.</summary>
    public static string Mark { get; } = "~" + Guid.CreateVersion7().ToString("N") + ":";

    /// <summary>A mark is this many characters of ASCII: the start, one digit, one tilde.</summary>
    public static int MarkLength { get; } = Mark.Length + 2;

    public static IHtmlContent Marked(FrameHole hole) => new HtmlString(string.Create(CultureInfo.InvariantCulture, $"{Mark}{(int)hole}~"));

    /// <summary>The HTML of one place.</summary>
    /// <param name="language">zh-CN or en.</param>
    public string Fill(FrameHole hole, FrameState state, string language) => hole switch
    {
        FrameHole.BasketCount => state.Items == 0 ? "" : $" <span class=\"count\">{Count(state)}</span>",
        FrameHole.BarCount => state.Items == 0 ? "" : $"<span class=\"count\">{Count(state)}<span class=\"vh\"> {Encoded("basket.items", language)}</span></span>",
        FrameHole.Account => $"<a class=\"wide\" href=\"{(state.SignedIn ? "/account" : "/login")}\"><svg class=\"i\" aria-hidden=\"true\"><use href=\"/img/icons.svg#i-user\"/></svg>{Encoded(state.SignedIn ? "nav.me" : "nav.login", language)}</a>",
        _ => state.SignedIn ? "/account" : "/login",
    };

    public byte[] FillUtf8(FrameHole hole, FrameState state, string language) => Encoding.UTF8.GetBytes(Fill(hole, state, language));

    private static string Count(FrameState state) => state.Items.ToString(CultureInfo.InvariantCulture);

    private string Encoded(string key, string language) => System.Net.WebUtility.HtmlEncode(_words.GetString(key, CultureInfo.GetCultureInfo(language)))!;
}
