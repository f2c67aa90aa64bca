using Market.Kernel.Data;
using Market.Orders.Basket;
using Market.Orders.Purchase;
using Market.Orders.Recalls;
using Market.Orders.Stock;
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

internal sealed class ReservationMaps : IEntityTypeConfiguration<Reservation>, IEntityTypeConfiguration<Hold>, IEntityTypeConfiguration<IdempotencyRecord>,
    IEntityTypeConfiguration<FreightRule>, IEntityTypeConfiguration<BasketLine>
{
    public void Configure(EntityTypeBuilder<Reservation> reservation)
    {
        reservation.ToTable("orders_reservations");
        reservation.HasKey(x => x.LineId);
        reservation.Property(x => x.LineId).ValueGeneratedNever();
        reservation.Property<long>("Version").IsConcurrencyToken();
        reservation.HasIndex(x => x.OrderId);
        reservation.HasIndex(x => new { x.State, x.ExpiresAt });
    }

    public void Configure(EntityTypeBuilder<Hold> hold)
    {
        hold.ToTable("orders_holds");
        // Holds are looked up by whose they are, so they lie in that order; their key keeps anybody from having more than they may.
        hold.HasKey(x => new { x.HolderId, x.Slot });
        hold.HasIndex(x => x.ExpiresAt);
    }

    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable("orders_idempotency");
        // Keys that grow with time come to lie side by side, whoever uses them: a group of buyers writes one page instead of one each.
        record.HasKey(x => new { x.Key, x.PrincipalId });
        record.Property(x => x.Key).HasMaxLength(100);
        record.Property(x => x.BodyHash).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<FreightRule> rule)
    {
        rule.ToTable("orders_freight_rules");
        rule.HasKey(x => x.CooperativeId);
        rule.Property(x => x.CooperativeId).ValueGeneratedNever();
        rule.Property(x => x.NoDelivery).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<BasketLine> line)
    {
        line.ToTable("orders_basket_lines");
        line.HasKey(x => new { x.OwnerId, x.OfferId });
    }
}

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
