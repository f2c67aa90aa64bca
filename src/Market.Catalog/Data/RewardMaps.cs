using Market.Catalog.Cooperatives;
using Market.Catalog.Marks;
using Market.Catalog.Products;
using Market.Catalog.Rewards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Catalog.Data;

internal sealed class RewardMaps : IEntityTypeConfiguration<RewardRule>, IEntityTypeConfiguration<Reward>, IEntityTypeConfiguration<RewardStep>
{
    public void Configure(EntityTypeBuilder<RewardRule> rule)
    {
        rule.ToTable("catalog_reward_rules");
        rule.HasKey(x => new { x.Kind, x.Level, x.Version });
        rule.Property(x => x.Kind).HasMaxLength(40);
        rule.Property(x => x.Level).HasMaxLength(20);
        rule.Property(x => x.Source).HasMaxLength(200);
        rule.HasData(new[]
        {
            ("pollution_free", "", 5_000L), ("green", "", 10_000), ("organic", "", 30_000), ("geographical_indication", "", 100_000),
            (MarkScheme.Demonstration, "national", 100_000), (MarkScheme.Demonstration, "provincial", 50_000), (MarkScheme.Demonstration, "city", 30_000), (MarkScheme.Demonstration, "district", 10_000),
        }.Select(x => new RewardRule { Kind = x.Item1, Level = x.Item2, Version = 1, From = new(2020, 1, 1), AmountFen = x.Item3 * 100, Source = "District policy P24" }));
    }

    public void Configure(EntityTypeBuilder<Reward> reward)
    {
        // Whatever program writes here: two people, and none is paid without a reference.
        reward.ToTable("catalog_rewards", table =>
        {
            table.HasCheckConstraint("CK_catalog_rewards_two_people", "SupportedBy <> ApprovedBy");
            table.HasCheckConstraint("CK_catalog_rewards_paid", "State <> 'Paid' OR (PaymentReference IS NOT NULL AND ApprovedBy IS NOT NULL)");
        });
        reward.Property(x => x.Id).ValueGeneratedNever();
        reward.Property(x => x.PaymentReference).HasMaxLength(60);
        reward.Property<long>("Version").IsConcurrencyToken();
        reward.HasIndex(x => x.CertificateId).IsUnique();
        reward.HasIndex(x => new { x.State, x.SubmittedAt });
        reward.HasOne<Cooperative>().WithMany().HasForeignKey(x => x.CooperativeId);
        reward.HasOne<Certificate>().WithMany().HasForeignKey(x => x.CertificateId);
        reward.HasMany(x => x.Steps).WithOne().HasForeignKey(x => x.RewardId);
    }

    public void Configure(EntityTypeBuilder<RewardStep> step)
    {
        step.ToTable("catalog_reward_steps");
        step.Property(x => x.Id).ValueGeneratedNever();
        step.Property(x => x.Kind).HasMaxLength(20);
        step.Property(x => x.Reason).HasMaxLength(500);
    }
}

internal sealed class SubBrandMaps : IEntityTypeConfiguration<SubBrand>, IEntityTypeConfiguration<ArtworkFile>, IEntityTypeConfiguration<LabelIssue>
{
    public void Configure(EntityTypeBuilder<SubBrand> brand)
    {
        brand.ToTable("catalog_sub_brands");
        brand.Property(x => x.Id).ValueGeneratedNever();
        brand.Property(x => x.Name).HasMaxLength(60);
        brand.Property(x => x.Number).HasMaxLength(40);
        brand.Property(x => x.Classes).HasMaxLength(150);
        brand.Property(x => x.Owner).HasMaxLength(120);
        brand.Property(x => x.LogoSvg).HasMaxLength(SvgMark.MostBytes);
        brand.Property(x => x.LogoPicture).HasMaxLength(64);
        brand.Property<long>("Version").IsConcurrencyToken();
        brand.HasIndex(x => new { x.CooperativeId, x.Name }).IsUnique();
        brand.HasIndex(x => x.Number).IsUnique();
        brand.HasOne<Cooperative>().WithMany().HasForeignKey(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<ArtworkFile> file)
    {
        file.ToTable("catalog_artwork_files");
        file.Property(x => x.Id).ValueGeneratedNever();
        file.Property(x => x.Format).HasMaxLength(4);
        file.Property(x => x.Layout).HasMaxLength(10);
        file.Property(x => x.Colours).HasMaxLength(10);
        file.Property(x => x.Sha256).HasMaxLength(64);
        file.HasIndex(x => new { x.LicenceId, x.Serial }).IsUnique();
        file.HasIndex(x => x.Sha256);
        file.HasOne<Licence>().WithMany().HasForeignKey(x => x.LicenceId);
    }

    public void Configure(EntityTypeBuilder<LabelIssue> issue)
    {
        issue.ToTable("catalog_label_issues");
        issue.Property(x => x.Id).ValueGeneratedNever();
        issue.Property(x => x.Note).HasMaxLength(120);
        issue.HasIndex(x => new { x.LicenceId, x.IssuedAt });
        issue.HasOne<Licence>().WithMany().HasForeignKey(x => x.LicenceId);
        issue.HasOne<Product>().WithMany().HasForeignKey(x => x.ProductId);
    }
}
