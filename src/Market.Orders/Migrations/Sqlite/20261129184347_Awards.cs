using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Awards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "orders_plan_jobs",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Match");

            migrationBuilder.AddColumn<bool>(
                name: "NeedsApproval",
                table: "orders_demands",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<Guid>(
                name: "ProductId",
                table: "orders_bids",
                type: "TEXT",
                maxLength: 36,
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldMaxLength: 36);

            migrationBuilder.CreateTable(
                name: "orders_award_sets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    DemandId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ChainId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    PlanId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Nth = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AnswerUntil = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ActiveDemandId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    ApprovedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    ApprovedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_award_sets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_bid_shares",
                columns: table => new
                {
                    BidId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Cooperative = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    CooperativeEn = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Goods = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    GoodsEn = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    ConsentedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ConsentedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true)
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
                });

            migrationBuilder.CreateTable(
                name: "orders_forecasts",
                columns: table => new
                {
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Week = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false),
                    Product = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ProductEn = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_forecasts", x => new { x.CooperativeId, x.ProductId, x.Week });
                });

            migrationBuilder.CreateTable(
                name: "orders_supply_records",
                columns: table => new
                {
                    CallOffId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    SupplierId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CalledGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    OnTimeGrams = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_supply_records", x => x.CallOffId);
                });

            migrationBuilder.CreateTable(
                name: "orders_awards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    SetId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    DemandId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ChainId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    SupplierId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Supplier = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SupplierEn = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    BidId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Product = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AnswerUntil = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AnsweredBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
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
                });

            migrationBuilder.CreateTable(
                name: "orders_bid_share_harvests",
                columns: table => new
                {
                    BidId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    KeepsUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_bid_share_harvests", x => new { x.BidId, x.CooperativeId, x.From, x.KeepsUntil });
                    table.ForeignKey(
                        name: "FK_orders_bid_share_harvests_orders_bid_shares_BidId_CooperativeId",
                        columns: x => new { x.BidId, x.CooperativeId },
                        principalTable: "orders_bid_shares",
                        principalColumns: new[] { "BidId", "CooperativeId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_award_lines",
                columns: table => new
                {
                    AwardId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false),
                    FenPerKg = table.Column<long>(type: "INTEGER", nullable: false),
                    LandedMicroFen = table.Column<long>(type: "INTEGER", nullable: false)
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
                });

            migrationBuilder.CreateTable(
                name: "orders_award_parts",
                columns: table => new
                {
                    AwardId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false)
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
                });

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
                name: "IX_orders_forecasts_Week",
                table: "orders_forecasts",
                column: "Week");

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
                name: "orders_forecasts");

            migrationBuilder.DropTable(
                name: "orders_supply_records");

            migrationBuilder.DropTable(
                name: "orders_award_lines");

            migrationBuilder.DropTable(
                name: "orders_bid_shares");

            migrationBuilder.DropTable(
                name: "orders_awards");

            migrationBuilder.DropTable(
                name: "orders_award_sets");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "orders_plan_jobs");

            migrationBuilder.DropColumn(
                name: "NeedsApproval",
                table: "orders_demands");

            migrationBuilder.AlterColumn<Guid>(
                name: "ProductId",
                table: "orders_bids",
                type: "TEXT",
                maxLength: 36,
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldMaxLength: 36,
                oldNullable: true);
        }
    }
}
