using Market.Orders.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class StockMaps : IEntityTypeConfiguration<StockItem>, IEntityTypeConfiguration<StockMovement>
{
    public void Configure(EntityTypeBuilder<StockItem> stock)
    {
        stock.ToTable("orders_stock");
        stock.HasKey(x => x.OfferId);
        stock.Property(x => x.OfferId).ValueGeneratedNever();
        stock.HasIndex(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<StockMovement> movement)
    {
        movement.ToTable("orders_stock_movements");
        movement.Property(x => x.Id).ValueGeneratedNever();
    }
}
