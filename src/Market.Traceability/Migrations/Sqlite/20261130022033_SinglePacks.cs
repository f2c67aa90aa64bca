using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SinglePacks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "trace_pallet_packs",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Serial = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false),
                    PalletId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_pallet_packs", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_trace_pallet_packs_PalletId_LotId",
                table: "trace_pallet_packs",
                columns: new[] { "PalletId", "LotId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "trace_pallet_packs");
        }
    }
}
