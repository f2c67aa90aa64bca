using Market.Catalog.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Catalog.Data;

internal sealed class ImportMaps : IEntityTypeConfiguration<Import>, IEntityTypeConfiguration<ImportPiece>, IEntityTypeConfiguration<ImportError>
{
    public void Configure(EntityTypeBuilder<Import> import)
    {
        import.ToTable("catalog_imports");
        import.Property(x => x.Id).ValueGeneratedNever();
        import.Property(x => x.FileName).HasMaxLength(200);
        import.Property(x => x.Mapping).HasMaxLength(4000);
        import.Property(x => x.Failure).HasMaxLength(60);
        import.Property(x => x.FailureArgs).HasMaxLength(600);
        import.HasIndex(x => new { x.State, x.CreatedAt });
        import.HasIndex(x => new { x.CooperativeId, x.CreatedAt });
    }

    public void Configure(EntityTypeBuilder<ImportPiece> piece)
    {
        piece.ToTable("catalog_import_pieces");
        piece.HasKey(x => new { x.ImportId, x.Position });
    }

    public void Configure(EntityTypeBuilder<ImportError> error)
    {
        error.ToTable("catalog_import_errors");
        error.HasKey(x => new { x.ImportId, x.Row });
        error.Property(x => x.Column).HasMaxLength(60);
        error.Property(x => x.Code).HasMaxLength(60);
        error.Property(x => x.Args).HasMaxLength(600);
    }
}
