using Market.Kernel.Data;
using Market.Orders.Basket;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

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
