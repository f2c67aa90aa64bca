using Market.Traceability.DigitalLink;
using Market.Traceability.Lots;
using Market.Traceability.Recall;
using Market.Traceability.Scans;
using Market.Traceability.Serials;
using Market.Traceability.Story;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Resolver;

/// <summary>Leads from the identity of goods, lots and packs to what is known of them: a GS1 Digital Link resolver, for our own addresses too.</summary>
/// <remarks>Compressed addresses are not read: the standard leaves that to resolvers of others' numbers.</remarks>
[AllowAnonymous]
public sealed class ResolverController(LinkSets links, StoryReads stories, ScanDesk scans, FailedLooks failed, IStringLocalizer<Refusals> refusals) : Controller
{
    private static readonly DigitalLinkOptions Scanned = new() { ConvenienceAlphas = true, ZeroSuppressedGtin = true };

    [HttpGet("/t/{serial}"), HttpGet("/01/{gtin}/21/{serial}"), HttpGet("/01/{gtin}/10/{lot}/21/{serial}"), AsksForLinks]
    public async Task<IActionResult> Pack(string? serial, string? gtin, string? lot, CancellationToken ct)
    {
        if (Malformed(gtin) is { } refused) return refused;
        if (failed.IsBlocked(HttpContext)) return StatusCode(StatusCodes.Status429TooManyRequests);
        if (serial is null || await scans.LotOfAsync(serial, ct) is not { } code || await stories.LotAsync(code, ct) is not { } found || (gtin is not null && found.Gtin != gtin.PadLeft(14, '0')) || (lot is not null && lot != found.Code))
        {
            failed.Note(HttpContext);
            return NotFound();
        }
        return Answer(await links.OfLotAsync(found, SerialAlphabet.Plain(serial), ct));
    }

    [HttpGet("/id/lot/{code}"), AsksForLinks]
    public async Task<IActionResult> Lot(string code, CancellationToken ct) =>
        PublicCode.TryRead(code, out var read) && await stories.LotAsync(read, ct) is { } found ? Answer(await links.OfLotAsync(found, null, ct)) : NotFound();

    [HttpGet("/01/{gtin}/10/{code}"), AsksForLinks]
    public async Task<IActionResult> GtinLot(string? gtin, string? code, CancellationToken ct)
    {
        if (Malformed(gtin ?? "") is { } refused) return refused;
        return await stories.LotAsync(gtin!.PadLeft(14, '0'), code!, ct) is { } found ? Answer(await links.OfLotAsync(found, null, ct)) : NotFound();
    }

    [HttpGet("/01/{gtin}")]
    public async Task<IActionResult> Goods(string? gtin, CancellationToken ct)
    {
        if (Malformed(gtin ?? "") is { } refused) return refused;
        return await links.NewestAsync(gtin!.PadLeft(14, '0'), ct) is { } newest ? Answer([await links.OfGoodsAsync(newest, ct)]) : NotFound();
    }

    /// <summary>Other keys of GS1, and older ways to write the ones we know: the address is read, led to its canonical form, refused when it is none, or unknown here.</summary>
    [HttpGet("/{ai:regex(^([[0-9]]{{2,4}}|gtin)$)}/{**rest}")]
    public IActionResult Other()
    {
        if (!DigitalLinkUri.TryParse(Address(), Scanned, out var link, out var error)) return Refused(error);
        if (link.Key.Ai != "01") return NotFound();
        var path = string.Concat(link.Elements.Take(link.PathCount).Select(x => $"/{x.Ai}/{Uri.EscapeDataString(x.Value)}"));
        return path == Request.Path.ToUriComponent().TrimEnd('/') ? NotFound() : Led(path);
    }

