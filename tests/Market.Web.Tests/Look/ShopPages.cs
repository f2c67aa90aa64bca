using System.Text.RegularExpressions;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Look;

/// <summary>A page somebody sees.</summary>
/// <param name="Path">With braces around a list page's path where the first address on that list belongs, e.g. "/orders/{...}".</param>
public sealed record ShopPage(string Path, int Status = 200);

/// <summary>Every page of the shop, by who may see it.</summary>
internal static partial class ShopPages
{
    /// <summary>Demo accounts and what they see; "-" is nobody.</summary>
    public static readonly IReadOnlyDictionary<string, ShopPage[]> Of = new Dictionary<string, ShopPage[]>(StringComparer.Ordinal)
    {
        ["-"] =
        [
            new("/"), new("/search"), new("/search?badge=green&sort=price"), new("/search?q=%E7%93%9C"), new("/search?q=zzzz"), new("/c/fruit"), new("{/search /p/}"), new("{/ /p/}"),
            new("/coops"), new("{/coops /coop/}"), new("/stations"), new("/licences"), new("/licences?status=revoked"), new("{/licences /licences/TY}"), new("/certificates"), new("/artwork"), new("/artwork?sha256=0"), new("{{/ /p/} /marks}"), new("/misuse"), new("/misuse/sent?number=JB-2026-0001"), new("/join"), new("/join/sent"), new("/basket"), new("/login"), new("/register"), new("/reset"), new("/nowhere", 404), new("/docs"), new("/t"), new("/t/0000000000000", 404), new("/recalls"), new("/fairs"),
        ],
        ["consumer"] =
        [
            new("/orders"), new("{/orders /orders/0}"), new("{{/orders /orders/0} /claims/new}"), new("{{/orders /orders/0} /reviews/new}"),
            new("/checkout"), new("/checkout?way=delivery"), new("/basket"), new("/account"), new("/account/second-factor"), new("/notices"), new("/favourites"), new("/district", 403),
        ],
        ["manager.shangwan"] =
        [
            new("/office"), new("/office/orders"), new("/office/orders?status=Cancelled"), new("{/office/orders /office/orders/0}"), new("/office/orders/print"), new("/office/products"), new("/office/products/new"), new("{/office/products /office/products/0}"),
            new("/office/imports"), new("{/office/imports /office/imports/0}"), new("/office/claims"), new("/office/income"), new("/office/invoices"), new("{/office/invoices /invoices/}"), new("/office/settings"), new("/office/lots"), new("/office/lots/new"), new("{/office/lots /office/lots/B}"), new("{/office/lots /office/lots/H}"), new("{{/office/lots /office/lots/B} /scans}"), new("{{/office/lots /office/lots/B} /office/codes/}"), new("{{/office/lots /office/lots/B} /id/lot/}"), new("/office/plots"), new("/office/pallets"), new("/recall-notices"), new("/balances?all=true"), new("/office/fairs"), new("{/office/fairs /office/fairs/0}"), new("/office/shelves"),
        ],
        ["manager.nanpo"] = [new("/office/brand"), new("{/office/brand /office/brand/0}"), new("/office/brand/new"), new("/office/certificates/new"), new("/office/sub-brands"), new("/office/rewards"), new("/office/supply"), new("{/office/brand /office/licences/}"), new("/office/cases"), new("{/office/cases /office/cases/AJ}"), new("{{/office/cases /office/cases/AJ} /evidence}")],
        ["manager.dongtan"] = [new("/office/cases"), new("{/office/cases /office/appeals/0}")],
        ["buyer.huijia"] = [new("/office/demands"), new("{/office/demands /office/demands/0}"), new("/office/demands/new"), new("/office/shelves"), new("{/office/shelves /office/shelves/stores/0}"), new("/office/green-channel"), new("/office/contracts"), new("{/office/contracts /office/contracts/0}"), new("{{/office/contracts /office/contracts/0} /print}"), new("{{/office/contracts /office/contracts/0} /text}"), new("{{/office/contracts /office/contracts/0} /office/call-offs/}"), new("/office/contracts/new"), new("/office/statements"), new("{{/office/demands /office/demands/0} /office/plans/}")],
        ["union.shuanghe"] = [new("/office/demands"), new("/office"), new("/office/products"), new("/office/settings", 404)],
        ["receiver.huijia"] = [new("/office/goods-in"), new("{/office/goods-in /office/goods-in/}")],
        ["station.shangwan-village"] = [new("/recall-notices"), new("/station"), new("/office/pallets"), new("/office/products"), new("/office/imports")],
        ["reviewer.qingshi"] = [new("/town"), new("/town?kind=logo"), new("/town/rewards"), new("{/town /town/listings/0}"), new("{/town /town/licences/0}")],
        ["office"] = [new("/district/licences"), new("{/district/licences /district/licences/of/}"), new("/district/certificates"), new("/district/brand"), new("/district/rewards"), new("/district/schemes"), new("/office/unions"), new("/office/unions/new"), new("{/office/unions /office/unions/0}"), new("/district/cases"), new("{/district/cases /district/cases/new}"), new("{/district/cases /district/cases/new?report}"), new("{/district/cases /district/cases/AJ}"), new("{{/district/cases /district/cases/AJ} /evidence}"),
            new("/district/checks"), new("{/district/checks /district/checks/0}"), new("{/district/checks /district/checks/draws/}"), new("/district/stores"), new("/office/shelves"), new("/office/fairs"), new("{/office/fairs /office/fairs/0}")],
        ["inspector"] = [new("/district/checks"), new("/district/recalls"), new("/balances"), new("/district/what-if"), new("/district/what-if?kind=Window&from=2026-01-01")],
        ["admin"] = [new("/district"), new("/district/cooperatives"), new("/district/audit"), new("/district/payouts"), new("/district/transfers")],
    };

    /// <summary>The page's address; null when the list it hangs on has nothing of the kind.</summary>
    public static async Task<string?> FindAsync(Visitor visitor, string path)
    {
        await foreach (var found in AllAsync(visitor, path)) return found;
        return null;
    }

    private static async IAsyncEnumerable<string> AllAsync(Visitor visitor, string path)
    {
        if (Hanging().Match(path) is not { Success: true } hanging)
        {
            yield return path;
            yield break;
        }
        await foreach (var list in AllAsync(visitor, hanging.Groups[1].Value))
        {
            var answer = await visitor.Page.APIRequest.GetAsync(list);
            foreach (var link in Links().Matches(await answer.TextAsync()).Select(x => x.Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal)))
                if (link.Contains(hanging.Groups[2].Value, StringComparison.Ordinal)) yield return link;
        }
    }

    [GeneratedRegex(@"^\{(.+) ([^ ]+)\}$")]
    private static partial Regex Hanging();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Links();
}
