
namespace Market.Web.Hosting.Pages;

/// <summary>All that differs between two visitors of a public page: what lies in the basket, and whether they signed in.</summary>
/// <param name="Items">Different products in the basket, 0 to 100.</param>
public readonly record struct FrameState(int Items, bool SignedIn);

/// <summary>How a public page is asked for: these make different pages.</summary>
/// <param name="Path">Path with its query.</param>
/// <param name="Looks">Language, type size and colours.</param>
public readonly record struct PageKey(string Path, string Query, Looks Looks);

/// <param name="English">English instead of Chinese.</param>
/// <param name="Theme">0 the system's, 1 light, 2 dark.</param>
public readonly record struct Looks(bool English, bool Large, int Theme);
