using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Forecasts;
using Market.Orders.Sourcing.Reliability;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class AwardMaps : IEntityTypeConfiguration<AwardSet>, IEntityTypeConfiguration<Award>, IEntityTypeConfiguration<AwardLine>, IEntityTypeConfiguration<AwardPart>
{
    public void Configure(EntityTypeBuilder<AwardSet> set)
    {
        set.ToTable("orders_award_sets");
        set.Property(x => x.Id).ValueGeneratedNever();
        set.Property(x => x.RefusalReason).HasMaxLength(300);
        set.HasIndex(x => x.ActiveDemandId).IsUnique();
        set.HasIndex(x => new { x.DemandId, x.Nth }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Award> award)
    {
        award.ToTable("orders_awards");
        award.Property(x => x.Id).ValueGeneratedNever();
        award.Property(x => x.Supplier).HasMaxLength(120);
        award.Property(x => x.SupplierEn).HasMaxLength(160);
        award.Property(x => x.Product).HasMaxLength(80);
        award.Property(x => x.Grade).HasMaxLength(40);
        award.Property(x => x.Reason).HasMaxLength(300);
        award.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.AwardId);
        award.HasOne<AwardSet>().WithMany().HasForeignKey(x => x.SetId);
        award.HasIndex(x => new { x.SetId, x.BidId }).IsUnique();
        award.HasIndex(x => new { x.DemandId, x.State });
        award.HasIndex(x => new { x.State, x.AnswerUntil });
        award.HasIndex(x => x.SupplierId);
        award.HasIndex(x => x.ContractId);
    }

    public void Configure(EntityTypeBuilder<AwardLine> line)
    {
        line.ToTable("orders_award_lines");
        line.HasKey(x => new { x.AwardId, x.Position, x.From });
        line.HasMany(x => x.Parts).WithOne().HasForeignKey(x => new { x.AwardId, x.Position, x.From });
    }

    public void Configure(EntityTypeBuilder<AwardPart> part)
    {
        part.ToTable("orders_award_parts");
        part.HasKey(x => new { x.AwardId, x.Position, x.From, x.CooperativeId });
        part.HasIndex(x => x.CooperativeId);
    }
}

internal sealed class SupplyMaps : IEntityTypeConfiguration<SupplyRecord>, IEntityTypeConfiguration<Forecast>
{
    public void Configure(EntityTypeBuilder<SupplyRecord> record)
    {
        record.ToTable("orders_supply_records");
        record.HasKey(x => x.CallOffId);
        record.Property(x => x.CallOffId).ValueGeneratedNever();
        record.HasIndex(x => new { x.SupplierId, x.DueOn });
    }

    public void Configure(EntityTypeBuilder<Forecast> forecast)
    {
        forecast.ToTable("orders_forecasts");
        forecast.HasKey(x => new { x.CooperativeId, x.ProductId, x.Week });
        forecast.Property(x => x.Product).HasMaxLength(120);
        forecast.Property(x => x.ProductEn).HasMaxLength(160);
        forecast.HasIndex(x => x.Week);
    }
}
