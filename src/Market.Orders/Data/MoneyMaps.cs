using Market.Orders.Claims;
using Market.Orders.Fulfilment;
using Market.Orders.Income;
using Market.Orders.Payments;
using Market.Orders.Presale;
using Market.Orders.Reviews;
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

internal sealed class LedgerMaps : IEntityTypeConfiguration<LedgerTransaction>, IEntityTypeConfiguration<LedgerEntry>,
    IEntityTypeConfiguration<LedgerBalance>, IEntityTypeConfiguration<Counter>, IEntityTypeConfiguration<Invoice>, IEntityTypeConfiguration<Payout>
{
    public void Configure(EntityTypeBuilder<LedgerTransaction> transaction)
    {
        transaction.ToTable("orders_ledger_transactions");
        transaction.HasKey(x => x.Seq);
        transaction.Property(x => x.Seq).ValueGeneratedNever();
        transaction.Property(x => x.Kind).HasMaxLength(20);
        transaction.Property(x => x.OrderNumber).HasMaxLength(20);
        transaction.Property(x => x.Note).HasMaxLength(500);
        transaction.HasIndex(x => x.OrderId);
        transaction.HasIndex(x => x.PaymentId);
        transaction.HasMany(x => x.Entries).WithOne().HasForeignKey(x => x.Seq);
    }

    public void Configure(EntityTypeBuilder<LedgerEntry> entry)
    {
        entry.ToTable("orders_ledger_entries");
        entry.Property(x => x.Id).ValueGeneratedNever();
        entry.HasIndex(x => new { x.CooperativeId, x.At });
        entry.HasIndex(x => x.SubOrderId);
    }

    public void Configure(EntityTypeBuilder<LedgerBalance> balance)
    {
        balance.ToTable("orders_ledger_balances");
        balance.HasKey(x => new { x.CooperativeId, x.Account });
    }

    public void Configure(EntityTypeBuilder<Counter> counter)
    {
        counter.ToTable("orders_counters");
        counter.HasKey(x => x.Name);
        counter.Property(x => x.Name).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<Invoice> invoice)
    {
        invoice.ToTable("orders_invoices");
        invoice.Property(x => x.Id).ValueGeneratedNever();
        invoice.Property(x => x.FapiaoNumber).HasMaxLength(40);
        invoice.HasIndex(x => new { x.CooperativeId, x.Number }).IsUnique();
        invoice.HasIndex(x => x.SubOrderId);
    }

    public void Configure(EntityTypeBuilder<Payout> payout)
    {
        payout.ToTable("orders_payouts");
        payout.Property(x => x.Id).ValueGeneratedNever();
        payout.Property(x => x.BankAccount).HasMaxLength(80);
        payout.Property(x => x.BankReference).HasMaxLength(80);
        payout.HasIndex(x => x.BankReference).IsUnique();
        payout.HasIndex(x => x.CooperativeId);
    }
}

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

internal sealed class AfterSalesMaps : IEntityTypeConfiguration<Claim>, IEntityTypeConfiguration<Review>, IEntityTypeConfiguration<Favourite>,
    IEntityTypeConfiguration<HarvestSettlement>, IEntityTypeConfiguration<Deed>
{
    public void Configure(EntityTypeBuilder<Claim> claim)
    {
        claim.ToTable("orders_claims");
        claim.Property(x => x.Id).ValueGeneratedNever();
        claim.Property(x => x.OrderNumber).HasMaxLength(20);
        claim.Property(x => x.ProductName).HasMaxLength(120);
        claim.Property(x => x.Reason).HasMaxLength(1000);
        claim.Property(x => x.Answer).HasMaxLength(1000);
        claim.Property(x => x.PictureHash).HasMaxLength(64);
        claim.Property<long>("Version").IsConcurrencyToken();
        claim.HasIndex(x => new { x.CooperativeId, x.State });
        claim.HasIndex(x => new { x.TownId, x.State });
        claim.HasIndex(x => new { x.State, x.AnswerBy });
        claim.HasIndex(x => new { x.BuyerId, x.OpenedAt });
    }

    public void Configure(EntityTypeBuilder<Review> review)
    {
        review.ToTable("orders_reviews");
        review.Property(x => x.Id).ValueGeneratedNever();
        review.Property(x => x.BuyerName).HasMaxLength(80);
        review.Property(x => x.Text).HasMaxLength(1000);
        review.HasIndex(x => x.LineId).IsUnique();
        review.HasIndex(x => new { x.ProductId, x.At });
    }

    public void Configure(EntityTypeBuilder<Favourite> favourite)
    {
        favourite.ToTable("orders_favourites");
        favourite.HasKey(x => new { x.PersonId, x.ProductId });
    }

    public void Configure(EntityTypeBuilder<HarvestSettlement> settlement)
    {
        settlement.ToTable("orders_harvest_settlements");
        settlement.HasKey(x => x.OfferId);
        settlement.Property(x => x.OfferId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Deed> deed)
    {
        deed.ToTable("orders_deeds");
        deed.Property(x => x.Id).ValueGeneratedNever();
        deed.Property(x => x.Role).HasMaxLength(20);
        deed.Property(x => x.Action).HasMaxLength(60);
        deed.HasIndex(x => new { x.SubjectId, x.At });
        deed.HasIndex(x => new { x.CooperativeId, x.At });
    }
}
