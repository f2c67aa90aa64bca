using Market.Catalog.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Catalog.Data;

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
