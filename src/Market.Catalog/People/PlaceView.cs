
namespace Market.Catalog.People;

/// <summary>A town, station or chain as lists show it.</summary>
public sealed record PlaceView(Guid Id, string Slug, string Name, string NameEn, Guid? TownId = null, string Address = "", string Phone = "");
