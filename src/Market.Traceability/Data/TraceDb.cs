using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Market.Traceability.Codes;
using Market.Traceability.Epcis;
using Market.Traceability.Hooks;
using Market.Traceability.Log;
using Market.Traceability.Lots;
using Market.Traceability.Pallets;
using Market.Traceability.Recall;
using Market.Traceability.Scans;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Data;

/// <summary>The tables of traceability, all prefixed <c>trace_</c>.</summary>
public abstract class TraceDb(DbContextOptions options) : DbContext(options)
{
    internal DbSet<Counter> Counters => Set<Counter>();
    internal DbSet<EventRow> Events => Set<EventRow>();
    internal DbSet<EventKey> EventKeys => Set<EventKey>();
    internal DbSet<EventFact> EventFacts => Set<EventFact>();
    internal DbSet<NamedQuery> NamedQueries => Set<NamedQuery>();
    internal DbSet<Subscription> Subscriptions => Set<Subscription>();
    internal DbSet<Capture> Captures => Set<Capture>();
    internal DbSet<LogEntry> LogQueue => Set<LogEntry>();
    internal DbSet<LogLeaf> LogLeaves => Set<LogLeaf>();
    internal DbSet<LogTile> LogTiles => Set<LogTile>();
    internal DbSet<LogHead> LogHeads => Set<LogHead>();
    internal DbSet<LogState> LogStates => Set<LogState>();
    internal DbSet<PublishedCheckpoint> Checkpoints => Set<PublishedCheckpoint>();
    internal DbSet<Secret> Secrets => Set<Secret>();
    internal DbSet<Plot> Plots => Set<Plot>();
    internal DbSet<PlotInput> PlotInputs => Set<PlotInput>();
    internal DbSet<Lot> Lots => Set<Lot>();
    internal DbSet<LotPlot> LotPlots => Set<LotPlot>();
    internal DbSet<LotTake> LotTakes => Set<LotTake>();
    internal DbSet<CodeBatch> CodeBatches => Set<CodeBatch>();
    internal DbSet<CodeRow> Codes => Set<CodeRow>();
    internal DbSet<ScanRow> Scans => Set<ScanRow>();
    internal DbSet<Pallet> Pallets => Set<Pallet>();
    internal DbSet<PalletLoad> PalletLoads => Set<PalletLoad>();
    internal DbSet<PalletPack> PalletPacks => Set<PalletPack>();
    internal DbSet<GoodsIn> GoodsIn => Set<GoodsIn>();
    internal DbSet<RecallCase> Recalls => Set<RecallCase>();
    internal DbSet<RecallLot> RecallLots => Set<RecallLot>();
    internal DbSet<RecallNotice> RecallNotices => Set<RecallNotice>();
    internal DbSet<IdempotencyRecord> Idempotency => Set<IdempotencyRecord>();
    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    internal DbSet<InboxReceipt> Inbox => Set<InboxReceipt>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ModelConventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TraceDb).Assembly);
        ModelConventions.Complete(modelBuilder, "trace_", this is MySqlTraceDb);
        // Keys of GS1 tell capital and small letters apart: both databases must.
        if (this is MySqlTraceDb)
            foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(x => x.GetProperties()).Where(x => x.FindAnnotation(ExactText) is not null))
                property.SetCollation("utf8mb4_bin");
    }

    /// <summary>Marks a column whose texts differ when a single bit does.</summary>
    internal const string ExactText = "Market:Exact";
}

public sealed class SqliteTraceDb(DbContextOptions<SqliteTraceDb> options) : TraceDb(options);

public sealed class MySqlTraceDb(DbContextOptions<MySqlTraceDb> options) : TraceDb(options);
