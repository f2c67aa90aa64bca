using Market.Traceability.Epcis;
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
