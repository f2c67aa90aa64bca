using System.Globalization;
using System.Resources;
using System.Text.Json.Nodes;
using Market.Catalog.Brand;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Traceability.Story;
using Market.Web.Hosting;
using Market.Web.Shared;

namespace Market.Web.Features.Resolver;

/// <summary>One link of an item.</summary>
/// <param name="Type">Local name in the GS1 web vocabulary, e.g. pip.</param>
/// <param name="Path">On this site.</param>
public sealed record ItemLink(string Type, string Path, string MediaType = "text/html");

/// <summary>What is linked at one level of an item's identity: the goods, their lot, the single pack.</summary>
/// <param name="Path">The address that identifies it, on this site.</param>
public sealed record LinkAnchor(string Path, string Name, IReadOnlyList<ItemLink> Links);

/// <summary>Knows the links of goods, lots and packs, and writes them as a linkset (RFC 9264; GS1-Conformant Resolver).</summary>
public sealed class LinkSets(StoryReads stories, ICatalogQuestions catalog, Shelf shelf, BadgeHistory history, MarketSettings settings)
{
    /// <summary>Namespace of the link types.</summary>
    public const string Vocabulary = "https://ref.gs1.org/voc/";

    /// <summary>Where one is led who asks for nothing in particular.</summary>
    public const string Default = "defaultLink";

    private static readonly ResourceManager Texts = new("Market.Web.Resources.Shared.Words", typeof(Words).Assembly);

    /// <summary>Link types that this resolver gives.</summary>
    public static IReadOnlyList<string> Types { get; } = [Default, "pip", "traceability", "epcis", "certificationInfo", "recallStatus", "registryEntry"];

    /// <summary>Of a lot, or of a pack of it, with all levels above: the most special first.</summary>
    /// <param name="serial">Of the pack, or null.</param>
    public async Task<IReadOnlyList<LinkAnchor>> OfLotAsync(StoryLot lot, string? serial, CancellationToken ct)
    {
        var anchors = new List<LinkAnchor>();
        var (name, page) = (lot.ProductName, $"/id/lot/{lot.Code}");
        var key = lot.Gtin.Length > 0 ? new Uri(lot.Key).AbsolutePath : page;
        if (serial is not null) anchors.Add(new(lot.Gtin.Length > 0 ? $"/01/{lot.Gtin}/21/{serial}" : $"/t/{serial}", name, [new(Default, "/t/" + serial), new("traceability", "/t/" + serial)]));
        var day = lot.HarvestedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var goods = await OfGoodsAsync(lot, ct);
        List<ItemLink> links = [new(Default, page), new("traceability", page), new("epcis", $"/epcis/events?MATCH_anyEPCClass={Uri.EscapeDataString(lot.Key)}", "application/ld+json"),
            new("recallStatus", page + "/recall-status", "application/json"), new("recallStatus", "/recalls")];
        if (await IsOnSaleAsync(lot, ct)) links.Add(new("certificationInfo", $"/p/{lot.ProductId}/marks?on={day}"));
        // A lot without a GTIN has no level above itself that has an address of its own kind.
        anchors.Add(new(key, name, lot.Gtin.Length > 0 ? links : [.. links, .. goods.Links.Where(x => x.Type is not Default and not "certificationInfo")]));
        if (lot.Gtin.Length > 0) anchors.Add(goods);
        return anchors;
    }

    /// <summary>Of goods with a GTIN, as its newest lot knows them.</summary>
    public async Task<LinkAnchor> OfGoodsAsync(StoryLot lot, CancellationToken ct)
    {
        var links = new List<ItemLink>();
        var cooperative = await catalog.CooperativeAsync(lot.CooperativeId, ct);
        if (await IsOnSaleAsync(lot, ct)) links.AddRange([new(Default, $"/p/{lot.ProductId}"), new("pip", $"/p/{lot.ProductId}"), new("certificationInfo", $"/p/{lot.ProductId}/marks")]);
        else links.Add(new(Default, $"/coop/{cooperative?.Slug}"));
        foreach (var licence in await history.OfAsync(lot.ProductId, lot.HarvestedOn, ct))
            if (licence.IsLicence) links.Add(new("registryEntry", $"/licences/{Uri.EscapeDataString(licence.Number)}"));
        links.Add(new("registryEntry", $"/coop/{cooperative?.Slug}"));
        return new($"/01/{lot.Gtin}", lot.ProductName, links);
    }

    /// <summary>The goods' newest lot.</summary>
    /// <param name="gtin">14 digits.</param>
    /// <returns>null when nothing carries this number.</returns>
    public Task<StoryLot?> NewestAsync(string gtin, CancellationToken ct) => stories.NewestAsync(gtin, ct);

    /// <summary>As a linkset document.</summary>
    public JsonObject Document(IEnumerable<LinkAnchor> anchors, string language) => new()
    {
        ["linkset"] = new JsonArray([.. anchors.Select(anchor =>
        {
            var set = new JsonObject { ["anchor"] = settings.BaseUrl + anchor.Path, ["itemDescription"] = anchor.Name };
            foreach (var type in anchor.Links.GroupBy(x => x.Type)) set[Vocabulary + type.Key] = new JsonArray([.. type.Select(x => Target(x, language))]);
            return set;
        })]),
    };

    /// <summary>A link type's name for people.</summary>
    public static string Title(string type, string language) => Texts.GetString("resolver." + type, CultureInfo.GetCultureInfo(language))!;

    private JsonObject Target(ItemLink link, string language)
    {
        var target = new JsonObject
        {
            ["href"] = settings.BaseUrl + link.Path,
            ["title"] = Title(link.Type, language),
            ["title*"] = new JsonArray([.. new[] { "zh-CN", "en" }.Select(x => new JsonObject { ["value"] = Title(link.Type, x), ["language"] = x })]),
            ["type"] = link.MediaType,
        };
        if (link.MediaType == "text/html") target["hreflang"] = new JsonArray("zh-CN", "en");
        return target;
    }

    private async Task<bool> IsOnSaleAsync(StoryLot lot, CancellationToken ct) => await shelf.CardAsync(lot.ProductId, ct) is { State: ListingState.OnSale };
}
