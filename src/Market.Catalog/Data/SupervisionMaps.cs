using Market.Catalog.Cooperatives;
using Market.Catalog.Marks;
using Market.Catalog.Supervision;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Catalog.Data;

internal sealed class SupervisionMaps : IEntityTypeConfiguration<RunningNumber>, IEntityTypeConfiguration<MisuseReport>, IEntityTypeConfiguration<MisuseCase>, IEntityTypeConfiguration<CaseStep>, IEntityTypeConfiguration<Appeal>,
    IEntityTypeConfiguration<CheckDraw>, IEntityTypeConfiguration<SpotCheck>
{
    private const int Hashes = 330;

    public void Configure(EntityTypeBuilder<RunningNumber> number)
    {
        number.ToTable("catalog_running_numbers");
        number.HasKey(x => x.Prefix);
        number.Property(x => x.Prefix).HasMaxLength(4);
        number.HasData(new RunningNumber { Prefix = RunningNumber.Report }, new RunningNumber { Prefix = RunningNumber.Case }, new RunningNumber { Prefix = RunningNumber.Draw });
    }

    public void Configure(EntityTypeBuilder<MisuseReport> report)
    {
        report.ToTable("catalog_misuse_reports");
        report.Property(x => x.Id).ValueGeneratedNever();
        report.Property(x => x.Number).HasMaxLength(20);
        report.Property(x => x.Seen).HasMaxLength(2000);
        report.Property(x => x.Place).HasMaxLength(200);
        report.Property(x => x.LicenceNumber).HasMaxLength(20);
        report.Property(x => x.Contact).HasMaxLength(100);
        report.Property(x => x.Picture).HasMaxLength(64);
        report.Property(x => x.Reason).HasMaxLength(500);
        report.Property<long>("Version").IsConcurrencyToken();
        report.HasIndex(x => x.Number).IsUnique();
        report.HasIndex(x => new { x.State, x.At });
    }

    public void Configure(EntityTypeBuilder<MisuseCase> found)
    {
        found.ToTable("catalog_misuse_cases");
        found.Property(x => x.Id).ValueGeneratedNever();
        found.Property(x => x.Number).HasMaxLength(20);
        found.Property(x => x.Suspect).HasMaxLength(200);
        found.Property(x => x.About).HasMaxLength(2000);
        found.Property<long>("Version").IsConcurrencyToken();
        found.HasIndex(x => x.Number).IsUnique();
        found.HasIndex(x => x.ReportId).IsUnique();
        found.HasIndex(x => x.SpotCheckId).IsUnique();
        found.HasIndex(x => x.MovedAt);
        found.HasOne<Licence>().WithMany().HasForeignKey(x => x.LicenceId);
        found.HasOne<Cooperative>().WithMany().HasForeignKey(x => x.CooperativeId);
        found.HasOne<MisuseReport>().WithMany().HasForeignKey(x => x.ReportId);
        found.HasOne<SpotCheck>().WithMany().HasForeignKey(x => x.SpotCheckId);
        found.HasMany(x => x.Steps).WithOne().HasForeignKey(x => x.CaseId);
    }

    public void Configure(EntityTypeBuilder<CaseStep> step)
    {
        step.ToTable("catalog_misuse_case_steps");
        step.Property(x => x.Id).ValueGeneratedNever();
        step.Property(x => x.Kind).HasMaxLength(20);
        step.Property(x => x.Text).HasMaxLength(2000);
        step.Property(x => x.Pictures).HasMaxLength(Hashes);
    }

    public void Configure(EntityTypeBuilder<Appeal> appeal)
    {
        // Whatever program writes here: nobody decides about their own decision.
        appeal.ToTable("catalog_appeals", table => table.HasCheckConstraint("CK_catalog_appeals_other_person", "DecidedBy IS NULL OR DecidedBy <> FirstDecidedBy"));
        appeal.Property(x => x.Id).ValueGeneratedNever();
        appeal.Property(x => x.Number).HasMaxLength(60);
        appeal.Property(x => x.Reason).HasMaxLength(2000);
        appeal.Property(x => x.Answer).HasMaxLength(500);
        appeal.Property<long>("Version").IsConcurrencyToken();
        appeal.HasIndex(x => x.SubjectId).IsUnique();
        appeal.HasIndex(x => x.MadeAt);
        appeal.HasOne<Cooperative>().WithMany().HasForeignKey(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<CheckDraw> draw)
    {
        draw.ToTable("catalog_check_draws");
        draw.Property(x => x.Id).ValueGeneratedNever();
        draw.Property(x => x.Number).HasMaxLength(20);
        draw.Property(x => x.Seed).HasMaxLength(16);
        draw.HasIndex(x => x.Number).IsUnique();
        draw.HasIndex(x => x.At);
        draw.HasMany(x => x.Checks).WithOne().HasForeignKey(x => x.DrawId);
    }

    public void Configure(EntityTypeBuilder<SpotCheck> check)
    {
        check.ToTable("catalog_spot_checks");
        check.Property(x => x.Id).ValueGeneratedNever();
        check.Property(x => x.Findings).HasMaxLength(2000);
        check.Property(x => x.Pictures).HasMaxLength(Hashes);
        check.Property<long>("Version").IsConcurrencyToken();
        check.HasIndex(x => new { x.State, x.DueOn });
        check.HasOne<Licence>().WithMany().HasForeignKey(x => x.LicenceId);
        check.HasOne<Cooperative>().WithMany().HasForeignKey(x => x.CooperativeId);
    }
}
