using Market.Orders.Recalls;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class RecallMaps : IEntityTypeConfiguration<StoppedLine>, IEntityTypeConfiguration<RecallRefund>
{
    public void Configure(EntityTypeBuilder<StoppedLine> line)
    {
        line.ToTable("orders_stopped_lines");
        line.HasKey(x => x.LineId);
        line.Property(x => x.LineId).ValueGeneratedNever();
        line.Property(x => x.RecallNumber).HasMaxLength(20);
        line.Property(x => x.Version).IsConcurrencyToken();
        line.HasIndex(x => x.SubOrderId);
        line.HasIndex(x => x.OrderId);
        line.HasIndex(x => new { x.CooperativeId, x.DecidedAt });
    }

    public void Configure(EntityTypeBuilder<RecallRefund> refund)
    {
        refund.ToTable("orders_recall_refunds");
        refund.HasKey(x => new { x.LineId, x.LotCode });
        refund.Property(x => x.LotCode).HasMaxLength(20);
        refund.Property(x => x.RecallNumber).HasMaxLength(20);
    }
}
