using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Market.Kernel.Data;

/// <summary>What every module's model has in common, so that both providers store the same thing.</summary>
public static class ModelConventions
{
    /// <summary>UTC instants come back as UTC; enums are stored by name; ids are 36 characters on both providers.</summary>
    public static void Apply(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTime>().HaveConversion<UtcConverter>();
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configuration.Properties<Guid>().HaveMaxLength(36);
    }

    /// <summary>Adds the outbox, the inbox and the version token of every aggregate that declares one.</summary>
    public static void Complete(ModelBuilder model, string prefix, bool mySql)
    {
        model.Entity<Outbox.OutboxMessage>(outbox =>
        {
            outbox.ToTable(prefix + "outbox");
            outbox.HasKey(x => x.Id);
            outbox.Property(x => x.Id).ValueGeneratedNever();
            outbox.Property(x => x.Type).HasMaxLength(200);
            outbox.HasIndex(x => new { x.SentAt, x.CreatedAt });
            outbox.HasIndex(x => x.LeasedBy);
        });
        model.Entity<Outbox.InboxReceipt>(inbox =>
        {
            inbox.ToTable(prefix + "inbox");
            inbox.HasKey(x => new { x.MessageId, x.Consumer });
            inbox.Property(x => x.Consumer).HasMaxLength(100);
        });
        if (mySql) model.UseCollation("utf8mb4_unicode_ci");
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}

/// <summary>Raises the version of every changed aggregate, so that two people's changes cannot overwrite each other.</summary>
public sealed class VersionTokens : Microsoft.EntityFrameworkCore.Diagnostics.SaveChangesInterceptor
{
    public static readonly VersionTokens Instance = new();

    public override Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<int> SavingChanges(
        Microsoft.EntityFrameworkCore.Diagnostics.DbContextEventData eventData, Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<int> result)
    {
        Raise(eventData.Context!);
        return result;
    }

    public override ValueTask<Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<int>> SavingChangesAsync(
        Microsoft.EntityFrameworkCore.Diagnostics.DbContextEventData eventData,
        Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Raise(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Raise(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(x => x.State == EntityState.Modified))
            if (entry.Metadata.FindProperty("Version") is not null)
                entry.Property("Version").CurrentValue = (long)entry.Property("Version").CurrentValue! + 1;
    }
}
