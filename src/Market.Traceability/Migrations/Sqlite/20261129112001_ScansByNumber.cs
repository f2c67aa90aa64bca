using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ScansByNumber : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A scan's place in its code's history takes the place of an id of its own; each keeps its order.
            migrationBuilder.RenameTable(name: "trace_scans", newName: "trace_scans_before");

            migrationBuilder.CreateTable(
                name: "trace_scans",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Nth = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Device = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trace_scans", x => new { x.Number, x.Nth });
                });

            migrationBuilder.Sql("INSERT INTO trace_scans (Number, Nth, At, Place, Device, Score) SELECT Number, ROW_NUMBER() OVER (PARTITION BY Number ORDER BY At, Id), At, Place, Device, Score FROM trace_scans_before");
            migrationBuilder.DropTable(name: "trace_scans_before");
            migrationBuilder.DropIndex(name: "IX_trace_codes_BatchId", table: "trace_codes");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The ids that scans had are gone.");
    }
}
