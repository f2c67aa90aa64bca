using Market.Traceability.Codes;
using Market.Traceability.Scans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Traceability.Data;

internal sealed class CodeMaps : IEntityTypeConfiguration<CodeBatch>, IEntityTypeConfiguration<CodeRow>, IEntityTypeConfiguration<ScanRow>
{
    public void Configure(EntityTypeBuilder<CodeBatch> batch)
    {
        batch.ToTable("trace_code_batches");
        batch.Property(x => x.Id).ValueGeneratedNever();
        batch.Property(x => x.Gtin).IsExact(14);
        batch.Property(x => x.KeyId).IsExact(32);
        batch.Property(x => x.Printer).HasMaxLength(80);
        batch.HasIndex(x => x.First).IsUnique();
        batch.HasIndex(x => x.LotId);
        batch.HasIndex(x => new { x.CooperativeId, x.CreatedAt });
    }

    public void Configure(EntityTypeBuilder<CodeRow> code)
    {
        code.ToTable("trace_codes");
        code.HasKey(x => x.Number);
        code.Property(x => x.Number).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<ScanRow> scan)
    {
        scan.ToTable("trace_scans");
        scan.HasKey(x => new { x.Number, x.Nth });
        scan.Property(x => x.Place).HasMaxLength(60);
        scan.Property(x => x.Device).IsExact(16);
    }
}
