using Market.Catalog.Cooperatives;
using Market.Catalog.Marks;
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
