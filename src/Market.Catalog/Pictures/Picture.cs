using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Catalog.Pictures;

/// <summary>A picture that was taken in; its files are named after its hash.</summary>
internal sealed class Picture
{
    /// <summary>Lower-case hex SHA-256 of the largest stored WebP.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Pixels of the largest stored size, upright.</summary>
    public int Width { get; init; }
    public int Height { get; init; }
    public int Bytes1200 { get; init; }
    public int Bytes600 { get; init; }
    public int Bytes256 { get; init; }

    /// <summary>Average colour as <c>#rrggbb</c>, shown while the picture loads.</summary>
    public string Tint { get; init; } = "";
    public Guid UploadedBy { get; init; }
    public DateTime At { get; init; }
}

internal sealed class PictureMap : IEntityTypeConfiguration<Picture>
{
    public void Configure(EntityTypeBuilder<Picture> picture)
    {
        picture.ToTable("catalog_pictures");
        picture.HasKey(x => x.Hash);
        picture.Property(x => x.Hash).HasMaxLength(64).IsFixedLength();
        picture.Property(x => x.Tint).HasMaxLength(7);
    }
}
