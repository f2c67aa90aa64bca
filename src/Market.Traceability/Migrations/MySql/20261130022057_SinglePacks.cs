using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.MySql
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
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Serial = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_bin"),
                    LotId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Grams = table.Column<long>(type: "bigint", nullable: false),
                    PalletId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_pallet_packs", x => x.Number);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

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
