using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.MySql
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
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    OwnerId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    PersonId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Behaviour = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    CreatedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Success = table.Column<bool>(type: "tinyint(1)", nullable: false),
                    Total = table.Column<int>(type: "int", nullable: false),
                    Accepted = table.Column<int>(type: "int", nullable: false),
                    Duplicates = table.Column<int>(type: "int", nullable: false),
                    Rejected = table.Column<int>(type: "int", nullable: false),
                    Document = table.Column<byte[]>(type: "longblob", nullable: false),
                    Faults = table.Column<string>(type: "longtext", nullable: false, collation: "utf8mb4_unicode_ci"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_captures", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_code_batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    First = table.Column<long>(type: "bigint", nullable: false),
                    Count = table.Column<long>(type: "bigint", nullable: false),
                    LotId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Gtin = table.Column<string>(type: "varchar(14)", maxLength: 14, nullable: false, collation: "utf8mb4_bin"),
                    KeyId = table.Column<string>(type: "varchar(32)", maxLength: 32, nullable: false, collation: "utf8mb4_bin"),
                    PersonId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CreatedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Printer = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_code_batches", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_codes",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    BatchId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    FirstScanAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    FirstPlace = table.Column<string>(type: "varchar(60)", maxLength: 60, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Scans = table.Column<int>(type: "int", nullable: false),
                    VoidedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    CoveredAt = table.Column<DateTime>(type: "datetime(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_codes", x => x.Number);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_counters",
                columns: table => new
                {
                    Name = table.Column<string>(type: "varchar(60)", maxLength: 60, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_counters", x => x.Name);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_event_facts",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Type = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    Text = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    Number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_event_facts", x => new { x.Seq, x.Ordinal });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_event_keys",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Role = table.Column<string>(type: "varchar(12)", maxLength: 12, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Key = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    IsClass = table.Column<bool>(type: "tinyint(1)", nullable: false),
                    Grams = table.Column<long>(type: "bigint", nullable: true),
                    CountMilli = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_event_keys", x => new { x.Seq, x.Ordinal });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_events",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    EventId = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    Declared = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_bin"),
                    ContentHash = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_bin"),
                    Type = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    Action = table.Column<string>(type: "varchar(10)", maxLength: 10, nullable: false, collation: "utf8mb4_bin"),
                    EventTime = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    RecordTime = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    BizStep = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    Disposition = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    ReadPoint = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    BizLocation = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    OwnerId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    PeakTenths = table.Column<int>(type: "int", nullable: true),
                    Body = table.Column<string>(type: "longtext", nullable: false, collation: "utf8mb4_unicode_ci"),
                    Prefixes = table.Column<string>(type: "longtext", nullable: false, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_events", x => x.Seq);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_inbox",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Consumer = table.Column<string>(type: "varchar(100)", maxLength: 100, nullable: false, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_inbox", x => new { x.MessageId, x.Consumer });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_log_checkpoints",
                columns: table => new
                {
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Note = table.Column<string>(type: "longtext", nullable: false, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_checkpoints", x => x.Size);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_log_heads",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "longtext", nullable: false, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_heads", x => x.Subject);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_log_leaves",
                columns: table => new
                {
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    Subject = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Previous = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_bin"),
                    SaltedHash = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_bin"),
                    Salt = table.Column<string>(type: "varchar(32)", maxLength: 32, nullable: false, collation: "utf8mb4_bin"),
                    Hash = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_bin"),
                    EventSeq = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_leaves", x => x.Index);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_log_queue",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Subject = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    ContentHash = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_bin"),
                    EventSeq = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_queue", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_log_state",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Roots = table.Column<byte[]>(type: "varbinary(2016)", maxLength: 2016, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_state", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_log_tiles",
                columns: table => new
                {
                    Level = table.Column<int>(type: "int", nullable: false),
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    Hashes = table.Column<byte[]>(type: "longblob", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_log_tiles", x => new { x.Level, x.Index });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_lot_plots",
                columns: table => new
                {
                    LotId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    PlotId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_lot_plots", x => new { x.LotId, x.PlotId });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_lots",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ProductId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Code = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_bin"),
                    Key = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    Gtin = table.Column<string>(type: "varchar(14)", maxLength: 14, nullable: false, collation: "utf8mb4_bin"),
                    ProductName = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ProductNameEn = table.Column<string>(type: "varchar(200)", maxLength: 200, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Variety = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Crew = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    HarvestedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    BestBefore = table.Column<DateOnly>(type: "date", nullable: true),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Packed = table.Column<bool>(type: "tinyint(1)", nullable: false),
                    Packs = table.Column<int>(type: "int", nullable: false),
                    ProducedGrams = table.Column<long>(type: "bigint", nullable: false),
                    ReturnedGrams = table.Column<long>(type: "bigint", nullable: false),
                    ShippedGrams = table.Column<long>(type: "bigint", nullable: false),
                    UsedGrams = table.Column<long>(type: "bigint", nullable: false),
                    LostGrams = table.Column<long>(type: "bigint", nullable: false),
                    CountedGrams = table.Column<long>(type: "bigint", nullable: true),
                    BookedGrams = table.Column<long>(type: "bigint", nullable: true),
                    CommitmentNumber = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    CreatedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_lots", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_named_queries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    OwnerId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Name = table.Column<string>(type: "varchar(100)", maxLength: 100, nullable: false, collation: "utf8mb4_bin"),
                    Query = table.Column<string>(type: "longtext", nullable: false, collation: "utf8mb4_unicode_ci"),
                    CreatedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_named_queries", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Type = table.Column<string>(type: "varchar(200)", maxLength: 200, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Body = table.Column<string>(type: "longtext", nullable: false, collation: "utf8mb4_unicode_ci"),
                    CreatedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    LeasedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    SentAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Error = table.Column<string>(type: "longtext", nullable: true, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_outbox", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_plot_inputs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    PlotId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Kind = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Name = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Dose = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    AppliedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    IntervalDays = table.Column<int>(type: "int", nullable: false),
                    FreeFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    PersonId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_plot_inputs", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_plots",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Code = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_bin"),
                    Name = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Village = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    AreaHundredths = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_plots", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_recall_lots",
                columns: table => new
                {
                    RecallId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    LotCode = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_bin"),
                    Given = table.Column<bool>(type: "tinyint(1)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_recall_lots", x => new { x.RecallId, x.LotCode });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_recall_notices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    RecallId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Receiver = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    Kind = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SentGrams = table.Column<long>(type: "bigint", nullable: true),
                    SentAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    AnswerBy = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    AcknowledgedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    FoundGrams = table.Column<long>(type: "bigint", nullable: true),
                    ReturnedGrams = table.Column<long>(type: "bigint", nullable: false),
                    DestroyedGrams = table.Column<long>(type: "bigint", nullable: false),
                    PhotoHash = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_bin"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_recall_notices", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_recalls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Number = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_bin"),
                    Class = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Reason = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Advice = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    LearnedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    StartBy = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    ProposedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ProposedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    DecidedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    DecidedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Refusal = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    AnswerBy = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Mock = table.Column<bool>(type: "tinyint(1)", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_recalls", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_scans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    LotId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Place = table.Column<string>(type: "varchar(60)", maxLength: 60, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Device = table.Column<string>(type: "varchar(16)", maxLength: 16, nullable: false, collation: "utf8mb4_bin"),
                    Score = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_scans", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_secrets",
                columns: table => new
                {
                    Name = table.Column<string>(type: "varchar(60)", maxLength: 60, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Value = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_secrets", x => x.Name);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_subscriptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    QueryId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    SeesOnly = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    Destination = table.Column<string>(type: "varchar(1000)", maxLength: 1000, nullable: false, collation: "utf8mb4_bin"),
                    Token = table.Column<string>(type: "varchar(200)", maxLength: 200, nullable: false, collation: "utf8mb4_bin"),
                    Schedule = table.Column<string>(type: "varchar(2000)", maxLength: 2000, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ReportIfEmpty = table.Column<bool>(type: "tinyint(1)", nullable: false),
                    InitialRecordTime = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Format = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    CreatedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    LastNotifiedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Failures = table.Column<int>(type: "int", nullable: false),
                    LastError = table.Column<string>(type: "varchar(200)", maxLength: 200, nullable: false, collation: "utf8mb4_unicode_ci"),
                    LeaseUntil = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    LeasedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_subscriptions", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

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
