using Market.Orders.Sourcing.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class PlanMaps : IEntityTypeConfiguration<PlanJob>, IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<PlanJob> job)
    {
        job.ToTable("orders_plan_jobs");
        job.Property(x => x.Id).ValueGeneratedNever();
        // Runs from before there were refills.
        job.Property(x => x.Kind).HasDefaultValue(PlanJobKind.Match);
        job.Property(x => x.Stage).HasMaxLength(20);
        job.Property(x => x.Refusal).HasMaxLength(60);
        job.Property(x => x.RefusalValues).HasMaxLength(400);
        job.HasIndex(x => x.ActiveDemandId).IsUnique();
        job.HasIndex(x => new { x.State, x.LeaseUntil });
        job.HasIndex(x => new { x.DemandId, x.At });
    }

    public void Configure(EntityTypeBuilder<Plan> plan)
    {
        plan.ToTable("orders_plans");
        plan.Property(x => x.Id).ValueGeneratedNever();
        plan.Property(x => x.Hash).HasMaxLength(64);
        plan.HasIndex(x => new { x.DemandId, x.Nth }).IsUnique();
        plan.HasIndex(x => x.JobId).IsUnique();
    }
}
