using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class OrderMaps : IEntityTypeConfiguration<Order>, IEntityTypeConfiguration<SubOrder>, IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.ToTable("orders_orders");
        order.Property(x => x.Id).ValueGeneratedNever();
        order.Property(x => x.Number).HasMaxLength(20);
        order.Property(x => x.PaymentMethod).HasMaxLength(40);
        order.Property(x => x.Recipient).HasMaxLength(80);
        order.Property(x => x.Phone).HasMaxLength(32);
        order.Property(x => x.Address).HasMaxLength(200);
        order.Property<long>("Version").IsConcurrencyToken();
        order.HasIndex(x => x.Number).IsUnique();
        order.HasIndex(x => new { x.BuyerId, x.PlacedAt });
        order.HasIndex(x => new { x.State, x.ExpiresAt });
        order.HasMany(x => x.SubOrders).WithOne(x => x.Order).HasForeignKey(x => x.OrderId);
        order.HasMany(x => x.Payments).WithOne().HasForeignKey(x => x.OrderId);
    }

    public void Configure(EntityTypeBuilder<SubOrder> part)
    {
        part.ToTable("orders_sub_orders");
        part.Property(x => x.Id).ValueGeneratedNever();
        part.Property(x => x.PickupCode).HasMaxLength(6);
        part.Ignore(x => x.FinalFen);
        part.Property<long>("Version").IsConcurrencyToken();
        part.HasIndex(x => new { x.CooperativeId, x.State });
        part.HasIndex(x => new { x.State, x.DispatchedAt });
        part.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.SubOrderId);
    }

    public void Configure(EntityTypeBuilder<OrderLine> line)
    {
        line.ToTable("orders_lines");
        line.Property(x => x.Id).ValueGeneratedNever();
        foreach (var name in new[] { "Name", "NameEn", "Specification", "Cooperative", "CooperativeEn" }) line.Property(name).HasMaxLength(120);
        line.Property(x => x.LicenceNumber).HasMaxLength(60);
        line.Property(x => x.CertificateNumber).HasMaxLength(60);
        line.Property(x => x.PictureHash).HasMaxLength(64);
        line.Ignore(x => x.PaidFen);
        line.Property<long>("Version").IsConcurrencyToken();
    }
}
