using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Holds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "orders_holds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    HolderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OfferId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Milli = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_holds", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_orders_holds_ExpiresAt",
                table: "orders_holds",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_orders_holds_HolderId",
                table: "orders_holds",
                column: "HolderId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "orders_holds");
        }
    }
}
