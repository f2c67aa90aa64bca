using Market.Kernel.Data;
using Market.Traceability.Codes;
using Market.Traceability.Epcis;
using Market.Traceability.Hooks;
using Market.Traceability.Log;
using Market.Traceability.Lots;
using Market.Traceability.Scans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Traceability.Data;

internal static class Exact
{
    /// <summary>A text of at most so many characters whose every bit counts.</summary>
    public static PropertyBuilder<string> IsExact(this PropertyBuilder<string> property, int max) => property.HasMaxLength(max).HasAnnotation(TraceDb.ExactText, true);
}

internal sealed class EventMaps : IEntityTypeConfiguration<EventRow>, IEntityTypeConfiguration<EventKey>, IEntityTypeConfiguration<EventFact>, IEntityTypeConfiguration<Capture>, IEntityTypeConfiguration<Counter>, IEntityTypeConfiguration<Secret>
{
    public void Configure(EntityTypeBuilder<EventRow> found)
    {
        found.ToTable("trace_events");
        found.HasKey(x => x.Seq);
        found.Property(x => x.Seq).ValueGeneratedNever();
        found.Property(x => x.EventId).IsExact(UriSyntax.Longest);
        found.Property(x => x.Declared).IsExact(64);
        found.Property(x => x.ContentHash).IsExact(64);
        found.Property(x => x.Type).IsExact(UriSyntax.Longest);
        found.Property(x => x.Action).IsExact(10);
        found.Property(x => x.BizStep).IsExact(UriSyntax.Longest);
        found.Property(x => x.Disposition).IsExact(UriSyntax.Longest);
        found.Property(x => x.ReadPoint).IsExact(UriSyntax.Longest);
        found.Property(x => x.BizLocation).IsExact(UriSyntax.Longest);
        found.HasIndex(x => new { x.EventId, x.Declared }).IsUnique();
        found.HasIndex(x => x.EventTime);
        found.HasIndex(x => x.OwnerId);
        found.HasIndex(x => x.PeakTenths);
    }

    public void Configure(EntityTypeBuilder<EventKey> key)
    {
        key.ToTable("trace_event_keys");
        key.HasKey(x => new { x.Seq, x.Ordinal });
        key.Property(x => x.Key).IsExact(UriSyntax.Longest);
        key.Property(x => x.Role).HasMaxLength(12);
        key.HasIndex(x => new { x.Key, x.Seq });
    }

    public void Configure(EntityTypeBuilder<EventFact> fact)
    {
        fact.ToTable("trace_event_facts");
        fact.HasKey(x => new { x.Seq, x.Ordinal });
        fact.Property(x => x.Type).IsExact(UriSyntax.Longest);
        fact.Property(x => x.Text).IsExact(UriSyntax.Longest);
        fact.HasIndex(x => new { x.Text, x.Seq });
        fact.HasIndex(x => new { x.Kind, x.Number });
    }

    public void Configure(EntityTypeBuilder<Capture> capture)
    {
        capture.ToTable("trace_captures");
        capture.Property(x => x.Id).ValueGeneratedNever();
        capture.Property(x => x.Version).IsConcurrencyToken();
        capture.HasIndex(x => new { x.FinishedAt, x.CreatedAt });
        capture.HasIndex(x => new { x.OwnerId, x.CreatedAt });
    }

    public void Configure(EntityTypeBuilder<Counter> counter)
    {
        counter.ToTable("trace_counters");
        counter.HasKey(x => x.Name);
        counter.Property(x => x.Name).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<Secret> secret)
    {
        secret.ToTable("trace_secrets");
        secret.HasKey(x => x.Name);
        secret.Property(x => x.Name).HasMaxLength(60);
        secret.Property(x => x.Value).HasMaxLength(500);
    }
}

internal sealed class LogMaps : IEntityTypeConfiguration<LogEntry>, IEntityTypeConfiguration<LogLeaf>, IEntityTypeConfiguration<LogTile>,
    IEntityTypeConfiguration<LogHead>, IEntityTypeConfiguration<LogState>, IEntityTypeConfiguration<PublishedCheckpoint>
{
    public void Configure(EntityTypeBuilder<LogEntry> entry)
    {
        entry.ToTable("trace_log_queue");
        entry.Property(x => x.Id).ValueGeneratedNever();
        entry.Property(x => x.Subject).IsExact(UriSyntax.Longest);
        entry.Property(x => x.ContentHash).IsExact(64);
    }

    public void Configure(EntityTypeBuilder<LogLeaf> leaf)
    {
        leaf.ToTable("trace_log_leaves");
        leaf.HasKey(x => x.Index);
        leaf.Property(x => x.Index).ValueGeneratedNever();
        leaf.Property(x => x.Subject).IsExact(UriSyntax.Longest);
        leaf.Property(x => x.Previous).IsExact(64);
        leaf.Property(x => x.SaltedHash).IsExact(64);
        leaf.Property(x => x.Salt).IsExact(32);
        leaf.Property(x => x.Hash).IsExact(64);
        leaf.HasIndex(x => new { x.Subject, x.Sequence }).IsUnique();
        leaf.HasIndex(x => x.EventSeq);
    }

    public void Configure(EntityTypeBuilder<LogTile> tile)
    {
        tile.ToTable("trace_log_tiles");
        tile.HasKey(x => new { x.Level, x.Index });
    }

    public void Configure(EntityTypeBuilder<LogHead> head)
    {
        head.ToTable("trace_log_heads");
        head.HasKey(x => x.Subject);
        head.Property(x => x.Subject).IsExact(UriSyntax.Longest);
    }

    public void Configure(EntityTypeBuilder<LogState> state)
    {
        state.ToTable("trace_log_state");
        state.Property(x => x.Id).ValueGeneratedNever();
        state.Property(x => x.Roots).HasMaxLength(63 * MerkleHash.Length);
    }

    public void Configure(EntityTypeBuilder<PublishedCheckpoint> published)
    {
        published.ToTable("trace_log_checkpoints");
        published.HasKey(x => x.Size);
        published.Property(x => x.Size).ValueGeneratedNever();
    }
}

