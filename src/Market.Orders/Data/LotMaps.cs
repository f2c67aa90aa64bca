using Market.Orders.Fulfilment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class LotMaps : IEntityTypeConfiguration<LineLot>
{
    public void Configure(EntityTypeBuilder<LineLot> lot)
    {
        lot.ToTable("orders_line_lots");
        lot.HasKey(x => new { x.LineId, x.LotCode });
        lot.Property(x => x.LotCode).HasMaxLength(20);
        lot.HasIndex(x => x.LotCode);
        lot.HasIndex(x => x.OrderId);
    }
}
