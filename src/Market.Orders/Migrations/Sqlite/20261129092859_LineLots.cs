using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LineLots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "orders_line_lots",
                columns: table => new
                {
                    LineId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LotCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_line_lots", x => new { x.LineId, x.LotCode });
                });

            migrationBuilder.CreateIndex(
                name: "IX_orders_line_lots_LotCode",
                table: "orders_line_lots",
                column: "LotCode");

            migrationBuilder.CreateIndex(
                name: "IX_orders_line_lots_OrderId",
                table: "orders_line_lots",
                column: "OrderId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "orders_line_lots");
        }
    }
}
