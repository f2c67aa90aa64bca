using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Recalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Withdrawn",
                table: "orders_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "orders_recall_refunds",
                columns: table => new
                {
                    LineId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LotCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    RecallNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ClaimId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_recall_refunds", x => new { x.LineId, x.LotCode });
                });

            migrationBuilder.CreateTable(
                name: "orders_stopped_lines",
                columns: table => new
                {
                    LineId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    SubOrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    RecallNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    StoppedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Way = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_stopped_lines", x => x.LineId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_orders_stopped_lines_CooperativeId_DecidedAt",
                table: "orders_stopped_lines",
                columns: new[] { "CooperativeId", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_stopped_lines_OrderId",
                table: "orders_stopped_lines",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_stopped_lines_SubOrderId",
                table: "orders_stopped_lines",
                column: "SubOrderId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "orders_recall_refunds");

            migrationBuilder.DropTable(
                name: "orders_stopped_lines");

            migrationBuilder.DropColumn(
                name: "Withdrawn",
                table: "orders_lines");
        }
    }
}
