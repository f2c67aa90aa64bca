using Market.Orders.Contracts.Deliveries;
using Market.Orders.Contracts.Statements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class StatementMaps : IEntityTypeConfiguration<OwedItem>, IEntityTypeConfiguration<Statement>, IEntityTypeConfiguration<StatementShare>, IEntityTypeConfiguration<StatementPayment>
{
    public void Configure(EntityTypeBuilder<OwedItem> item)
    {
        item.ToTable("orders_owed_items");
        item.Property(x => x.Id).ValueGeneratedNever();
        foreach (var name in new[] { "ContractNumber", "CallOffNumber", "DeliveryNumber" }) item.Property(name).HasMaxLength(20);
        item.Property(x => x.Cooperative).HasMaxLength(120);
        item.Property(x => x.Product).HasMaxLength(80);
        item.Property(x => x.Grade).HasMaxLength(40);
        item.HasIndex(x => new { x.StatementId, x.Month, x.ChainId, x.SupplierId });
        item.HasIndex(x => x.HeadId);
    }

    public void Configure(EntityTypeBuilder<Statement> statement)
    {
        statement.ToTable("orders_statements");
        statement.Property(x => x.Id).ValueGeneratedNever();
        statement.Property(x => x.Number).HasMaxLength(20);
        foreach (var name in new[] { "Chain", "ChainEn" }) statement.Property(name).HasMaxLength(80);
        statement.Property(x => x.Supplier).HasMaxLength(120);
        statement.Property(x => x.SupplierEn).HasMaxLength(160);
        statement.Property(x => x.Objection).HasMaxLength(500);
        statement.Property(x => x.Version).IsConcurrencyToken();
        statement.HasMany(x => x.Shares).WithOne().HasForeignKey(x => x.StatementId);
        statement.HasIndex(x => x.Number).IsUnique();
        statement.HasIndex(x => new { x.ChainId, x.SupplierId, x.Month }).IsUnique();
        statement.HasIndex(x => new { x.SupplierId, x.Month });
        statement.HasIndex(x => new { x.State, x.DueOn });
    }

    public void Configure(EntityTypeBuilder<StatementShare> share)
    {
        share.ToTable("orders_statement_shares");
        share.HasKey(x => new { x.StatementId, x.CooperativeId });
        share.Property(x => x.Cooperative).HasMaxLength(120);
        share.HasIndex(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<StatementPayment> payment)
    {
        payment.ToTable("orders_statement_payments");
        payment.Property(x => x.Id).ValueGeneratedNever();
        payment.Property(x => x.BankReference).HasMaxLength(80);
        payment.Property(x => x.Version).IsConcurrencyToken();
        payment.HasIndex(x => new { x.ChainId, x.BankReference }).IsUnique();
        payment.HasIndex(x => x.StatementId);
    }
}
