using Market.Orders.Contracts.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class DeliveryMaps : IEntityTypeConfiguration<CallOff>, IEntityTypeConfiguration<CallOffLine>, IEntityTypeConfiguration<Delivery>, IEntityTypeConfiguration<DeliveryLine>, IEntityTypeConfiguration<DeliveryLot>,
    IEntityTypeConfiguration<Receipt>, IEntityTypeConfiguration<ReceiptLine>, IEntityTypeConfiguration<ReceiptCorrection>, IEntityTypeConfiguration<EarlierLine>
{
    public void Configure(EntityTypeBuilder<CallOff> callOff)
    {
        callOff.ToTable("orders_call_offs");
        callOff.Property(x => x.Id).ValueGeneratedNever();
        callOff.Property(x => x.Number).HasMaxLength(20);
        callOff.Property(x => x.ContractNumber).HasMaxLength(20);
        foreach (var name in new[] { "Chain", "ChainEn" }) callOff.Property(name).HasMaxLength(80);
        callOff.Property(x => x.Supplier).HasMaxLength(120);
        callOff.Property(x => x.SupplierEn).HasMaxLength(160);
        callOff.Property(x => x.Note).HasMaxLength(500);
        callOff.Property(x => x.Reason).HasMaxLength(500);
        callOff.Property(x => x.Version).IsConcurrencyToken();
        callOff.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.CallOffId);
        callOff.HasIndex(x => x.Number).IsUnique();
        callOff.HasIndex(x => new { x.HeadId, x.DeliverOn });
        callOff.HasIndex(x => new { x.ChainId, x.DeliverOn });
        callOff.HasIndex(x => new { x.SupplierId, x.State });
        callOff.HasIndex(x => new { x.State, x.DeliverOn });
    }

    public void Configure(EntityTypeBuilder<CallOffLine> line)
    {
        line.ToTable("orders_call_off_lines");
        line.Property(x => x.Id).ValueGeneratedNever();
        foreach (var name in new[] { "Store", "StoreEn", "Product" }) line.Property(name).HasMaxLength(80);
        line.Property(x => x.Grade).HasMaxLength(40);
        line.Ignore(x => x.Open);
        line.HasIndex(x => new { x.CallOffId, x.LineId }).IsUnique();
        line.HasIndex(x => x.LineId);
    }

    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.ToTable("orders_deliveries");
        delivery.Property(x => x.Id).ValueGeneratedNever();
        foreach (var name in new[] { "Number", "CallOffNumber", "ContractNumber", "Pallet" }) delivery.Property(name).HasMaxLength(20);
        delivery.Property(x => x.Cooperative).HasMaxLength(120);
        delivery.Property(x => x.CooperativeEn).HasMaxLength(160);
        delivery.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.DeliveryId);
        delivery.HasIndex(x => x.Number).IsUnique();
        delivery.HasIndex(x => x.CallOffId);
        delivery.HasIndex(x => x.HeadId);
        delivery.HasIndex(x => new { x.ChainId, x.State, x.DeliverOn });
        delivery.HasIndex(x => x.Pallet);
        delivery.Property(x => x.OnPallet).HasMaxLength(20);
        delivery.HasIndex(x => x.OnPallet).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DeliveryLine> line)
    {
        line.ToTable("orders_delivery_lines");
        line.Property(x => x.Id).ValueGeneratedNever();
        foreach (var name in new[] { "Store", "StoreEn", "Product" }) line.Property(name).HasMaxLength(80);
        line.Property(x => x.Grade).HasMaxLength(40);
        line.HasMany(x => x.Lots).WithOne().HasForeignKey(x => x.LineId);
        line.HasIndex(x => new { x.DeliveryId, x.LineId }).IsUnique();
        line.HasIndex(x => new { x.LineId, x.CooperativeId });
    }

    public void Configure(EntityTypeBuilder<DeliveryLot> lot)
    {
        lot.ToTable("orders_delivery_lots");
        lot.HasKey(x => new { x.LineId, x.LotCode });
        lot.Property(x => x.LotCode).HasMaxLength(20);
        lot.HasIndex(x => x.LotCode);
    }

    public void Configure(EntityTypeBuilder<Receipt> receipt)
    {
        receipt.ToTable("orders_receipts");
        receipt.Property(x => x.Id).ValueGeneratedNever();
        foreach (var name in new[] { "DeliveryNumber", "CallOffNumber", "ContractNumber" }) receipt.Property(name).HasMaxLength(20);
        receipt.Property(x => x.Objection).HasMaxLength(500);
        foreach (var name in new[] { "Answer", "Referral", "Verdict" }) receipt.Property(name).HasMaxLength(500);
        receipt.Ignore(x => x.Held);
        receipt.Property(x => x.Version).IsConcurrencyToken();
        receipt.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.ReceiptId);
        receipt.HasIndex(x => x.DeliveryId).IsUnique();
        receipt.HasIndex(x => x.HeadId);
        receipt.HasIndex(x => new { x.CooperativeId, x.State });
        receipt.HasIndex(x => new { x.ChainId, x.State });
        receipt.HasIndex(x => new { x.TownId, x.State });
    }

    public void Configure(EntityTypeBuilder<ReceiptLine> line)
    {
        line.ToTable("orders_receipt_lines");
        line.Property(x => x.Id).ValueGeneratedNever();
        foreach (var name in new[] { "Store", "StoreEn", "Product" }) line.Property(name).HasMaxLength(80);
        line.Property(x => x.Grade).HasMaxLength(40);
        foreach (var name in new[] { "Reason", "ShortReason" }) line.Property(name).HasMaxLength(500);
        line.Property(x => x.Photo).HasMaxLength(64);
        line.Ignore(x => x.Contested).Ignore(x => x.ContestedFen);
        line.HasIndex(x => x.DeliveryLineId).IsUnique();
        line.HasIndex(x => x.LineId);
    }

    public void Configure(EntityTypeBuilder<ReceiptCorrection> correction)
    {
        correction.ToTable("orders_receipt_corrections");
        correction.Property(x => x.Id).ValueGeneratedNever();
        correction.Property(x => x.Reason).HasMaxLength(500);
        correction.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.CorrectionId);
        correction.HasIndex(x => new { x.ReceiptId, x.Nth }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<EarlierLine> line)
    {
        line.ToTable("orders_receipt_earlier_lines");
        line.HasKey(x => new { x.CorrectionId, x.ReceiptLineId });
        foreach (var name in new[] { "Reason", "ShortReason" }) line.Property(name).HasMaxLength(500);
        line.Property(x => x.Photo).HasMaxLength(64);
        line.HasIndex(x => x.ReceiptLineId);
    }
}
