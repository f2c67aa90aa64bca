using Market.Traceability.Hooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Traceability.Data;

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
