using Market.Orders.Income;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

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
