using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Market.Web.Shared;

/// <summary>Links to the pages of a list; everything else in the address stays.</summary>
public sealed record Pager(HttpRequest Request, int Page, int Total, int PageSize)
{
    public int Last => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>This page and two to either side.</summary>
    public IEnumerable<int> Near => Enumerable.Range(Math.Max(1, Page - 2), 5).Where(x => x <= Last);

    public string Url(int page)
    {
        var query = Request.Query.Where(x => x.Key != "page").SelectMany(x => x.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
            .Append(KeyValuePair.Create<string, string?>("page", page.ToString(CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString(Request.Path, query);
    }
}
