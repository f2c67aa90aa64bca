using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.MySql
{
    /// <inheritdoc />
    public partial class FewerIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_orders_stock_movements_OfferId",
                table: "orders_stock_movements");

            migrationBuilder.DropIndex(
                name: "IX_orders_lines_OfferId",
                table: "orders_lines");

            migrationBuilder.DropIndex(
                name: "IX_orders_lines_ProductId",
                table: "orders_lines");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_orders_stock_movements_OfferId",
                table: "orders_stock_movements",
                column: "OfferId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_lines_OfferId",
                table: "orders_lines",
                column: "OfferId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_lines_ProductId",
                table: "orders_lines",
                column: "ProductId");
        }
    }
}
