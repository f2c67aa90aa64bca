using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Market.Traceability.Codes;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Hooks;
using Market.Traceability.Log;
using Market.Traceability.Lots;
using Market.Traceability.Pallets;
using Market.Traceability.Recall;
using Market.Traceability.Scans;
using Market.Traceability.Story;
using Market.Traceability.Tracing;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Traceability;

/// <summary>Wires traceability into a host.</summary>
public static class TraceModule
{
    /// <summary>Own migrations history, so that the modules can share one MySQL database.</summary>
    public const string History = "trace_migrations";

    /// <param name="database">Where the tables of traceability are.</param>
    public static IServiceCollection AddTraceability(this IServiceCollection services, ModuleDatabase database, TraceSettings settings)
    {
        if (database.IsSqlite)
            services.AddDbContextPool<SqliteTraceDb>(options => database.Apply(options, History))
                .AddScoped<TraceDb>(provider => provider.GetRequiredService<SqliteTraceDb>());
        else
            services.AddDbContextPool<MySqlTraceDb>(options => database.Apply(options, History))
                .AddScoped<TraceDb>(provider => provider.GetRequiredService<MySqlTraceDb>());
        services.AddSingleton(settings).AddSingleton(settings.Log);
        foreach (var witness in settings.Log.Witnesses)
            services.AddSingleton(_ => new WitnessClient(new HttpClient { Timeout = TimeSpan.FromSeconds(10) }, witness.Prefix, [NoteKey.TryParse(witness.Key, out var key) ? key : throw new FormatException($"{witness.Key} is no verifier key.")]));
        services.AddScoped<CaptureDesk>().AddScoped<EventReads>().AddScoped<EventDirectory>().AddScoped<QueryDesk>().AddScoped<SubscriptionDesk>().AddScoped<PlotDesk>().AddScoped<LotDesk>().AddScoped<LotReads>().AddScoped<LotTaking>().AddScoped<LotSteps>().AddScoped<ReturnDesk>().AddScoped<StoryReads>().AddScoped<PalletDesk>().AddScoped<PackDesk>().AddScoped<GoodsInDesk>().AddScoped<PalletReads>().AddScoped<ScanReads>()
            .AddScoped<TraceReads>().AddScoped<OwnHarvest>().AddScoped<MassBalance>().AddScoped<WhatIf>().AddScoped<TraceSheet>()
            .AddScoped<RecallDesk>().AddScoped<NoticeDesk>().AddScoped<NoticeReads>().AddScoped<RecallReads>().AddScoped<LotStatus>().AddScoped<ILotStatus>(provider => provider.GetRequiredService<LotStatus>());
        services.AddSingleton<CodeKeyring>().AddSingleton<BatchIndex>().AddSingleton<ScanRecorder>()
            .AddScoped(x => new CodeDesk(x.GetRequiredService<TraceDb>(), settings, x.GetRequiredService<CodeKeyring>(), x.GetRequiredService<TimeProvider>()))
            .AddSingleton(x => new ScanDesk(x.GetRequiredService<IServiceScopeFactory>(), x.GetRequiredService<CodeKeyring>(), x.GetRequiredService<BatchIndex>(), x.GetRequiredService<ScanRecorder>(), x.GetRequiredService<TimeProvider>()));
        return services.AddScoped<LogReads>().AddSingleton<LogAppender>().AddSingleton<CaptureWorker>().AddSingleton<RecallSweep>().AddSingleton<HookClient>().AddSingleton<SubscriptionWorker>();
    }

    /// <summary>What runs by itself beside the requests; commands leave it out.</summary>
    public static IServiceCollection AddTraceabilityWorkers(this IServiceCollection services) => services
        .AddHostedService<OutboxSender<TraceDb>>()
        .AddHostedService(provider => provider.GetRequiredService<ScanRecorder>())
        .AddHostedService(provider => provider.GetRequiredService<CaptureWorker>()).AddHostedService(provider => provider.GetRequiredService<SubscriptionWorker>()).AddHostedService(provider => provider.GetRequiredService<LogAppender>()).AddHostedService(provider => provider.GetRequiredService<RecallSweep>());
}
