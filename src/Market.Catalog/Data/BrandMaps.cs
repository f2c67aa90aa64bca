using Market.Catalog.Cooperatives;
using Market.Catalog.Expiry;
using Market.Catalog.Marks;
using Market.Catalog.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Catalog.Data;

internal sealed class BrandMaps : IEntityTypeConfiguration<MarkScheme>, IEntityTypeConfiguration<MarkRules>, IEntityTypeConfiguration<LicenceApplication>, IEntityTypeConfiguration<ApplicationProduct>,
    IEntityTypeConfiguration<ApplicationStep>, IEntityTypeConfiguration<Licence>, IEntityTypeConfiguration<LicenceProduct>, IEntityTypeConfiguration<LicenceEvent>, IEntityTypeConfiguration<SweepProgress>
{
    public void Configure(EntityTypeBuilder<MarkScheme> scheme)
    {
        scheme.ToTable("catalog_mark_schemes");
        scheme.HasKey(x => x.Kind);
        scheme.Property(x => x.Kind).HasMaxLength(40);
        scheme.Property(x => x.Name).HasMaxLength(60);
        scheme.Property(x => x.NameEn).HasMaxLength(60);
        scheme.Property(x => x.LogoSvg).HasMaxLength(SvgMark.MostBytes);
        scheme.OwnsOne(x => x.Trademark, trademark =>
        {
            trademark.Property(x => x.Number).HasMaxLength(40);
            trademark.Property(x => x.Classes).HasMaxLength(150);
            trademark.Property(x => x.Owner).HasMaxLength(120);
        });
        scheme.HasData(
            new MarkScheme { Kind = MarkScheme.SharedLogo, Name = "通用标识", NameEn = "Shared logo" },
            new MarkScheme { Kind = "pollution_free", Name = "无公害", NameEn = "Pollution-free" },
            new MarkScheme { Kind = "green", Name = "绿色食品", NameEn = "Green food" },
            new MarkScheme { Kind = "organic", Name = "有机", NameEn = "Organic" },
            new MarkScheme { Kind = "geographical_indication", Name = "地理标志", NameEn = "Geographical indication" },
            new MarkScheme { Kind = MarkScheme.Demonstration, Name = "示范社", NameEn = "Demonstration cooperative", OfHolder = true });
    }

    public void Configure(EntityTypeBuilder<MarkRules> rules)
    {
        rules.ToTable("catalog_mark_rules");
        rules.HasKey(x => new { x.Kind, x.Version });
        rules.Property(x => x.Kind).HasMaxLength(40);
        rules.Property(x => x.NumberPattern).HasMaxLength(120);
        rules.Property(x => x.Source).HasMaxLength(200);
        rules.Property(x => x.Documents).HasMaxLength(1000);
        rules.Property(x => x.DocumentsEn).HasMaxLength(1000);
        rules.Property(x => x.Sheets).HasMaxLength(1000);
        rules.Property(x => x.SheetsEn).HasMaxLength(1000);
        rules.Property(x => x.QuotaAlarmPercent).HasDefaultValue(90);
        var first = new DateOnly(2020, 1, 1);
        rules.HasData(
            new MarkRules { Kind = MarkScheme.SharedLogo, Version = 1, From = first, RenewalDays = 90, LeastMillimetres = 60, Source = "District policy P19; the office sets the last day; smallest print and quota alarm are local rules" },
            new MarkRules { Kind = "pollution_free", Version = 1, From = first, RenewalDays = 90, Source = "District policy P19, P24" },
            new MarkRules { Kind = "green", Version = 1, From = first, ValidMonths = 36, RenewalDays = 90, Source = "绿色食品标志管理办法 art. 18" },
            new MarkRules { Kind = "organic", Version = 1, From = first, ValidMonths = 12, RenewalDays = 90, NumberPattern = "^[0-9]{17}$", Source = "有机产品认证实施规则; 国家有机产品认证标志编码规则" },
            new MarkRules { Kind = "geographical_indication", Version = 1, From = first, RenewalDays = 90, Source = "地理标志专用标志使用管理办法(试行) 2020" },
            new MarkRules { Kind = MarkScheme.Demonstration, Version = 1, From = first, RenewalDays = 90, Source = "District policy P24" });
    }

    public void Configure(EntityTypeBuilder<LicenceApplication> application)
    {
        application.ToTable("catalog_licence_applications");
        application.Property(x => x.Id).ValueGeneratedNever();
        application.Property(x => x.SubBrand).HasMaxLength(60);
        foreach (var name in new[] { "WellRun", "Quality", "Repute" }) application.Property(name).HasMaxLength(2000);
        application.Property(x => x.MeetingNumber).HasMaxLength(40);
        application.Property(x => x.Renews).HasMaxLength(20);
        application.Property<long>("Version").IsConcurrencyToken();
        application.HasOne<Cooperative>().WithMany().HasForeignKey(x => x.CooperativeId);
        application.HasIndex(x => new { x.State, x.SubmittedAt });
        application.HasMany(x => x.Products).WithOne().HasForeignKey(x => x.ApplicationId);
        application.HasMany(x => x.Steps).WithOne().HasForeignKey(x => x.ApplicationId);
    }

    public void Configure(EntityTypeBuilder<ApplicationProduct> scope)
    {
        scope.ToTable("catalog_licence_application_products");
        scope.HasKey(x => new { x.ApplicationId, x.ProductId });
        scope.HasOne<Product>().WithMany().HasForeignKey(x => x.ProductId);
    }

    public void Configure(EntityTypeBuilder<ApplicationStep> step)
    {
        step.ToTable("catalog_licence_application_steps");
        step.Property(x => x.Id).ValueGeneratedNever();
        step.Property(x => x.Kind).HasMaxLength(20);
        step.Property(x => x.Reason).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<Licence> licence)
    {
        // Whatever program writes here: no licence without two people.
        licence.ToTable("catalog_licences", table => table.HasCheckConstraint("CK_catalog_licences_two_people", "SupportedBy <> GrantedBy"));
        licence.Property(x => x.Id).ValueGeneratedNever();
        licence.Property(x => x.Number).HasMaxLength(20);
        licence.Property(x => x.SubBrand).HasMaxLength(60);
        licence.Property(x => x.Conditions).HasMaxLength(500);
        licence.Property<long>("Version").IsConcurrencyToken();
        licence.HasIndex(x => x.Number).IsUnique();
        licence.HasIndex(x => x.ApplicationId).IsUnique();
        // The register in its order, with what its filter looks at. Not from the state on: SQLite would look for a product's logo among all that are active.
        licence.HasIndex(x => new { x.ValidFrom, x.Number, x.State, x.ValidUntil });
        licence.HasIndex(x => new { x.ValidUntil, x.Number });
        licence.HasIndex(x => new { x.CooperativeId, x.ValidFrom, x.Number, x.State, x.ValidUntil, x.SubBrand, x.Id });
        // MariaDB gives up no index that a foreign key stands on, not even for a longer one.
        licence.HasIndex(x => x.CooperativeId);
        licence.HasIndex(x => new { x.ValidUntil, x.CooperativeId, x.Id });
        licence.HasOne<Cooperative>().WithMany().HasForeignKey(x => x.CooperativeId);
        licence.HasMany(x => x.Products).WithOne().HasForeignKey(x => x.LicenceId);
        licence.HasIndex(x => x.Renews);
        licence.HasMany(x => x.Events).WithOne().HasForeignKey(x => x.LicenceId);
    }

    public void Configure(EntityTypeBuilder<LicenceProduct> scope)
    {
        scope.ToTable("catalog_licence_products");
        scope.HasKey(x => new { x.LicenceId, x.ProductId });
        scope.HasIndex(x => x.ProductId);
        scope.HasOne<Product>().WithMany().HasForeignKey(x => x.ProductId);
    }

    public void Configure(EntityTypeBuilder<LicenceEvent> happened)
    {
        happened.ToTable("catalog_licence_events");
        happened.Property(x => x.Id).ValueGeneratedNever();
        happened.Property(x => x.Kind).HasMaxLength(20);
        happened.Property(x => x.Reason).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<SweepProgress> progress)
    {
        progress.ToTable("catalog_mark_sweeps");
        progress.HasKey(x => new { x.Kind, x.Step });
        progress.Property(x => x.Kind).HasMaxLength(40);
    }
}
