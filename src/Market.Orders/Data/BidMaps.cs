using Market.Orders.Sourcing.Demands;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class BidMaps : IEntityTypeConfiguration<Bid>, IEntityTypeConfiguration<BidTier>, IEntityTypeConfiguration<BidHarvest>, IEntityTypeConfiguration<BidShare>, IEntityTypeConfiguration<BidShareHarvest>
{
    public void Configure(EntityTypeBuilder<Bid> bid)
    {
        bid.ToTable("orders_bids");
        bid.Ignore(x => x.ProductId);
        bid.Property(x => x.OwnProductId).HasColumnName("ProductId");
        bid.Property(x => x.Id).ValueGeneratedNever();
        bid.Property(x => x.Cooperative).HasMaxLength(120);
        bid.Property(x => x.CooperativeEn).HasMaxLength(160);
        bid.Property(x => x.Product).HasMaxLength(80);
        bid.Property(x => x.Grade).HasMaxLength(40);
        bid.Property(x => x.Goods).HasMaxLength(120);
        bid.Property(x => x.GoodsEn).HasMaxLength(160);
        bid.Property(x => x.WithdrawnAt).IsConcurrencyToken();
        bid.HasMany(x => x.Tiers).WithOne().HasForeignKey(x => x.BidId);
        bid.HasMany(x => x.Harvests).WithOne().HasForeignKey(x => x.BidId);
        bid.HasMany(x => x.Shares).WithOne().HasForeignKey(x => x.BidId);
        bid.HasIndex(x => new { x.DemandId, x.CooperativeId, x.Product, x.Grade, x.Nth }).IsUnique();
        bid.HasIndex(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<BidTier> tier)
    {
        tier.ToTable("orders_bid_tiers");
        tier.HasKey(x => new { x.BidId, x.FromGrams });
    }

    public void Configure(EntityTypeBuilder<BidHarvest> harvest)
    {
        harvest.ToTable("orders_bid_harvests");
        harvest.HasKey(x => new { x.BidId, x.From, x.KeepsUntil });
    }

    public void Configure(EntityTypeBuilder<BidShare> share)
    {
        share.ToTable("orders_bid_shares");
        share.HasKey(x => new { x.BidId, x.CooperativeId });
        share.Property(x => x.Cooperative).HasMaxLength(120);
        share.Property(x => x.CooperativeEn).HasMaxLength(160);
        share.Property(x => x.Goods).HasMaxLength(120);
        share.Property(x => x.GoodsEn).HasMaxLength(160);
        share.HasMany(x => x.Harvests).WithOne().HasForeignKey(x => new { x.BidId, x.CooperativeId });
        share.HasIndex(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<BidShareHarvest> harvest)
    {
        harvest.ToTable("orders_bid_share_harvests");
        harvest.HasKey(x => new { x.BidId, x.CooperativeId, x.From, x.KeepsUntil });
    }
}
