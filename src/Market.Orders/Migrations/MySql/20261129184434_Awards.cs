using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.MySql
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

            migrationBuilder.AlterColumn<Guid>(
                name: "ProductId",
                table: "orders_bids",
                type: "char(36)",
                maxLength: 36,
                nullable: true,
                collation: "ascii_general_ci",
                oldClrType: typeof(Guid),
                oldType: "char(36)",
                oldMaxLength: 36)
                .OldAnnotation("Relational:Collation", "ascii_general_ci");

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
                type: "char(36)",
                maxLength: 36,
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                collation: "ascii_general_ci",
                oldClrType: typeof(Guid),
                oldType: "char(36)",
                oldMaxLength: 36,
                oldNullable: true)
                .OldAnnotation("Relational:Collation", "ascii_general_ci");
        }
    }
}
