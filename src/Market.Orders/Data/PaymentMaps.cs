using Market.Orders.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class PaymentMaps : IEntityTypeConfiguration<Payment>, IEntityTypeConfiguration<PaymentEvent>, IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable("orders_payments");
        payment.Property(x => x.Id).ValueGeneratedNever();
        payment.Property(x => x.Provider).HasMaxLength(40);
        payment.Property(x => x.IntentId).HasMaxLength(120);
        payment.Property(x => x.Url).HasMaxLength(1000);
        payment.Property(x => x.ChargeId).HasMaxLength(120);
        payment.Property(x => x.Currency).HasMaxLength(3);
        payment.Property<long>("Version").IsConcurrencyToken();
        payment.HasIndex(x => new { x.OrderId, x.Stage }).IsUnique();
        payment.HasIndex(x => new { x.Provider, x.IntentId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PaymentEvent> taken)
    {
        taken.ToTable("orders_payment_events");
        taken.HasKey(x => new { x.Provider, x.EventId });
        taken.Property(x => x.Provider).HasMaxLength(40);
        taken.Property(x => x.EventId).HasMaxLength(120);
        taken.Property(x => x.Outcome).HasMaxLength(60);
        taken.HasIndex(x => x.PaymentId);
    }

    public void Configure(EntityTypeBuilder<Refund> refund)
    {
        refund.ToTable("orders_refunds");
        refund.Property(x => x.Id).ValueGeneratedNever();
        refund.Property(x => x.Reason).HasMaxLength(500);
        refund.Property(x => x.Error).HasMaxLength(500);
        refund.Property(x => x.BankReference).HasMaxLength(80);
        refund.HasIndex(x => x.BankReference).IsUnique();
        refund.HasIndex(x => x.OrderId);
        refund.HasIndex(x => new { x.State, x.LeaseUntil });
    }
}
