using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.Sqlite
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
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    DemandId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Cooperative = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    CooperativeEn = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Goods = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    GoodsEn = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    Product = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Nth = table.Column<int>(type: "INTEGER", nullable: false),
                    MinLotGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    WithdrawnAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_bids", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_demands",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ChainId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Chain = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ChainEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    BuyerId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BidsUntil = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    InvitedOnly = table.Column<bool>(type: "INTEGER", nullable: false),
                    ShortagePerMille = table.Column<int>(type: "INTEGER", nullable: false),
                    BudgetFen = table.Column<long>(type: "INTEGER", nullable: true),
                    SmallSharePerMille = table.Column<int>(type: "INTEGER", nullable: false),
                    FairnessPerMille = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_demands", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_plan_jobs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    DemandId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ChainId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    AskedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ActiveDemandId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Problem = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LeasedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    CancelAsked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Done = table.Column<long>(type: "INTEGER", nullable: false),
                    Of = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Refusal = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    RefusalValues = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    PlanId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_plan_jobs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_plans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    DemandId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ChainId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    JobId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Nth = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FillPerMillion = table.Column<int>(type: "INTEGER", nullable: false),
                    LandedFen = table.Column<long>(type: "INTEGER", nullable: false),
                    RuleCosts = table.Column<string>(type: "TEXT", nullable: false),
                    Json = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_plans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_bid_harvests",
                columns: table => new
                {
                    BidId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    KeepsUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false)
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
                });

            migrationBuilder.CreateTable(
                name: "orders_bid_tiers",
                columns: table => new
                {
                    BidId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    FromGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    FenPerKg = table.Column<long>(type: "INTEGER", nullable: false)
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
                });

            migrationBuilder.CreateTable(
                name: "orders_demand_invitations",
                columns: table => new
                {
                    DemandId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false)
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
                });

            migrationBuilder.CreateTable(
                name: "orders_demand_lines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    DemandId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Product = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Certificates = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SharedLogo = table.Column<bool>(type: "INTEGER", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Store = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    StoreEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    TownId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CeilingFenPerKg = table.Column<long>(type: "INTEGER", nullable: false),
                    MinLotGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    MaxSuppliers = table.Column<int>(type: "INTEGER", nullable: false),
                    MaxSharePerMille = table.Column<int>(type: "INTEGER", nullable: true),
                    RadiusMetres = table.Column<long>(type: "INTEGER", nullable: true)
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
                });

            migrationBuilder.CreateTable(
                name: "orders_demand_windows",
                columns: table => new
                {
                    LineId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false)
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
                });

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
