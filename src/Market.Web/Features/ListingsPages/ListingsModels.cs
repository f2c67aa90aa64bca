using Market.Catalog.Products;
using Market.Orders.Stock;
using Market.Web.Shared;

namespace Market.Web.Features.ListingsPages;

public sealed record ListingsPage(IReadOnlyList<ListingRow> Items, ListingState? State, string Text, IReadOnlyDictionary<ListingState, int> Counts, Pager Pager);

public sealed record ListingEditPage(ListingForm? Listing, WordsForm Words, IReadOnlyList<CategoryView> Categories, IReadOnlyDictionary<Guid, StockView> Stock, OfferForm Offer);
