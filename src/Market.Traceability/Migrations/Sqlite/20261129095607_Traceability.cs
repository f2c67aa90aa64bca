using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Traceability : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "trace_captures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Behaviour = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Success = table.Column<bool>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Accepted = table.Column<int>(type: "INTEGER", nullable: false),
                    Duplicates = table.Column<int>(type: "INTEGER", nullable: false),
                    Rejected = table.Column<int>(type: "INTEGER", nullable: false),
                    Document = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Faults = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_captures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_code_batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    First = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<long>(type: "INTEGER", nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Gtin = table.Column<string>(type: "TEXT", maxLength: 14, nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Printer = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_code_batches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_codes",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    FirstScanAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FirstPlace = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Scans = table.Column<int>(type: "INTEGER", nullable: false),
                    VoidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CoveredAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_codes", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "trace_counters",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_counters", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "trace_event_facts",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_event_facts", x => new { x.Seq, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "trace_event_keys",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    IsClass = table.Column<bool>(type: "INTEGER", nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: true),
                    CountMilli = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_event_keys", x => new { x.Seq, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "trace_events",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    EventId = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Declared = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    EventTime = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RecordTime = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BizStep = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Disposition = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    ReadPoint = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    BizLocation = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    PeakTenths = table.Column<int>(type: "INTEGER", nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Prefixes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_events", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "trace_inbox",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Consumer = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_inbox", x => new { x.MessageId, x.Consumer });
                });

            migrationBuilder.CreateTable(
                name: "trace_log_checkpoints",
                columns: table => new
                {
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_checkpoints", x => x.Size);
                });

            migrationBuilder.CreateTable(
                name: "trace_log_heads",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_heads", x => x.Subject);
                });

            migrationBuilder.CreateTable(
                name: "trace_log_leaves",
                columns: table => new
                {
                    Index = table.Column<long>(type: "INTEGER", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Previous = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SaltedHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Salt = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    EventSeq = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_leaves", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "trace_log_queue",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    EventSeq = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_queue", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_log_state",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Roots = table.Column<byte[]>(type: "BLOB", maxLength: 2016, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_state", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_log_tiles",
                columns: table => new
                {
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Index = table.Column<long>(type: "INTEGER", nullable: false),
                    Hashes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_tiles", x => new { x.Level, x.Index });
                });

            migrationBuilder.CreateTable(
                name: "trace_lot_plots",
                columns: table => new
                {
                    LotId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    PlotId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_lot_plots", x => new { x.LotId, x.PlotId });
                });

            migrationBuilder.CreateTable(
                name: "trace_lots",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Gtin = table.Column<string>(type: "TEXT", maxLength: 14, nullable: false),
                    ProductName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ProductNameEn = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Variety = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Crew = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    HarvestedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    BestBefore = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Packed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Packs = table.Column<int>(type: "INTEGER", nullable: false),
                    ProducedGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    ReturnedGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    ShippedGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    LostGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    CountedGrams = table.Column<long>(type: "INTEGER", nullable: true),
                    BookedGrams = table.Column<long>(type: "INTEGER", nullable: true),
                    CommitmentNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_lots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_named_queries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Query = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_named_queries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LeasedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_plot_inputs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    PlotId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Dose = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    AppliedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IntervalDays = table.Column<int>(type: "INTEGER", nullable: false),
                    FreeFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_plot_inputs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_plots",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Village = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    AreaHundredths = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_plots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_recall_lots",
                columns: table => new
                {
                    RecallId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LotCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Given = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_recall_lots", x => new { x.RecallId, x.LotCode });
                });

            migrationBuilder.CreateTable(
                name: "trace_recall_notices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    RecallId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Receiver = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SentGrams = table.Column<long>(type: "INTEGER", nullable: true),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AnswerBy = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AcknowledgedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FoundGrams = table.Column<long>(type: "INTEGER", nullable: true),
                    ReturnedGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    DestroyedGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    PhotoHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_recall_notices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_recalls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Class = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Advice = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    LearnedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StartBy = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ProposedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProposedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Refusal = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    AnswerBy = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Mock = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_recalls", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_scans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Device = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_scans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "trace_secrets",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_secrets", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "trace_subscriptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    QueryId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    SeesOnly = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Destination = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Token = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Schedule = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ReportIfEmpty = table.Column<bool>(type: "INTEGER", nullable: false),
                    InitialRecordTime = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Format = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastNotifiedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LeasedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_subscriptions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_trace_captures_FinishedAt_CreatedAt",
                table: "trace_captures",
                columns: new[] { "FinishedAt", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_captures_OwnerId_CreatedAt",
                table: "trace_captures",
                columns: new[] { "OwnerId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_code_batches_CooperativeId_CreatedAt",
                table: "trace_code_batches",
                columns: new[] { "CooperativeId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_code_batches_First",
                table: "trace_code_batches",
                column: "First",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trace_code_batches_LotId",
                table: "trace_code_batches",
                column: "LotId");

            migrationBuilder.CreateIndex(
                name: "IX_trace_codes_BatchId",
                table: "trace_codes",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_trace_event_facts_Kind_Number",
                table: "trace_event_facts",
                columns: new[] { "Kind", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_event_facts_Text_Seq",
                table: "trace_event_facts",
                columns: new[] { "Text", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_event_keys_Key_Seq",
                table: "trace_event_keys",
                columns: new[] { "Key", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_events_EventId_Declared",
                table: "trace_events",
                columns: new[] { "EventId", "Declared" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trace_events_EventTime",
                table: "trace_events",
                column: "EventTime");

            migrationBuilder.CreateIndex(
                name: "IX_trace_events_OwnerId",
                table: "trace_events",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_trace_events_PeakTenths",
                table: "trace_events",
                column: "PeakTenths");

            migrationBuilder.CreateIndex(
                name: "IX_trace_log_leaves_EventSeq",
                table: "trace_log_leaves",
                column: "EventSeq");

            migrationBuilder.CreateIndex(
                name: "IX_trace_log_leaves_Subject_Sequence",
                table: "trace_log_leaves",
                columns: new[] { "Subject", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trace_lot_plots_PlotId",
                table: "trace_lot_plots",
                column: "PlotId");

            migrationBuilder.CreateIndex(
                name: "IX_trace_lots_Code",
                table: "trace_lots",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trace_lots_CooperativeId_HarvestedOn",
                table: "trace_lots",
                columns: new[] { "CooperativeId", "HarvestedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_lots_HarvestedOn",
                table: "trace_lots",
                column: "HarvestedOn");

            migrationBuilder.CreateIndex(
                name: "IX_trace_lots_Key",
                table: "trace_lots",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trace_lots_ProductId",
                table: "trace_lots",
                column: "ProductId");

            migrationBuilder.CreateIndex(
                name: "IX_trace_named_queries_OwnerId_Name",
                table: "trace_named_queries",
                columns: new[] { "OwnerId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trace_outbox_LeasedBy",
                table: "trace_outbox",
                column: "LeasedBy");

            migrationBuilder.CreateIndex(
                name: "IX_trace_outbox_SentAt_CreatedAt",
                table: "trace_outbox",
                columns: new[] { "SentAt", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_plot_inputs_Name_AppliedOn",
                table: "trace_plot_inputs",
                columns: new[] { "Name", "AppliedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_plot_inputs_PlotId_AppliedOn",
                table: "trace_plot_inputs",
                columns: new[] { "PlotId", "AppliedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_plots_Code",
                table: "trace_plots",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trace_plots_CooperativeId",
                table: "trace_plots",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_trace_recall_lots_LotCode",
                table: "trace_recall_lots",
                column: "LotCode");

            migrationBuilder.CreateIndex(
                name: "IX_trace_recall_notices_RecallId_Receiver",
                table: "trace_recall_notices",
                columns: new[] { "RecallId", "Receiver" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trace_recall_notices_Receiver",
                table: "trace_recall_notices",
                column: "Receiver");

            migrationBuilder.CreateIndex(
                name: "IX_trace_recall_notices_State_AnswerBy",
                table: "trace_recall_notices",
                columns: new[] { "State", "AnswerBy" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_recalls_Number",
                table: "trace_recalls",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trace_recalls_State_DecidedAt",
                table: "trace_recalls",
                columns: new[] { "State", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_scans_LotId_At",
                table: "trace_scans",
                columns: new[] { "LotId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_scans_Number_At",
                table: "trace_scans",
                columns: new[] { "Number", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_subscriptions_DueAt",
                table: "trace_subscriptions",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_trace_subscriptions_QueryId",
                table: "trace_subscriptions",
                column: "QueryId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "trace_captures");

            migrationBuilder.DropTable(
                name: "trace_code_batches");

            migrationBuilder.DropTable(
                name: "trace_codes");

            migrationBuilder.DropTable(
                name: "trace_counters");

            migrationBuilder.DropTable(
                name: "trace_event_facts");

            migrationBuilder.DropTable(
                name: "trace_event_keys");

            migrationBuilder.DropTable(
                name: "trace_events");

            migrationBuilder.DropTable(
                name: "trace_inbox");

            migrationBuilder.DropTable(
                name: "trace_log_checkpoints");

            migrationBuilder.DropTable(
                name: "trace_log_heads");

            migrationBuilder.DropTable(
                name: "trace_log_leaves");

            migrationBuilder.DropTable(
                name: "trace_log_queue");

            migrationBuilder.DropTable(
                name: "trace_log_state");

            migrationBuilder.DropTable(
                name: "trace_log_tiles");

            migrationBuilder.DropTable(
                name: "trace_lot_plots");

            migrationBuilder.DropTable(
                name: "trace_lots");

            migrationBuilder.DropTable(
                name: "trace_named_queries");

            migrationBuilder.DropTable(
                name: "trace_outbox");

            migrationBuilder.DropTable(
                name: "trace_plot_inputs");

            migrationBuilder.DropTable(
                name: "trace_plots");

            migrationBuilder.DropTable(
                name: "trace_recall_lots");

            migrationBuilder.DropTable(
                name: "trace_recall_notices");

            migrationBuilder.DropTable(
                name: "trace_recalls");

            migrationBuilder.DropTable(
                name: "trace_scans");

            migrationBuilder.DropTable(
                name: "trace_secrets");

            migrationBuilder.DropTable(
                name: "trace_subscriptions");
        }
    }
}
