namespace Market.Catalog.Search;

/// <summary>Where this replica keeps its own search index.</summary>
/// <param name="Folder">A folder that no other process uses. It is a cache: losing it costs a rebuild, never data.</param>
public sealed record SearchSettings(string Folder);
