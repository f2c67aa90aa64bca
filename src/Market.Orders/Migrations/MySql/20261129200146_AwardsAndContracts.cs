using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.MySql
{
    /// <inheritdoc />
    public partial class AwardsAndContracts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "orders_plan_jobs",
                type: "varchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Match",
                collation: "utf8mb4_unicode_ci");

            migrationBuilder.AddColumn<bool>(
                name: "NeedsApproval",
                table: "orders_demands",
                type: "tinyint(1)",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "orders_award_sets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DemandId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ChainId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    PlanId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Nth = table.Column<int>(type: "int", nullable: false),
                    AskedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    AnswerUntil = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ActiveDemandId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    ApprovedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    ApprovedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_award_sets", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_bid_shares",
                columns: table => new
                {
                    BidId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Cooperative = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    CooperativeEn = table.Column<string>(type: "varchar(160)", maxLength: 160, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ProductId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Goods = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    GoodsEn = table.Column<string>(type: "varchar(160)", maxLength: 160, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ConsentedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    ConsentedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_bid_shares", x => new { x.BidId, x.CooperativeId });
                    table.ForeignKey(
                        name: "FK_orders_bid_shares_orders_bids_BidId",
                        column: x => x.BidId,
                        principalTable: "orders_bids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_call_offs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Number = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    HeadId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ContractId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ContractNumber = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ChainId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Chain = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ChainEn = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SupplierId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Supplier = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SupplierEn = table.Column<string>(type: "varchar(160)", maxLength: 160, nullable: false, collation: "utf8mb4_unicode_ci"),
                    TownId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    BuyerId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    DeliverOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Note = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    AnswerBy = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Reason = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_call_offs", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_contract_figures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    HeadId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Agreed = table.Column<long>(type: "bigint", nullable: false),
                    Called = table.Column<long>(type: "bigint", nullable: false),
                    Delivered = table.Column<long>(type: "bigint", nullable: false),
                    Accepted = table.Column<long>(type: "bigint", nullable: false),
                    Rejected = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_contract_figures", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_contract_papers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ContractId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Title = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    PictureHash = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ActorId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_contract_papers", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_contracts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    HeadId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Number = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Nth = table.Column<int>(type: "int", nullable: false),
                    OpenHeadId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    ChainId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Chain = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ChainEn = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SupplierId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Supplier = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SupplierEn = table.Column<string>(type: "varchar(160)", maxLength: 160, nullable: false, collation: "utf8mb4_unicode_ci"),
                    TownId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DemandId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    BuyerId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Title = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Terms = table.Column<string>(type: "varchar(8000)", maxLength: 8000, nullable: false, collation: "utf8mb4_unicode_ci"),
                    TotalFen = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Since = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Round = table.Column<int>(type: "int", nullable: false),
                    ChainAgreedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    ChainAgreedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    SupplierAgreedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    SupplierAgreedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    MeetingNumber = table.Column<string>(type: "varchar(60)", maxLength: 60, nullable: false, collation: "utf8mb4_unicode_ci"),
                    MeetingOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ReviewedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    ReviewedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    ReturnReason = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Handler = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Chair = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SealedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    FilingNumber = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: true, collation: "utf8mb4_unicode_ci"),
                    FiledAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    ArchivedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_contracts", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_deliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Number = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    CallOffId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CallOffNumber = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    HeadId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ContractId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ContractNumber = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ChainId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    SupplierId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    TownId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DeliverOn = table.Column<DateOnly>(type: "date", nullable: false),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Cooperative = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    CooperativeEn = table.Column<string>(type: "varchar(160)", maxLength: 160, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Pallet = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ShippedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_deliveries", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_forecasts",
                columns: table => new
                {
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ProductId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Week = table.Column<DateOnly>(type: "date", nullable: false),
                    Grams = table.Column<long>(type: "bigint", nullable: false),
                    Product = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ProductEn = table.Column<string>(type: "varchar(160)", maxLength: 160, nullable: false, collation: "utf8mb4_unicode_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_forecasts", x => new { x.CooperativeId, x.ProductId, x.Week });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_owed_items",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ChainId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    SupplierId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Cooperative = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    HeadId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ContractNumber = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    CallOffNumber = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    DeliveryNumber = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Product = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Grade = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Grams = table.Column<long>(type: "bigint", nullable: false),
                    FenPerKg = table.Column<long>(type: "bigint", nullable: false),
                    Fen = table.Column<long>(type: "bigint", nullable: false),
                    Conceded = table.Column<bool>(type: "tinyint(1)", nullable: false),
                    CreditDays = table.Column<int>(type: "int", nullable: false),
                    StatementId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_owed_items", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_quotations",
                columns: table => new
                {
                    FigureId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Week = table.Column<DateOnly>(type: "date", nullable: false),
                    Side = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    FenPerKg = table.Column<long>(type: "bigint", nullable: false),
                    ActorId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_quotations", x => new { x.FigureId, x.Week, x.Side });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_receipts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DeliveryId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DeliveryNumber = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    CallOffId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CallOffNumber = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    HeadId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ContractNumber = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ChainId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    SupplierId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    TownId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CreditDays = table.Column<int>(type: "int", nullable: false),
                    ReceiverId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    DisputeUntil = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Objection = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Answer = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_receipts", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_statement_payments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    StatementId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Fen = table.Column<long>(type: "bigint", nullable: false),
                    BankReference = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SentBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    SentAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    AnsweredBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    AnsweredAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_statement_payments", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_statements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Number = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ChainId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Chain = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ChainEn = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SupplierId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Supplier = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SupplierEn = table.Column<string>(type: "varchar(160)", maxLength: 160, nullable: false, collation: "utf8mb4_unicode_ci"),
                    TownId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Fen = table.Column<long>(type: "bigint", nullable: false),
                    CreditDays = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ChainConfirmedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    SupplierConfirmedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Objection = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ObjectedBy = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: true, collation: "utf8mb4_unicode_ci"),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SentFen = table.Column<long>(type: "bigint", nullable: false),
                    PaidFen = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_statements", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_supply_records",
                columns: table => new
                {
                    CallOffId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    SupplierId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    CalledGrams = table.Column<long>(type: "bigint", nullable: false),
                    OnTimeGrams = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_supply_records", x => x.CallOffId);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_awards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    SetId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DemandId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ChainId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    SupplierId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Supplier = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SupplierEn = table.Column<string>(type: "varchar(160)", maxLength: 160, nullable: false, collation: "utf8mb4_unicode_ci"),
                    BidId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Product = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Grade = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    AnswerUntil = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    AnsweredBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    ContractId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    Reason = table.Column<string>(type: "varchar(300)", maxLength: 300, nullable: false, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_awards", x => x.Id);
                    table.ForeignKey(
                        name: "FK_orders_awards_orders_award_sets_SetId",
                        column: x => x.SetId,
                        principalTable: "orders_award_sets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_bid_share_harvests",
                columns: table => new
                {
                    BidId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    KeepsUntil = table.Column<DateOnly>(type: "date", nullable: false),
                    Grams = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_bid_share_harvests", x => new { x.BidId, x.CooperativeId, x.From, x.KeepsUntil });
                    table.ForeignKey(
                        name: "FK_orders_bid_share_harvests_orders_bid_shares_BidId_Cooperativ~",
                        columns: x => new { x.BidId, x.CooperativeId },
                        principalTable: "orders_bid_shares",
                        principalColumns: new[] { "BidId", "CooperativeId" },
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_call_off_lines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CallOffId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    LineId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    StoreId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Store = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    StoreEn = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Product = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Grade = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Grams = table.Column<long>(type: "bigint", nullable: false),
                    FenPerKg = table.Column<long>(type: "bigint", nullable: false),
                    Shipped = table.Column<long>(type: "bigint", nullable: false),
                    Refused = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_call_off_lines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_orders_call_off_lines_orders_call_offs_CallOffId",
                        column: x => x.CallOffId,
                        principalTable: "orders_call_offs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_contract_lines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ContractId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    FigureId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Position = table.Column<int>(type: "int", nullable: false),
                    StoreId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Store = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    StoreEn = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Product = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Grade = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    FenPerKg = table.Column<long>(type: "bigint", nullable: false),
                    Grams = table.Column<long>(type: "bigint", nullable: false),
                    Windows = table.Column<string>(type: "varchar(8000)", maxLength: 8000, nullable: false, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_contract_lines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_orders_contract_lines_orders_contracts_ContractId",
                        column: x => x.ContractId,
                        principalTable: "orders_contracts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_delivery_lines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DeliveryId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    LineId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ProductId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Store = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    StoreEn = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Product = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Grade = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Grams = table.Column<long>(type: "bigint", nullable: false),
                    FenPerKg = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_delivery_lines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_orders_delivery_lines_orders_deliveries_DeliveryId",
                        column: x => x.DeliveryId,
                        principalTable: "orders_deliveries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_receipt_lines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DisputeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ReceiptId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DeliveryLineId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    LineId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Store = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    StoreEn = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Product = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Grade = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Delivered = table.Column<long>(type: "bigint", nullable: false),
                    Accepted = table.Column<long>(type: "bigint", nullable: false),
                    Rejected = table.Column<long>(type: "bigint", nullable: false),
                    Paid = table.Column<long>(type: "bigint", nullable: false),
                    FenPerKg = table.Column<long>(type: "bigint", nullable: false),
                    Fen = table.Column<long>(type: "bigint", nullable: false),
                    RejectedFen = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Photo = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_receipt_lines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_orders_receipt_lines_orders_receipts_ReceiptId",
                        column: x => x.ReceiptId,
                        principalTable: "orders_receipts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_statement_shares",
                columns: table => new
                {
                    StatementId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Cooperative = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Fen = table.Column<long>(type: "bigint", nullable: false),
                    PaidFen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_statement_shares", x => new { x.StatementId, x.CooperativeId });
                    table.ForeignKey(
                        name: "FK_orders_statement_shares_orders_statements_StatementId",
                        column: x => x.StatementId,
                        principalTable: "orders_statements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_award_lines",
                columns: table => new
                {
                    AwardId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Position = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Grams = table.Column<long>(type: "bigint", nullable: false),
                    FenPerKg = table.Column<long>(type: "bigint", nullable: false),
                    LandedMicroFen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_award_lines", x => new { x.AwardId, x.Position, x.From });
                    table.ForeignKey(
                        name: "FK_orders_award_lines_orders_awards_AwardId",
                        column: x => x.AwardId,
                        principalTable: "orders_awards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_contract_shares",
                columns: table => new
                {
                    LineId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ProductId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Grams = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_contract_shares", x => new { x.LineId, x.CooperativeId });
                    table.ForeignKey(
                        name: "FK_orders_contract_shares_orders_contract_lines_LineId",
                        column: x => x.LineId,
                        principalTable: "orders_contract_lines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_delivery_lots",
                columns: table => new
                {
                    LineId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    LotCode = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Grams = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_delivery_lots", x => new { x.LineId, x.LotCode });
                    table.ForeignKey(
                        name: "FK_orders_delivery_lots_orders_delivery_lines_LineId",
                        column: x => x.LineId,
                        principalTable: "orders_delivery_lines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_award_parts",
                columns: table => new
                {
                    AwardId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Position = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ProductId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Grams = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_award_parts", x => new { x.AwardId, x.Position, x.From, x.CooperativeId });
                    table.ForeignKey(
                        name: "FK_orders_award_parts_orders_award_lines_AwardId_Position_From",
                        columns: x => new { x.AwardId, x.Position, x.From },
                        principalTable: "orders_award_lines",
                        principalColumns: new[] { "AwardId", "Position", "From" },
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateIndex(
                name: "IX_orders_award_parts_CooperativeId",
                table: "orders_award_parts",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_award_sets_ActiveDemandId",
                table: "orders_award_sets",
                column: "ActiveDemandId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_award_sets_DemandId_Nth",
                table: "orders_award_sets",
                columns: new[] { "DemandId", "Nth" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_awards_ContractId",
                table: "orders_awards",
                column: "ContractId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_awards_DemandId_State",
                table: "orders_awards",
                columns: new[] { "DemandId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_awards_SetId_BidId",
                table: "orders_awards",
                columns: new[] { "SetId", "BidId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_awards_State_AnswerUntil",
                table: "orders_awards",
                columns: new[] { "State", "AnswerUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_awards_SupplierId",
                table: "orders_awards",
                column: "SupplierId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_bid_shares_CooperativeId",
                table: "orders_bid_shares",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_call_off_lines_CallOffId_LineId",
                table: "orders_call_off_lines",
                columns: new[] { "CallOffId", "LineId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_call_off_lines_LineId",
                table: "orders_call_off_lines",
                column: "LineId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_call_offs_ChainId_DeliverOn",
                table: "orders_call_offs",
                columns: new[] { "ChainId", "DeliverOn" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_call_offs_HeadId_DeliverOn",
                table: "orders_call_offs",
                columns: new[] { "HeadId", "DeliverOn" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_call_offs_Number",
                table: "orders_call_offs",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_call_offs_SupplierId_State",
                table: "orders_call_offs",
                columns: new[] { "SupplierId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_contract_figures_HeadId",
                table: "orders_contract_figures",
                column: "HeadId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_contract_lines_ContractId_Position",
                table: "orders_contract_lines",
                columns: new[] { "ContractId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_contract_lines_FigureId",
                table: "orders_contract_lines",
                column: "FigureId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_contract_papers_ContractId",
                table: "orders_contract_papers",
                column: "ContractId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_contract_shares_CooperativeId",
                table: "orders_contract_shares",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_contracts_ChainId_At",
                table: "orders_contracts",
                columns: new[] { "ChainId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_contracts_HeadId_Nth",
                table: "orders_contracts",
                columns: new[] { "HeadId", "Nth" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_contracts_Number",
                table: "orders_contracts",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_orders_contracts_OpenHeadId",
                table: "orders_contracts",
                column: "OpenHeadId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_contracts_SupplierId_At",
                table: "orders_contracts",
                columns: new[] { "SupplierId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_contracts_TownId_FilingNumber",
                table: "orders_contracts",
                columns: new[] { "TownId", "FilingNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_contracts_TownId_State_Since",
                table: "orders_contracts",
                columns: new[] { "TownId", "State", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_deliveries_CallOffId",
                table: "orders_deliveries",
                column: "CallOffId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_deliveries_ChainId_State_DeliverOn",
                table: "orders_deliveries",
                columns: new[] { "ChainId", "State", "DeliverOn" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_deliveries_HeadId",
                table: "orders_deliveries",
                column: "HeadId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_deliveries_Number",
                table: "orders_deliveries",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_deliveries_Pallet",
                table: "orders_deliveries",
                column: "Pallet");

            migrationBuilder.CreateIndex(
                name: "IX_orders_delivery_lines_DeliveryId_LineId",
                table: "orders_delivery_lines",
                columns: new[] { "DeliveryId", "LineId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_delivery_lines_LineId_CooperativeId",
                table: "orders_delivery_lines",
                columns: new[] { "LineId", "CooperativeId" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_delivery_lots_LotCode",
                table: "orders_delivery_lots",
                column: "LotCode");

            migrationBuilder.CreateIndex(
                name: "IX_orders_forecasts_Week",
                table: "orders_forecasts",
                column: "Week");

            migrationBuilder.CreateIndex(
                name: "IX_orders_owed_items_HeadId",
                table: "orders_owed_items",
                column: "HeadId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_owed_items_StatementId_Month_ChainId_SupplierId",
                table: "orders_owed_items",
                columns: new[] { "StatementId", "Month", "ChainId", "SupplierId" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_receipt_lines_DeliveryLineId",
                table: "orders_receipt_lines",
                column: "DeliveryLineId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_receipt_lines_LineId",
                table: "orders_receipt_lines",
                column: "LineId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_receipt_lines_ReceiptId",
                table: "orders_receipt_lines",
                column: "ReceiptId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_receipts_ChainId_State",
                table: "orders_receipts",
                columns: new[] { "ChainId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_receipts_CooperativeId_State",
                table: "orders_receipts",
                columns: new[] { "CooperativeId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_receipts_DeliveryId",
                table: "orders_receipts",
                column: "DeliveryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_receipts_HeadId",
                table: "orders_receipts",
                column: "HeadId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_statement_payments_BankReference",
                table: "orders_statement_payments",
                column: "BankReference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_statement_payments_StatementId",
                table: "orders_statement_payments",
                column: "StatementId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_statement_shares_CooperativeId",
                table: "orders_statement_shares",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_statements_ChainId_SupplierId_Month",
                table: "orders_statements",
                columns: new[] { "ChainId", "SupplierId", "Month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_statements_Number",
                table: "orders_statements",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_statements_State_DueOn",
                table: "orders_statements",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_statements_SupplierId_Month",
                table: "orders_statements",
                columns: new[] { "SupplierId", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_supply_records_SupplierId_DueOn",
                table: "orders_supply_records",
                columns: new[] { "SupplierId", "DueOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "orders_award_parts");

            migrationBuilder.DropTable(
                name: "orders_bid_share_harvests");

            migrationBuilder.DropTable(
                name: "orders_call_off_lines");

            migrationBuilder.DropTable(
                name: "orders_contract_figures");

            migrationBuilder.DropTable(
                name: "orders_contract_papers");

            migrationBuilder.DropTable(
                name: "orders_contract_shares");

            migrationBuilder.DropTable(
                name: "orders_delivery_lots");

            migrationBuilder.DropTable(
                name: "orders_forecasts");

            migrationBuilder.DropTable(
                name: "orders_owed_items");

            migrationBuilder.DropTable(
                name: "orders_quotations");

            migrationBuilder.DropTable(
                name: "orders_receipt_lines");

            migrationBuilder.DropTable(
                name: "orders_statement_payments");

            migrationBuilder.DropTable(
                name: "orders_statement_shares");

            migrationBuilder.DropTable(
                name: "orders_supply_records");

            migrationBuilder.DropTable(
                name: "orders_award_lines");

            migrationBuilder.DropTable(
                name: "orders_bid_shares");

            migrationBuilder.DropTable(
                name: "orders_call_offs");

            migrationBuilder.DropTable(
                name: "orders_contract_lines");

            migrationBuilder.DropTable(
                name: "orders_delivery_lines");

            migrationBuilder.DropTable(
                name: "orders_receipts");

            migrationBuilder.DropTable(
                name: "orders_statements");

            migrationBuilder.DropTable(
                name: "orders_awards");

            migrationBuilder.DropTable(
                name: "orders_contracts");

            migrationBuilder.DropTable(
                name: "orders_deliveries");

            migrationBuilder.DropTable(
                name: "orders_award_sets");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "orders_plan_jobs");

            migrationBuilder.DropColumn(
                name: "NeedsApproval",
                table: "orders_demands");
        }
    }
}
