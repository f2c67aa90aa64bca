using Market.Catalog.Artwork;
using Market.Catalog.Brand;
using Market.Catalog.Certificates;
using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Expiry;
using Market.Catalog.Fairs;
using Market.Catalog.Imports;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Catalog.Rewards;
using Market.Catalog.Stores;
using Market.Catalog.Supervision;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Market.Catalog;

/// <summary>Wires the catalogue into a host.</summary>
public static class CatalogModule
{
    /// <summary>Own migrations history, so that the modules can share one MySQL database.</summary>
    public const string History = "catalog_migrations";

    /// <param name="database">Where the catalogue's tables are.</param>
    public static IServiceCollection AddCatalog(this IServiceCollection services, ModuleDatabase database)
    {
        if (database.IsSqlite)
            services.AddDbContextPool<SqliteCatalogDb>(options => database.Apply(options, History))
                .AddScoped<CatalogDb>(provider => provider.GetRequiredService<SqliteCatalogDb>());
        else
            services.AddDbContextPool<MySqlCatalogDb>(options => database.Apply(options, History))
                .AddScoped<CatalogDb>(provider => provider.GetRequiredService<MySqlCatalogDb>());
        services.AddPeople();
        services.AddScoped<CooperativeRegistry>().AddScoped<Onboarding>().AddScoped<UnionDesk>().AddScoped<UnionRegistry>();
        services.AddScoped<LicenceApplications>().AddScoped<LicenceReview>().AddScoped<LicenceSupervision>().AddScoped<LicenceRegister>().AddScoped<BadgeHistory>().AddScoped<BrandFigures>().AddScoped<ScopeChecks>();
        services.AddSingleton<RegisterTotals>().AddScoped<RegisterUpkeep>();
        services.AddScoped<SubBrandDesk>().AddScoped<ArtworkDesk>().AddScoped<LabelDesk>();
        services.AddScoped<RewardDesk>().AddScoped<RewardReads>().AddScoped<SchemeDesk>();
        services.TryAddSingleton(new SupervisionSettings());
        services.AddScoped<MisuseReports>().AddScoped<CaseDesk>().AddScoped<CaseReads>().AddScoped<AppealDesk>().AddScoped<AppealReads>().AddScoped<RiskList>().AddScoped<CheckDesk>().AddScoped<CheckReads>();
        services.TryAddSingleton(new ShelfSettings());
        services.AddScoped<StoreDesk>().AddScoped<ShelfDesk>().AddScoped<ShelfReads>().AddScoped<FairDesk>().AddScoped<FairReads>();
        services.AddScoped<CertificateDesk>().AddScoped<CertificateRegister>().AddSingleton<MarkSweep>();
        services.AddScoped<ListingDesk>().AddScoped<ListingReads>().AddScoped<ListingReview>().AddScoped<ShopReads>().AddScoped<StarCount>();
        services.AddScoped<ICatalogQuestions, CatalogAnswers>().AddScoped<ISupplyQuestions, SupplyAnswers>();
        services.AddScoped<ImportDesk>().AddScoped<ImportReport>().AddSingleton<ImportWorker>();
        return services.AddSingleton<Shelf>().AddHostedService(provider => provider.GetRequiredService<Shelf>());
    }

    /// <summary>What runs by itself beside the requests; commands leave it out.</summary>
    public static IServiceCollection AddCatalogWorkers(this IServiceCollection services) =>
        services.AddHostedService<OutboxSender<CatalogDb>>().AddHostedService(provider => provider.GetRequiredService<ImportWorker>())
            .AddHostedService(provider => provider.GetRequiredService<MarkSweep>());

    private static void AddPeople(this IServiceCollection services)
    {
        services.AddIdentityCore<Person>(options =>
        {
            // Length decides (ASVS 5.0, 6.2): no rules about kinds of characters.
            options.Password = new() { RequiredLength = 10, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 4 };
            options.Lockout = new() { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10), AllowedForNewUsers = true };
            options.User.AllowedUserNameCharacters = "";
        }).AddEntityFrameworkStores<CatalogDb>().AddDefaultTokenProviders();
        // Keys live in the database: a sign-in on one replica holds on all.
        services.AddDataProtection().SetApplicationName("CoopMarket").PersistKeysToDbContext<CatalogDb>();
        services.AddScoped<AccountDesk>().AddScoped<AccountSafety>().AddSingleton<NoticeWords>().AddScoped<NoticeBoard>();
        services.AddScoped<DistrictDirectory>().AddScoped<AuditTrail>().AddScoped<NoticeWriter>().AddScoped<Notices>().AddScoped<SourcingNotices>().AddScoped<LetterSender>();
    }
}
