using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class DemandMaps : IEntityTypeConfiguration<Demand>, IEntityTypeConfiguration<DemandLine>, IEntityTypeConfiguration<DemandWindow>, IEntityTypeConfiguration<DemandInvitation>
{
    public void Configure(EntityTypeBuilder<Demand> demand)
    {
        demand.ToTable("orders_demands");
        demand.Property(x => x.Id).ValueGeneratedNever();
        demand.Property(x => x.Number).HasMaxLength(20);
        demand.Property(x => x.Chain).HasMaxLength(80);
        demand.Property(x => x.ChainEn).HasMaxLength(80);
        demand.Property(x => x.Title).HasMaxLength(120);
        demand.Property(x => x.Version).IsConcurrencyToken();
        demand.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.DemandId);
        demand.HasMany(x => x.Invited).WithOne().HasForeignKey(x => x.DemandId);
        demand.HasIndex(x => x.Number).IsUnique();
        demand.HasIndex(x => new { x.ChainId, x.At });
        demand.HasIndex(x => new { x.State, x.BidsUntil });
    }

    public void Configure(EntityTypeBuilder<DemandLine> line)
    {
        line.ToTable("orders_demand_lines");
        line.Property(x => x.Id).ValueGeneratedNever();
        line.Property(x => x.Product).HasMaxLength(80);
        line.Property(x => x.Grade).HasMaxLength(40);
        line.Property(x => x.Certificates).HasMaxLength(400);
        line.Property(x => x.Store).HasMaxLength(80);
        line.Property(x => x.StoreEn).HasMaxLength(80);
        line.HasMany(x => x.Windows).WithOne().HasForeignKey(x => x.LineId);
        line.HasIndex(x => new { x.DemandId, x.Position }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DemandWindow> window)
    {
        window.ToTable("orders_demand_windows");
        window.HasKey(x => new { x.LineId, x.From });
    }

    public void Configure(EntityTypeBuilder<DemandInvitation> invited)
    {
        invited.ToTable("orders_demand_invitations");
        invited.HasKey(x => new { x.DemandId, x.CooperativeId });
        invited.HasIndex(x => x.CooperativeId);
    }
}

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

internal sealed class PlanMaps : IEntityTypeConfiguration<PlanJob>, IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<PlanJob> job)
    {
        job.ToTable("orders_plan_jobs");
        job.Property(x => x.Id).ValueGeneratedNever();
        // Runs from before there were refills.
        job.Property(x => x.Kind).HasDefaultValue(PlanJobKind.Match);
        job.Property(x => x.Stage).HasMaxLength(20);
        job.Property(x => x.Refusal).HasMaxLength(60);
        job.Property(x => x.RefusalValues).HasMaxLength(400);
        job.HasIndex(x => x.ActiveDemandId).IsUnique();
        job.HasIndex(x => new { x.State, x.LeaseUntil });
        job.HasIndex(x => new { x.DemandId, x.At });
    }

    public void Configure(EntityTypeBuilder<Plan> plan)
    {
        plan.ToTable("orders_plans");
        plan.Property(x => x.Id).ValueGeneratedNever();
        plan.Property(x => x.Hash).HasMaxLength(64);
        plan.HasIndex(x => new { x.DemandId, x.Nth }).IsUnique();
        plan.HasIndex(x => x.JobId).IsUnique();
    }
}
