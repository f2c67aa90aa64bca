using Market.Catalog.Cooperatives;
using Market.Catalog.Fairs;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Catalog.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Catalog.Data;

internal sealed class StoreMaps : IEntityTypeConfiguration<ShelfEntry>, IEntityTypeConfiguration<Fair>, IEntityTypeConfiguration<FairEntry>, IEntityTypeConfiguration<FairSample>
{
    public void Configure(EntityTypeBuilder<ShelfEntry> entry)
    {
        entry.ToTable("catalog_shelf_entries");
        entry.Property(x => x.Id).ValueGeneratedNever();
        entry.Property(x => x.Version).IsConcurrencyToken();
        // Two people who tell of the same goods on the same day tell the same thing.
        entry.HasIndex(x => new { x.StoreId, x.ProductId, x.From }).IsUnique();
        entry.HasIndex(x => new { x.ProductId, x.Until });
        entry.HasIndex(x => new { x.Until, x.From });
        entry.HasOne<Store>().WithMany().HasForeignKey(x => x.StoreId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Product>().WithMany().HasForeignKey(x => x.ProductId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Fair> fair)
    {
        fair.ToTable("catalog_fairs");
        fair.Property(x => x.Id).ValueGeneratedNever();
        fair.Property(x => x.Name).HasMaxLength(120);
        fair.Property(x => x.NameEn).HasMaxLength(120);
        fair.Property(x => x.Place).HasMaxLength(200);
        fair.Property(x => x.Note).HasMaxLength(1000);
        fair.Property(x => x.Reason).HasMaxLength(500);
        fair.Property(x => x.Version).IsConcurrencyToken();
        fair.HasIndex(x => x.To);
    }

    public void Configure(EntityTypeBuilder<FairEntry> entry)
    {
        entry.ToTable("catalog_fair_entries");
        entry.Property(x => x.Id).ValueGeneratedNever();
        entry.Property(x => x.Reason).HasMaxLength(500);
        entry.Property(x => x.Version).IsConcurrencyToken();
        entry.HasIndex(x => new { x.FairId, x.CooperativeId }).IsUnique();
        entry.HasOne<Fair>().WithMany().HasForeignKey(x => x.FairId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Cooperative>().WithMany().HasForeignKey(x => x.CooperativeId).OnDelete(DeleteBehavior.Restrict);
        entry.HasMany(x => x.Samples).WithOne().HasForeignKey(x => x.EntryId);
    }

    public void Configure(EntityTypeBuilder<FairSample> sample)
    {
        sample.ToTable("catalog_fair_samples");
        sample.HasKey(x => new { x.EntryId, x.Position });
        sample.Property(x => x.Note).HasMaxLength(200);
    }
}
