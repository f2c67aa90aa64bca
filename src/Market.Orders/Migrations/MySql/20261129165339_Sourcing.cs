using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.MySql
{
    /// <inheritdoc />
    public partial class Sourcing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "orders_bids",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DemandId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Cooperative = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    CooperativeEn = table.Column<string>(type: "varchar(160)", maxLength: 160, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ProductId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Goods = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    GoodsEn = table.Column<string>(type: "varchar(160)", maxLength: 160, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Product = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_bin"),
                    Grade = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_bin"),
                    Nth = table.Column<int>(type: "int", nullable: false),
                    MinLotGrams = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    WithdrawnAt = table.Column<DateTime>(type: "datetime(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_bids", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_demands",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Number = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ChainId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Chain = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ChainEn = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    BuyerId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Title = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    BidsUntil = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    InvitedOnly = table.Column<bool>(type: "tinyint(1)", nullable: false),
                    ShortagePerMille = table.Column<int>(type: "int", nullable: false),
                    BudgetFen = table.Column<long>(type: "bigint", nullable: true),
                    SmallSharePerMille = table.Column<int>(type: "int", nullable: false),
                    FairnessPerMille = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_demands", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_plan_jobs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DemandId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ChainId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    AskedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ActiveDemandId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    Problem = table.Column<byte[]>(type: "longblob", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    LeasedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    CancelAsked = table.Column<bool>(type: "tinyint(1)", nullable: false),
                    Stage = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Done = table.Column<long>(type: "bigint", nullable: false),
                    Of = table.Column<long>(type: "bigint", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Refusal = table.Column<string>(type: "varchar(60)", maxLength: 60, nullable: false, collation: "utf8mb4_unicode_ci"),
                    RefusalValues = table.Column<string>(type: "varchar(400)", maxLength: 400, nullable: false, collation: "utf8mb4_unicode_ci"),
                    PlanId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_plan_jobs", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_plans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DemandId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ChainId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    JobId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Nth = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Hash = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_unicode_ci"),
                    FillPerMillion = table.Column<int>(type: "int", nullable: false),
                    LandedFen = table.Column<long>(type: "bigint", nullable: false),
                    RuleCosts = table.Column<string>(type: "longtext", nullable: false, collation: "utf8mb4_unicode_ci"),
                    Json = table.Column<byte[]>(type: "longblob", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_plans", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_bid_harvests",
                columns: table => new
                {
                    BidId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    KeepsUntil = table.Column<DateOnly>(type: "date", nullable: false),
                    Grams = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_bid_harvests", x => new { x.BidId, x.From, x.KeepsUntil });
                    table.ForeignKey(
                        name: "FK_orders_bid_harvests_orders_bids_BidId",
                        column: x => x.BidId,
                        principalTable: "orders_bids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_bid_tiers",
                columns: table => new
                {
                    BidId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    FromGrams = table.Column<long>(type: "bigint", nullable: false),
                    FenPerKg = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_bid_tiers", x => new { x.BidId, x.FromGrams });
                    table.ForeignKey(
                        name: "FK_orders_bid_tiers_orders_bids_BidId",
                        column: x => x.BidId,
                        principalTable: "orders_bids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_demand_invitations",
                columns: table => new
                {
                    DemandId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_demand_invitations", x => new { x.DemandId, x.CooperativeId });
                    table.ForeignKey(
                        name: "FK_orders_demand_invitations_orders_demands_DemandId",
                        column: x => x.DemandId,
                        principalTable: "orders_demands",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_demand_lines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DemandId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Product = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Grade = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Certificates = table.Column<string>(type: "varchar(400)", maxLength: 400, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SharedLogo = table.Column<bool>(type: "tinyint(1)", nullable: false),
                    StoreId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Store = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    StoreEn = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    TownId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CeilingFenPerKg = table.Column<long>(type: "bigint", nullable: false),
                    MinLotGrams = table.Column<long>(type: "bigint", nullable: false),
                    MaxSuppliers = table.Column<int>(type: "int", nullable: false),
                    MaxSharePerMille = table.Column<int>(type: "int", nullable: true),
                    RadiusMetres = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_demand_lines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_orders_demand_lines_orders_demands_DemandId",
                        column: x => x.DemandId,
                        principalTable: "orders_demands",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_demand_windows",
                columns: table => new
                {
                    LineId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Grams = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_demand_windows", x => new { x.LineId, x.From });
                    table.ForeignKey(
                        name: "FK_orders_demand_windows_orders_demand_lines_LineId",
                        column: x => x.LineId,
                        principalTable: "orders_demand_lines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateIndex(
                name: "IX_orders_bids_CooperativeId",
                table: "orders_bids",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_bids_DemandId_CooperativeId_Product_Grade_Nth",
                table: "orders_bids",
                columns: new[] { "DemandId", "CooperativeId", "Product", "Grade", "Nth" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_demand_invitations_CooperativeId",
                table: "orders_demand_invitations",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_demand_lines_DemandId_Position",
                table: "orders_demand_lines",
                columns: new[] { "DemandId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_demands_ChainId_At",
                table: "orders_demands",
                columns: new[] { "ChainId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_demands_Number",
                table: "orders_demands",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_demands_State_BidsUntil",
                table: "orders_demands",
                columns: new[] { "State", "BidsUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_plan_jobs_ActiveDemandId",
                table: "orders_plan_jobs",
                column: "ActiveDemandId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_plan_jobs_DemandId_At",
                table: "orders_plan_jobs",
                columns: new[] { "DemandId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_plan_jobs_State_LeaseUntil",
                table: "orders_plan_jobs",
                columns: new[] { "State", "LeaseUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_plans_DemandId_Nth",
                table: "orders_plans",
                columns: new[] { "DemandId", "Nth" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_plans_JobId",
                table: "orders_plans",
                column: "JobId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "orders_bid_harvests");

            migrationBuilder.DropTable(
                name: "orders_bid_tiers");

            migrationBuilder.DropTable(
                name: "orders_demand_invitations");

            migrationBuilder.DropTable(
                name: "orders_demand_windows");

            migrationBuilder.DropTable(
                name: "orders_plan_jobs");

            migrationBuilder.DropTable(
                name: "orders_plans");

            migrationBuilder.DropTable(
                name: "orders_bids");

            migrationBuilder.DropTable(
                name: "orders_demand_lines");

            migrationBuilder.DropTable(
                name: "orders_demands");
        }
    }
}
