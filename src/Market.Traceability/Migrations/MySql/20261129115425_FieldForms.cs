using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.MySql
{
    /// <inheritdoc />
    public partial class FieldForms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Category",
                table: "trace_lots",
                type: "varchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "",
                collation: "utf8mb4_unicode_ci");

            migrationBuilder.AddColumn<long>(
                name: "TakenGrams",
                table: "trace_lots",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "trace_goods_in",
                columns: table => new
                {
                    PalletId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    LotId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Accepted = table.Column<long>(type: "bigint", nullable: false),
                    Short = table.Column<long>(type: "bigint", nullable: false),
                    Rejected = table.Column<long>(type: "bigint", nullable: false),
                    Shelved = table.Column<long>(type: "bigint", nullable: false),
                    Sold = table.Column<long>(type: "bigint", nullable: false),
                    Wasted = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_goods_in", x => new { x.PalletId, x.LotId });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_idempotency",
                columns: table => new
                {
                    PrincipalId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Key = table.Column<string>(type: "varchar(100)", maxLength: 100, nullable: false, collation: "utf8mb4_unicode_ci"),
                    BodyHash = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ResultId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_idempotency", x => new { x.Key, x.PrincipalId });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_lot_takes",
                columns: table => new
                {
                    PartId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    LotId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Grams = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_lot_takes", x => new { x.PartId, x.LotId });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_pallet_loads",
                columns: table => new
                {
                    PalletId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    LotId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Grams = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_pallet_loads", x => new { x.PalletId, x.LotId });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "trace_pallets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Code = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_bin"),
                    Key = table.Column<string>(type: "varchar(512)", maxLength: 512, nullable: false, collation: "utf8mb4_bin"),
                    OnId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    PlaceKind = table.Column<string>(type: "varchar(10)", maxLength: 10, nullable: false, collation: "utf8mb4_unicode_ci"),
                    PlaceId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    CreatedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_pallets", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateIndex(
                name: "IX_trace_goods_in_LotId",
                table: "trace_goods_in",
                column: "LotId");

            migrationBuilder.CreateIndex(
                name: "IX_trace_pallet_loads_LotId",
                table: "trace_pallet_loads",
                column: "LotId");

            migrationBuilder.CreateIndex(
                name: "IX_trace_pallets_Code",
                table: "trace_pallets",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trace_pallets_CooperativeId_CreatedAt",
                table: "trace_pallets",
                columns: new[] { "CooperativeId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_trace_pallets_Key",
                table: "trace_pallets",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trace_pallets_OnId",
                table: "trace_pallets",
                column: "OnId");

            migrationBuilder.CreateIndex(
                name: "IX_trace_pallets_PlaceId_CreatedAt",
                table: "trace_pallets",
                columns: new[] { "PlaceId", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "trace_goods_in");

            migrationBuilder.DropTable(
                name: "trace_idempotency");

            migrationBuilder.DropTable(
                name: "trace_lot_takes");

            migrationBuilder.DropTable(
                name: "trace_pallet_loads");

            migrationBuilder.DropTable(
                name: "trace_pallets");

            migrationBuilder.DropColumn(
                name: "Category",
                table: "trace_lots");

            migrationBuilder.DropColumn(
                name: "TakenGrams",
                table: "trace_lots");
        }
    }
}
