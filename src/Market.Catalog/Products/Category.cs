
namespace Market.Catalog.Products;

/// <summary>A shelf of the shop.</summary>
internal sealed class Category
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";

    /// <summary>Colour of the cloth under its pictures: sun, rose, plum, earth, sky or empty.</summary>
    public string Tint { get; init; } = "";

    /// <summary>File name of its picture among the shop's own.</summary>
    public string Picture { get; init; } = "";
    public int Position { get; init; }

    /// <summary>Fresh goods cannot be sent back within seven days; checkout says so.</summary>
    public bool Fresh { get; init; }

    /// <summary>Processed goods need a food-production licence number.</summary>
    public bool Processed { get; init; }

    /// <summary>Class of the Nice classification its goods are in, 1 to 45; 0 while nobody said.</summary>
    public int NiceClass { get; init; }
}
