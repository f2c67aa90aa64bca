using Market.Catalog.Cooperatives;
using Market.Catalog.Expiry;
using Market.Catalog.Fairs;
using Market.Catalog.Imports;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Catalog.Products;
using Market.Catalog.Rewards;
using Market.Catalog.Stores;
using Market.Catalog.Supervision;
using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Data;

/// <summary>The catalogue's tables, all prefixed <c>catalog_</c>.</summary>
public abstract class CatalogDb(DbContextOptions options) : IdentityUserContext<Person, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    internal DbSet<Membership> Memberships => Set<Membership>();
    internal DbSet<Town> Towns => Set<Town>();
    internal DbSet<Station> Stations => Set<Station>();
    internal DbSet<Mandate> Mandates => Set<Mandate>();
    internal DbSet<Chain> Chains => Set<Chain>();
    internal DbSet<Store> Stores => Set<Store>();
    internal DbSet<Road> Roads => Set<Road>();
    internal DbSet<ShelfEntry> ShelfEntries => Set<ShelfEntry>();
    internal DbSet<Fair> Fairs => Set<Fair>();
    internal DbSet<FairEntry> FairEntries => Set<FairEntry>();
    internal DbSet<AuditEntry> Audit => Set<AuditEntry>();
    internal DbSet<Notification> Notifications => Set<Notification>();
    internal DbSet<Cooperative> Cooperatives => Set<Cooperative>();
    internal DbSet<Union> Unions => Set<Union>();
    internal DbSet<HolderWord> HolderWords => Set<HolderWord>();
    internal DbSet<Certificate> Certificates => Set<Certificate>();
    internal DbSet<MarkScheme> MarkSchemes => Set<MarkScheme>();
    internal DbSet<MarkRules> MarkRules => Set<MarkRules>();
    internal DbSet<LicenceApplication> LicenceApplications => Set<LicenceApplication>();
    internal DbSet<Licence> Licences => Set<Licence>();
    internal DbSet<SubBrand> SubBrands => Set<SubBrand>();
    internal DbSet<ArtworkFile> ArtworkFiles => Set<ArtworkFile>();
    internal DbSet<LabelIssue> LabelIssues => Set<LabelIssue>();
    internal DbSet<RewardRule> RewardRules => Set<RewardRule>();
    internal DbSet<Reward> Rewards => Set<Reward>();
    internal DbSet<RunningNumber> RunningNumbers => Set<RunningNumber>();
    internal DbSet<MisuseReport> MisuseReports => Set<MisuseReport>();
    internal DbSet<MisuseCase> MisuseCases => Set<MisuseCase>();
    internal DbSet<Appeal> Appeals => Set<Appeal>();
    internal DbSet<CheckDraw> CheckDraws => Set<CheckDraw>();
    internal DbSet<SpotCheck> SpotChecks => Set<SpotCheck>();
    internal DbSet<SweepProgress> SweepProgress => Set<SweepProgress>();
    internal DbSet<Category> Categories => Set<Category>();
    internal DbSet<Product> Products => Set<Product>();
    internal DbSet<Offer> Offers => Set<Offer>();
    internal DbSet<PriceChange> PriceChanges => Set<PriceChange>();
    internal DbSet<ChangeCounter> Changes => Set<ChangeCounter>();
    internal DbSet<PriceObservation> PriceObservations => Set<PriceObservation>();
    internal DbSet<Import> Imports => Set<Import>();
    internal DbSet<ImportPiece> ImportPieces => Set<ImportPiece>();
    internal DbSet<ImportError> ImportErrors => Set<ImportError>();
    internal DbSet<Picture> Pictures => Set<Picture>();
    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    internal DbSet<InboxReceipt> Inbox => Set<InboxReceipt>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ModelConventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CatalogDb).Assembly);
        ModelConventions.Complete(builder, "catalog_", this is MySqlCatalogDb);
        // A word's beginning is found by comparing, so both databases must order characters alike: by their numbers.
        if (this is MySqlCatalogDb) builder.Entity<HolderWord>().Property(x => x.Word).UseCollation("utf8mb4_bin");
    }
}

public sealed class SqliteCatalogDb(DbContextOptions<SqliteCatalogDb> options) : CatalogDb(options);

public sealed class MySqlCatalogDb(DbContextOptions<MySqlCatalogDb> options) : CatalogDb(options);