internal sealed class HookMaps : IEntityTypeConfiguration<NamedQuery>, IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<NamedQuery> query)
    {
        query.ToTable("trace_named_queries");
        query.Property(x => x.Id).ValueGeneratedNever();
        query.Property(x => x.Name).IsExact(QueryDesk.LongestName);
        query.HasIndex(x => new { x.OwnerId, x.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Subscription> subscription)
    {
        subscription.ToTable("trace_subscriptions");
        subscription.Property(x => x.Id).ValueGeneratedNever();
        subscription.Property(x => x.Destination).IsExact(1_000);
        subscription.Property(x => x.Token).IsExact(SubscriptionDesk.LongestToken);
        subscription.Property(x => x.Schedule).HasMaxLength(2_000);
        subscription.Property(x => x.LastError).HasMaxLength(200);
        subscription.HasIndex(x => x.QueryId);
        subscription.HasIndex(x => x.DueAt);
    }
}

internal sealed class LotMaps : IEntityTypeConfiguration<Plot>, IEntityTypeConfiguration<PlotInput>, IEntityTypeConfiguration<Lot>, IEntityTypeConfiguration<LotPlot>,
    IEntityTypeConfiguration<LotTake>, IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<Plot> plot)
    {
        plot.ToTable("trace_plots");
        plot.Property(x => x.Id).ValueGeneratedNever();
        plot.Property(x => x.Code).IsExact(20);
        plot.Property(x => x.Name).HasMaxLength(80);
        plot.Property(x => x.Village).HasMaxLength(80);
        plot.HasIndex(x => x.Code).IsUnique();
        plot.HasIndex(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<PlotInput> input)
    {
        input.ToTable("trace_plot_inputs");
        input.Property(x => x.Id).ValueGeneratedNever();
        input.Property(x => x.Name).HasMaxLength(120);
        input.Property(x => x.Dose).HasMaxLength(120);
        input.HasIndex(x => new { x.PlotId, x.AppliedOn });
        input.HasIndex(x => new { x.Name, x.AppliedOn });
    }

    public void Configure(EntityTypeBuilder<Lot> lot)
    {
        lot.ToTable("trace_lots");
        lot.Property(x => x.Id).ValueGeneratedNever();
        lot.Property(x => x.Code).IsExact(20);
        lot.Property(x => x.Key).IsExact(UriSyntax.Longest);
        lot.Property(x => x.Gtin).IsExact(14);
        lot.Property(x => x.ProductName).HasMaxLength(120);
        lot.Property(x => x.ProductNameEn).HasMaxLength(200);
        lot.Property(x => x.Category).HasMaxLength(60);
        lot.Property(x => x.Variety).HasMaxLength(80);
        lot.Property(x => x.Crew).HasMaxLength(80);
        lot.Property(x => x.CommitmentNumber).HasMaxLength(40);
        lot.Property(x => x.Version).IsConcurrencyToken();
        lot.HasIndex(x => x.Code).IsUnique();
        lot.HasIndex(x => x.Key).IsUnique();
        lot.HasIndex(x => new { x.CooperativeId, x.HarvestedOn });
        lot.HasIndex(x => x.HarvestedOn);
        lot.HasIndex(x => x.ProductId);
    }

    public void Configure(EntityTypeBuilder<LotPlot> plot)
    {
        plot.ToTable("trace_lot_plots");
        plot.HasKey(x => new { x.LotId, x.PlotId });
        plot.HasIndex(x => x.PlotId);
    }

    public void Configure(EntityTypeBuilder<LotTake> take)
    {
        take.ToTable("trace_lot_takes");
        take.HasKey(x => new { x.PartId, x.LotId });
    }

    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable("trace_idempotency");
        record.HasKey(x => new { x.Key, x.PrincipalId });
        record.Property(x => x.Key).HasMaxLength(100);
        record.Property(x => x.BodyHash).HasMaxLength(64);
    }
}

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
        code.Property(x => x.FirstPlace).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<ScanRow> scan)
    {
        scan.ToTable("trace_scans");
        scan.HasKey(x => new { x.Number, x.Nth });
        scan.Property(x => x.Place).HasMaxLength(60);
        scan.Property(x => x.Device).IsExact(16);
    }
}
