
namespace Market.Orders.Data;

/// <summary>A page of a longer list.</summary>
/// <param name="Total">Rows in all, not on this page.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Total, int Page, int PageSize);
