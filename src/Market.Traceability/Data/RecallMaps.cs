using Market.Traceability.Epcis;
using Market.Traceability.Recall;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Traceability.Data;

internal sealed class RecallMaps : IEntityTypeConfiguration<RecallCase>, IEntityTypeConfiguration<RecallLot>, IEntityTypeConfiguration<RecallNotice>
{
    public void Configure(EntityTypeBuilder<RecallCase> recall)
    {
        recall.ToTable("trace_recalls");
        recall.Property(x => x.Id).ValueGeneratedNever();
        recall.Property(x => x.Number).IsExact(20);
        recall.Property(x => x.Reason).HasMaxLength(500);
        recall.Property(x => x.Advice).HasMaxLength(500);
        recall.Property(x => x.Refusal).HasMaxLength(500);
        recall.Property(x => x.Version).IsConcurrencyToken();
        recall.HasIndex(x => x.Number).IsUnique();
        recall.HasIndex(x => new { x.State, x.DecidedAt });
    }

    public void Configure(EntityTypeBuilder<RecallLot> lot)
    {
        lot.ToTable("trace_recall_lots");
        lot.HasKey(x => new { x.RecallId, x.LotCode });
        lot.Property(x => x.LotCode).IsExact(20);
        lot.HasIndex(x => x.LotCode);
    }

    public void Configure(EntityTypeBuilder<RecallNotice> notice)
    {
        notice.ToTable("trace_recall_notices");
        notice.Property(x => x.Id).ValueGeneratedNever();
        notice.Property(x => x.Receiver).IsExact(UriSyntax.Longest);
        notice.Property(x => x.Kind).HasMaxLength(20);
        notice.Property(x => x.PhotoHash).IsExact(64);
        notice.Property(x => x.Version).IsConcurrencyToken();
        notice.HasIndex(x => new { x.RecallId, x.Receiver }).IsUnique();
        notice.HasIndex(x => x.Receiver);
        notice.HasIndex(x => new { x.State, x.AnswerBy });
    }
}
