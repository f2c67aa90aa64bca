using Market.Orders.Sourcing.Demands;
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
