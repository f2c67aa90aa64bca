using Market.Catalog.Cooperatives;
using Market.Catalog.Imports;
using Market.Catalog.Marks;
using Market.Catalog.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Catalog.Data;

internal sealed class CooperativeMaps : IEntityTypeConfiguration<Cooperative>, IEntityTypeConfiguration<ChairTerm>,
    IEntityTypeConfiguration<AttestedValue>, IEntityTypeConfiguration<HolderWord>, IEntityTypeConfiguration<Certificate>, IEntityTypeConfiguration<CertificateProduct>
{
    public void Configure(EntityTypeBuilder<Cooperative> cooperative)
    {
        cooperative.ToTable("catalog_cooperatives");
        cooperative.Property(x => x.Id).ValueGeneratedNever();
        cooperative.Property(x => x.Slug).HasMaxLength(60);
        foreach (var name in new[] { "Name", "NameEn", "Village", "VillageEn", "BankAccount" }) cooperative.Property(name).HasMaxLength(80);
        cooperative.Property(x => x.Phone).HasMaxLength(32);
        cooperative.Property(x => x.Charter).HasMaxLength(20_000);
        cooperative.Property(x => x.CharterReturnReason).HasMaxLength(500);
        cooperative.Property<long>("Version").IsConcurrencyToken();
        cooperative.HasIndex(x => x.Slug).IsUnique();
        cooperative.HasIndex(x => new { x.TownId, x.CharterState });
        cooperative.HasMany(x => x.Chairs).WithOne().HasForeignKey(x => x.CooperativeId);
        cooperative.HasMany(x => x.Attested).WithOne().HasForeignKey(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<HolderWord> word)
    {
        word.ToTable("catalog_holder_words");
        word.HasKey(x => new { x.Holder, x.Brand, x.Word });
        word.Property(x => x.Brand).HasMaxLength(60);
        word.Property(x => x.Word).HasMaxLength(HolderWord.Longest);
        word.HasIndex(x => new { x.Word, x.Holder, x.Brand });
    }

    public void Configure(EntityTypeBuilder<ChairTerm> term)
    {
        term.ToTable("catalog_chair_terms");
        term.Property(x => x.Id).ValueGeneratedNever();
        term.Property(x => x.Name).HasMaxLength(40);
    }

    public void Configure(EntityTypeBuilder<AttestedValue> attested)
    {
        attested.ToTable("catalog_attested_values");
        attested.Property(x => x.Id).ValueGeneratedNever();
        attested.Property(x => x.Kind).HasMaxLength(40);
        attested.Property(x => x.Source).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<Certificate> certificate)
    {
        certificate.ToTable("catalog_certificates");
        certificate.Property(x => x.Id).ValueGeneratedNever();
        certificate.Property(x => x.Kind).HasMaxLength(40);
        certificate.Property(x => x.Number).HasMaxLength(60);
        certificate.Property(x => x.Issuer).HasMaxLength(120);
        certificate.Property(x => x.File).HasMaxLength(64);
        certificate.Property(x => x.Reason).HasMaxLength(500);
        certificate.Property<long>("Version").IsConcurrencyToken();
        // None of these begins with the state: SQLite would take nearly all that are verified for few, and look for a product's badges from there.
        certificate.HasIndex(x => new { x.Kind, x.ValidUntil, x.CooperativeId, x.Id, x.State });
        certificate.HasIndex(x => new { x.Kind, x.Number }).IsUnique();
        certificate.HasIndex(x => new { x.CooperativeId, x.Kind });
        certificate.Property(x => x.Level).HasMaxLength(20);
        certificate.HasIndex(x => x.Number);
        certificate.HasIndex(x => x.CheckedAt);
        certificate.HasIndex(x => x.RecheckOn);
        certificate.HasIndex(x => new { x.CooperativeId, x.IssuedOn, x.Id });
        certificate.HasIndex(x => new { x.IssuedOn, x.Id });
        certificate.HasIndex(x => new { x.Kind, x.IssuedOn, x.Id });
        certificate.HasMany(x => x.Products).WithOne().HasForeignKey(x => x.CertificateId);
    }

    public void Configure(EntityTypeBuilder<CertificateProduct> scope)
    {
        scope.ToTable("catalog_certificate_products");
        scope.HasKey(x => new { x.CertificateId, x.ProductId });
        scope.HasIndex(x => x.ProductId);
    }
}

internal sealed class ProductMaps : IEntityTypeConfiguration<Category>, IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<Offer>,
    IEntityTypeConfiguration<PriceChange>, IEntityTypeConfiguration<PriceObservation>, IEntityTypeConfiguration<ChangeCounter>
{
    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.ToTable("catalog_categories");
        category.Property(x => x.Id).ValueGeneratedNever();
        foreach (var name in new[] { "Slug", "Name", "NameEn", "Tint", "Picture" }) category.Property(name).HasMaxLength(60);
        category.HasIndex(x => x.Slug).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("catalog_products");
        product.Property(x => x.Id).ValueGeneratedNever();
        foreach (var name in new[] { "Name", "NameEn", "Variety", "Specification", "Origin", "ExternalKey" }) product.Property(name).HasMaxLength(120);
        foreach (var name in new[] { "Grade", "Storage", "Season", "FoodLicence" }) product.Property(name).HasMaxLength(40);
        product.Property(x => x.Description).HasMaxLength(2000);
        product.Property(x => x.DescriptionEn).HasMaxLength(2000);
        product.Property(x => x.ReturnReason).HasMaxLength(500);
        product.Property(x => x.PictureHash).HasMaxLength(64);
        // The hash is unique, not the own key itself: its comparison must not follow a server's collation.
        product.Property(x => x.KeyHash).HasMaxLength(16).IsFixedLength();
        product.HasIndex(x => new { x.CooperativeId, x.KeyHash }).IsUnique();
        product.HasIndex(x => new { x.CooperativeId, x.State });
        product.HasIndex(x => x.ChangeSeq);
        product.HasMany(x => x.Offers).WithOne().HasForeignKey(x => x.ProductId);
        product.Property<long>("Version").IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Offer> offer)
    {
        offer.ToTable("catalog_offers");
        offer.Property(x => x.Id).ValueGeneratedNever();
        offer.HasIndex(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<PriceChange> change)
    {
        change.ToTable("catalog_price_changes");
        change.Property(x => x.Id).ValueGeneratedNever();
        change.HasIndex(x => new { x.OfferId, x.At });
    }

    public void Configure(EntityTypeBuilder<PriceObservation> observation)
    {
        observation.ToTable("catalog_price_observations");
        observation.HasKey(x => x.KeyHash);
        observation.Property(x => x.KeyHash).HasMaxLength(16).IsFixedLength();
        observation.HasIndex(x => new { x.ProductId, x.Date });
        observation.HasIndex(x => new { x.CooperativeId, x.Date });
    }

    public void Configure(EntityTypeBuilder<ChangeCounter> counter)
    {
        counter.ToTable("catalog_changes");
        counter.Property(x => x.Id).ValueGeneratedNever();
        counter.HasData(new ChangeCounter());
    }
}

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
