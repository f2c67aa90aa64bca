using System.ComponentModel.DataAnnotations;
using Market.Orders.Data;

namespace Market.Web.Api;

/// <summary>Which page of a list.</summary>
public sealed record Paging
{
    [Range(1, 100_000)]
    public int Page { get; init; } = 1;

    [Range(1, 100)]
    public int PageSize { get; init; } = 20;
}

/// <summary>A list as the API answers it.</summary>
public sealed record ListOf<T>(IReadOnlyList<T> Items, int Total, int Page, int PageSize)
{
    public static ListOf<T> Of<TFrom>(PageOf<TFrom> page, Func<TFrom, T> shape) => new([.. page.Items.Select(shape)], page.Total, page.Page, page.PageSize);
}
