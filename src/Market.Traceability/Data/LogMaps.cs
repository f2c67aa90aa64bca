using Market.Traceability.Epcis;
using Market.Traceability.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Traceability.Data;

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
