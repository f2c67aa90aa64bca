using Market.Kernel.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Traceability.Data;

internal sealed class LotMaps : IEntityTypeConfiguration<Plot>, IEntityTypeConfiguration<PlotInput>, IEntityTypeConfiguration<Lot>, IEntityTypeConfiguration<LotPlot>,
    IEntityTypeConfiguration<LotTake>, IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<Plot> plot)
    {
        plot.ToTable("trace_plots");
        plot.Property(x => x.Id).ValueGeneratedNever();
        plot.Property(x => x.Code).IsExact(20);
        plot.Property(x => x.Name).HasMaxLength(80);
        plot.Property(x => x.Village).HasMaxLength(80);
        plot.HasIndex(x => x.Code).IsUnique();
        plot.HasIndex(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<PlotInput> input)
    {
        input.ToTable("trace_plot_inputs");
        input.Property(x => x.Id).ValueGeneratedNever();
        input.Property(x => x.Name).HasMaxLength(120);
        input.Property(x => x.Dose).HasMaxLength(120);
        input.HasIndex(x => new { x.PlotId, x.AppliedOn });
        input.HasIndex(x => new { x.Name, x.AppliedOn });
    }

    public void Configure(EntityTypeBuilder<Lot> lot)
    {
        lot.ToTable("trace_lots");
        lot.Property(x => x.Id).ValueGeneratedNever();
        lot.Property(x => x.Code).IsExact(20);
        lot.Property(x => x.Key).IsExact(UriSyntax.Longest);
        lot.Property(x => x.Gtin).IsExact(14);
        lot.Property(x => x.ProductName).HasMaxLength(120);
        lot.Property(x => x.ProductNameEn).HasMaxLength(200);
        lot.Property(x => x.Category).HasMaxLength(60);
        lot.Property(x => x.Variety).HasMaxLength(80);
        lot.Property(x => x.Crew).HasMaxLength(80);
        lot.Property(x => x.CommitmentNumber).HasMaxLength(40);
        lot.Property(x => x.Version).IsConcurrencyToken();
        lot.HasIndex(x => x.Code).IsUnique();
        lot.HasIndex(x => x.Key).IsUnique();
        lot.HasIndex(x => new { x.CooperativeId, x.HarvestedOn });
        lot.HasIndex(x => x.HarvestedOn);
        lot.HasIndex(x => x.ProductId);
    }

    public void Configure(EntityTypeBuilder<LotPlot> plot)
    {
        plot.ToTable("trace_lot_plots");
        plot.HasKey(x => new { x.LotId, x.PlotId });
        plot.HasIndex(x => x.PlotId);
    }

    public void Configure(EntityTypeBuilder<LotTake> take)
    {
        take.ToTable("trace_lot_takes");
        take.HasKey(x => new { x.PartId, x.LotId });
    }

    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable("trace_idempotency");
        record.HasKey(x => new { x.Key, x.PrincipalId });
        record.Property(x => x.Key).HasMaxLength(100);
        record.Property(x => x.BodyHash).HasMaxLength(64);
    }
}
