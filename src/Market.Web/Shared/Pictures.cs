using System.Globalization;
using Market.Catalog.Products;

namespace Market.Web.Shared;

/// <summary>Addresses of pictures.</summary>
public static class Pictures
{
    /// <param name="hash">The product's own picture, or null: then its category's stands in.</param>
    /// <param name="size">256, 600 or 1200 pixels on the long edge.</param>
    public static string Url(string? hash, CategoryView? category, int size) => hash is not null
        ? string.Create(CultureInfo.InvariantCulture, $"/pictures/{hash}-{size}.webp")
        : $"/pic/{category?.Picture ?? "leafy-green.webp"}";
}
