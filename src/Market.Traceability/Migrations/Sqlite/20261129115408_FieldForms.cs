using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "TakenGrams",
                table: "trace_lots",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "trace_goods_in",
                columns: table => new
                {
                    PalletId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Accepted = table.Column<long>(type: "INTEGER", nullable: false),
                    Short = table.Column<long>(type: "INTEGER", nullable: false),
                    Rejected = table.Column<long>(type: "INTEGER", nullable: false),
                    Shelved = table.Column<long>(type: "INTEGER", nullable: false),
                    Sold = table.Column<long>(type: "INTEGER", nullable: false),
                    Wasted = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_goods_in", x => new { x.PalletId, x.LotId });
                });

            migrationBuilder.CreateTable(
                name: "trace_idempotency",
                columns: table => new
                {
                    PrincipalId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    BodyHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ResultId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_idempotency", x => new { x.Key, x.PrincipalId });
                });

            migrationBuilder.CreateTable(
                name: "trace_lot_takes",
                columns: table => new
                {
                    PartId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_lot_takes", x => new { x.PartId, x.LotId });
                });

            migrationBuilder.CreateTable(
                name: "trace_pallet_loads",
                columns: table => new
                {
                    PalletId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_pallet_loads", x => new { x.PalletId, x.LotId });
                });

            migrationBuilder.CreateTable(
                name: "trace_pallets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    OnId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PlaceKind = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    PlaceId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_pallets", x => x.Id);
                });

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
