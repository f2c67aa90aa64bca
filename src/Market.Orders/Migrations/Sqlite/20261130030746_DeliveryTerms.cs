using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DeliveryTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "CratesBack",
                table: "orders_receipts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Crates",
                table: "orders_deliveries",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "KeepsUntil",
                table: "orders_deliveries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "orders_contract_files",
                columns: table => new
                {
                    PaperId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_contract_files", x => x.PaperId);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "orders_contract_files");

            migrationBuilder.DropColumn(
                name: "CratesBack",
                table: "orders_receipts");

            migrationBuilder.DropColumn(
                name: "Crates",
                table: "orders_deliveries");

            migrationBuilder.DropColumn(
                name: "KeepsUntil",
                table: "orders_deliveries");
        }
    }
}