    /// <summary>How a lot stands, for programs.</summary>
    [HttpGet("/id/lot/{code}/recall-status")]
    public async Task<IActionResult> RecallStatus(string code, [FromServices] RecallReads recalls, CancellationToken ct)
    {
        if (!PublicCode.TryRead(code, out var read) || await stories.LotAsync(read, ct) is not { } lot) return NotFound();
        Open();
        Response.Headers.CacheControl = "no-cache";
        return Json(new
        {
            lot = lot.Key,
            status = lot.State switch { LotState.Recalled => "recalled", LotState.Failed => "stopped", _ => "notRecalled" },
            recalls = (await recalls.OfLotAsync(lot.Code, ct)).Select(x => new { x.Number, date = x.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), @class = x.Class.ToString().ToLowerInvariant(), x.Reason, x.Advice, x.Closed }),
        });
    }

    /// <summary>What this resolver can do.</summary>
    [HttpGet("/.well-known/gs1resolver")]
    public IActionResult Description([FromServices] MarketSettings settings)
    {
        Open();
        return Json(new
        {
            name = "CoopMarket",
            resolverRoot = settings.BaseUrl,
            supportedLinkType = new[] { new { @namespace = LinkSets.Vocabulary, prefix = "gs1:" } },
            supportedPrimaryKeys = new[] { "01" },
            linkTypeDefaultCanBeLinkset = true,
            supportsLanguageVariants = true,
            validatesAIcombinations = true,
            activeLinkTypes = new[] { "zh-CN", "en" }.ToDictionary(x => x, x => LinkSets.Types.ToDictionary(y => "gs1:" + y, y => new { title = LinkSets.Title(y, x), url = LinkSets.Vocabulary + y })),
        });
    }

    /// <summary>Programs of other sites ask what they may do.</summary>
    [AcceptVerbs("OPTIONS", Route = "/t/{serial}"), AcceptVerbs("OPTIONS", Route = "/id/lot/{**rest}"), AcceptVerbs("OPTIONS", Route = "/{ai:regex(^[[0-9]]{{2,4}}$)}/{**rest}"), AcceptVerbs("OPTIONS", Route = "/.well-known/gs1resolver"), IgnoreAntiforgeryToken]
    public IActionResult Options()
    {
        Open();
        Response.Headers.Allow = "GET, HEAD, OPTIONS";
        Response.Headers.AccessControlAllowMethods = "GET, HEAD, OPTIONS";
        Response.Headers.AccessControlAllowHeaders = "Accept, Accept-Language";
        return NoContent();
    }

    /// <summary>All links, those of one type, or the way to the only one.</summary>
    private IActionResult Answer(IReadOnlyList<LinkAnchor> anchors)
    {
        Open();
        Response.Headers.Link = $"<{Request.PathBase}{Request.Path.ToUriComponent()}?linkType=all>; rel=\"linkset\"; type=\"{LinkRequest.LinkSet}\"";
        Response.Headers.Vary = "Accept, Accept-Language";
        var wanted = Request.Query["linkType"].ToString();
        if (wanted is "all" or "linkset" || (wanted.Length == 0 && LinkRequest.IsOne(Request))) return Document(StatusCodes.Status200OK, anchors);
        if (TypeOf(wanted) is not { } type) return Problems.Of(HttpContext, StatusCodes.Status400BadRequest, "link_type.malformed", refusals["link_type.malformed"].Value, "linkType");
        // A type that nothing is linked by leads where those go who want nothing in particular.
        var level = anchors.FirstOrDefault(x => x.Links.Any(y => y.Type == type)) ?? anchors[0];
        var fitting = level.Links.Where(x => x.Type == type).DefaultIfEmpty(level.Links.First(x => x.Type == LinkSets.Default)).ToList();
        var accepted = Request.Headers.Accept.ToString();
        if (fitting.Count > 1 && fitting.Where(x => accepted.Contains(x.MediaType, StringComparison.OrdinalIgnoreCase)).ToList() is { Count: 1 } one) fitting = one;
        return fitting.Count == 1 ? Led(fitting[0].Path) : Document(StatusCodes.Status300MultipleChoices, [level with { Links = fitting }]);
    }

    /// <returns>The local name; null when it names no vocabulary we know.</returns>
    private static string? TypeOf(string wanted)
    {
        if (wanted.Length == 0) return LinkSets.Default;
        var name = wanted.StartsWith(LinkSets.Vocabulary, StringComparison.Ordinal) ? wanted[LinkSets.Vocabulary.Length..] : wanted.StartsWith("gs1:", StringComparison.Ordinal) ? wanted[4..] : wanted;
        return name.Length is > 0 and <= 60 && name.All(char.IsAsciiLetterOrDigit) ? name : null;
    }

    private ContentResult Document(int status, IEnumerable<LinkAnchor> anchors)
    {
        Response.StatusCode = status;
        return new() { StatusCode = status, ContentType = LinkRequest.LinkSet, Content = links.Document(anchors, Languages.Accepted(Request)).ToJsonString(Readable) };
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <summary>What the request's query says goes along, but for the link type, which is used up.</summary>
    private IActionResult Led(string path)
    {
        Open();
        var query = new QueryBuilder(Request.Query.Where(x => x.Key != "linkType").SelectMany(x => x.Value, (x, y) => new KeyValuePair<string, string>(x.Key, y ?? ""))).ToQueryString().ToString();
        Response.Headers.Location = path + (query.Length > 0 && path.Contains('?', StringComparison.Ordinal) ? "&" + query[1..] : query);
        return StatusCode(StatusCodes.Status307TemporaryRedirect);
    }

    private ObjectResult? Malformed(string? gtin) => gtin is null || DigitalLinkUri.TryParse(Address(), Scanned, out _, out var error) ? null : Refused(error);

    private ObjectResult Refused(DigitalLinkError error) => Problems.Of(HttpContext, StatusCodes.Status400BadRequest, "digital_link.malformed", refusals["digital_link.malformed"].Value, error.Code);

    /// <summary>What was asked for; where it is served makes no difference to what it says.</summary>
    private string Address() => "https://id.gs1.org" + Request.Path.ToUriComponent().TrimEnd('/') + Request.QueryString;

    /// <summary>Links are facts for everybody's programs.</summary>
    private void Open()
    {
        Response.Headers.AccessControlAllowOrigin = "*";
        Response.Headers.AccessControlExposeHeaders = "Link";
    }
}
