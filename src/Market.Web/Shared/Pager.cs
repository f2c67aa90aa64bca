using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Market.Web.Shared;

/// <summary>Links to the pages of a list; everything else in the address stays.</summary>
public sealed record Pager(HttpRequest Request, int Page, int Total, int PageSize)
{
    public int Last => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>This page and two to either side.</summary>
    public IEnumerable<int> Near => Enumerable.Range(Math.Max(1, Page - 2), 5).Where(x => x <= Last);

    public string Url(int page) => With("page", page.ToString(CultureInfo.InvariantCulture));

    /// <summary>The address with one value set; the page starts over unless it is what is set.</summary>
    public string With(string key, string value) => Address(Others(key, null).Append(new(key, value)));

    /// <summary>The address without one value, or without all values of the key.</summary>
    public string Without(string key, string? value) => Address(Others(key, value));

    private IEnumerable<KeyValuePair<string, string?>> Others(string key, string? value) => Request.Query
        .SelectMany(x => x.Value, (pair, single) => KeyValuePair.Create(pair.Key, single))
        .Where(x => !(x.Key == key && (value is null || x.Value == value)) && (x.Key != "page" || key == "page"));

    private string Address(IEnumerable<KeyValuePair<string, string?>> query) => QueryHelpers.AddQueryString(Request.Path, query.Where(x => !string.IsNullOrEmpty(x.Value)));
}
