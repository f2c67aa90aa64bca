using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SchemeSheets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Sheets",
                table: "catalog_mark_rules",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SheetsEn",
                table: "catalog_mark_rules",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "demonstration", 1 },
                columns: new[] { "Sheets", "SheetsEn" },
                values: new object[] { "", "" });

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "geographical_indication", 1 },
                columns: new[] { "Sheets", "SheetsEn" },
                values: new object[] { "", "" });

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "green", 1 },
                columns: new[] { "Sheets", "SheetsEn" },
                values: new object[] { "", "" });

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "organic", 1 },
                columns: new[] { "Sheets", "SheetsEn" },
                values: new object[] { "", "" });

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "pollution_free", 1 },
                columns: new[] { "Sheets", "SheetsEn" },
                values: new object[] { "", "" });

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "shared_logo", 1 },
                columns: new[] { "Sheets", "SheetsEn" },
                values: new object[] { "", "" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Sheets",
                table: "catalog_mark_rules");

            migrationBuilder.DropColumn(
                name: "SheetsEn",
                table: "catalog_mark_rules");
        }
    }
}
